using Akka.Actor;

namespace Akka.Cluster.SBR;

/// <summary>Decides which side of a split stays, as configured under <c>akka.cluster.split-brain-resolver</c>. The default.</summary>
public class SplitBrainResolverProvider : IDowningProvider, IHasStrategy
{
    private readonly SplitBrainResolverSettings _settings;
    private readonly Cluster _cluster;

    /// <summary>Makes the provider.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <exception cref="Configuration.ConfigurationException">A setting is missing or wrong, or the strategy is not there.</exception>
    public SplitBrainResolverProvider(ActorSystem system, Cluster cluster)
    {
        _settings = new SplitBrainResolverSettings(system.Settings.Config);
        _cluster = cluster;
        Strategy = DowningStrategy.From(_settings);
    }

    /// <summary><c>akka.cluster.down-removal-margin</c>; when that is off, as long as the other side of a split may take to go down.</summary>
    public TimeSpan DownRemovalMargin => _cluster.Settings.DownRemovalMargin ?? _settings.DowningStableAfter;

    /// <summary>The actor that decides.</summary>
    public Props? DowningActorProps =>
        SplitBrainResolverActor.Props(_cluster, Strategy, _settings.DowningStableAfter, _settings.DownAllWhenUnstable);

    internal DowningStrategy Strategy { get; }

    DowningStrategy IHasStrategy.Strategy => Strategy;
}

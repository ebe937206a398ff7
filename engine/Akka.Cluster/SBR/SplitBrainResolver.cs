using Akka.Actor;
using Akka.Cluster.SBR;

namespace Akka.Cluster;

/// <summary>The split-brain resolver under its older name: the same as <see cref="SplitBrainResolverProvider"/>, and never downs all because of instability.</summary>
public sealed class SplitBrainResolver : IDowningProvider, IHasStrategy
{
    private readonly Cluster _cluster;
    private readonly DowningStrategy _strategy;

    /// <summary>Makes the provider.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <exception cref="Configuration.ConfigurationException">A setting is missing or wrong, or the strategy is not there.</exception>
    public SplitBrainResolver(ActorSystem system, Cluster cluster)
    {
        var settings = new SplitBrainResolverSettings(system.Settings.Config);
        _cluster = cluster;
        _strategy = DowningStrategy.From(settings);
        StableAfter = settings.DowningStableAfter;
    }

    /// <summary>How long members and their reachability must have been the same before anybody is downed.</summary>
    public TimeSpan StableAfter { get; }

    /// <summary><c>akka.cluster.down-removal-margin</c>; <see cref="StableAfter"/> when that is off.</summary>
    public TimeSpan DownRemovalMargin => _cluster.Settings.DownRemovalMargin ?? StableAfter;

    DowningStrategy IHasStrategy.Strategy => _strategy;

    /// <summary>The actor that decides.</summary>
    public Props? DowningActorProps => SplitBrainResolverActor.Props(_cluster, _strategy, StableAfter, TimeSpan.Zero);
}

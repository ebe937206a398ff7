using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Nobody goes down but by <see cref="Cluster.Down"/>.</summary>
public sealed class NoDowning : IDowningProvider
{
    private readonly Cluster _cluster;

    /// <summary>Makes the provider.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="cluster">Its cluster.</param>
    public NoDowning(ActorSystem system, Cluster cluster) => _cluster = cluster;

    /// <summary><c>akka.cluster.down-removal-margin</c>; zero when that is off.</summary>
    public TimeSpan DownRemovalMargin => _cluster.Settings.DownRemovalMargin ?? TimeSpan.Zero;

    /// <summary>None.</summary>
    public Props? DowningActorProps => null;
}

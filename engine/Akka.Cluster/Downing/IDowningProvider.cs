using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Decides which members go down after a failure. Configured with <c>akka.cluster.downing-provider-class</c>; a public constructor takes an
/// <see cref="ActorSystem"/> and a <see cref="Cluster"/>.</summary>
public interface IDowningProvider
{
    /// <summary>How long after a removal others may start what the removed node ran.</summary>
    TimeSpan DownRemovalMargin { get; }

    /// <summary>The actor that decides; it calls <see cref="Cluster.Down"/>. Null for none.</summary>
    Props? DowningActorProps { get; }
}

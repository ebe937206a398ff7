namespace Akka.Cluster.Membership;

/// <summary>A moment on the two clocks of a node: the one that only goes forward, and the one that other nodes roughly share.</summary>
internal readonly record struct Moment(TimeSpan Elapsed, long UnixSeconds);

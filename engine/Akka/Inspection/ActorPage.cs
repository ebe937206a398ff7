namespace Akka.Inspection;

/// <summary>Some of the children of an actor, in the order in which they were started.</summary>
/// <param name="Actors">The children.</param>
/// <param name="Next">Where the next page begins; null when this one came to the end.</param>
/// <param name="Total">How many children there are in all.</param>
public sealed record ActorPage(IReadOnlyList<ActorInfo> Actors, long? Next, int Total);

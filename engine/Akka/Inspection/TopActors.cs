namespace Akka.Inspection;

/// <summary>The actors with the highest values of an attribute.</summary>
/// <param name="By">The attribute.</param>
/// <param name="Actors">Highest first; those whose value is zero are left out.</param>
/// <param name="Looked">How many actors were looked at.</param>
/// <param name="IsComplete">False when there were more actors than that, so that this is the top of a sample.</param>
public sealed record TopActors(ActorAttribute By, IReadOnlyList<TopActor> Actors, int Looked, bool IsComplete);

/// <summary>One of <see cref="TopActors"/>.</summary>
/// <param name="Info">The actor.</param>
/// <param name="Value">The value that it is ranked by; over a window of time, by how much it has grown.</param>
public sealed record TopActor(ActorInfo Info, long Value);

namespace Akka.Actor.Setup;

/// <summary>A programmatic setting of an actor system, found by its type.</summary>
public abstract class Setup
{
    /// <summary>Joins this and another into one setup.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Both.</returns>
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}

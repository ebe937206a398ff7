using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Inspection;

/// <summary>The way into inspection.</summary>
public static class InspectionExtensions
{
    /// <summary>Looks into a running system. Costs nothing by itself.</summary>
    /// <param name="system">The system.</param>
    /// <returns>What answers the questions.</returns>
    /// <exception cref="ArgumentException">The system is not one of this engine.</exception>
    public static Inspector Inspect(this ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system is ActorSystemImpl ours ? new Inspector(ours) : throw new ArgumentException($"[{system.GetType()}] is no system of this engine.", nameof(system));
    }
}

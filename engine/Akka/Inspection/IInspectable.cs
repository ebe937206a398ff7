namespace Akka.Inspection;

/// <summary>An actor that shows its state to people who look into the running system.</summary>
public interface IInspectable
{
    /// <summary>
    /// What to show. It is called on the actor, between two of its handlers (an async handler may be waiting), so it may read all of its fields; it must be quick and
    /// change nothing.
    /// </summary>
    /// <returns>A copy that does not change any more: it is read on other threads.</returns>
    object? InspectState();
}

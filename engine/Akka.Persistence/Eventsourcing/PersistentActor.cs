namespace Akka.Persistence;

/// <summary>A persistent actor that handles messages in <see cref="Eventsourced.ReceiveCommand"/> and <see cref="Eventsourced.ReceiveRecover"/>.</summary>
public abstract class PersistentActor : Eventsourced
{
    /// <summary>Made by <see cref="Actor.Props"/> only.</summary>
    protected PersistentActor()
    {
    }
}

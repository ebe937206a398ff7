namespace Akka.Actor.Internal;

/// <summary>The actor that code runs in, or stands in for. For test kits.</summary>
public static class InternalCurrentActorCellKeeper
{
    /// <summary>
    /// The actor that runs on this thread; outside of actors, the one set here, which the calling flow of execution then has for the
    /// sender of what it tells. Null for none.
    /// </summary>
    public static ActorCell? Current
    {
        get => ActorCell.Current ?? ActorCell.Ambient;
        set => ActorCell.SetAmbient(value);
    }
}

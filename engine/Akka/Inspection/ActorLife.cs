namespace Akka.Inspection;

/// <summary>What an actor is going through.</summary>
public enum ActorLife
{
    /// <summary>It has been made and not run yet.</summary>
    New,

    /// <summary>It handles messages.</summary>
    Alive,

    /// <summary>It has failed and waits for its supervisor's word.</summary>
    Failed,

    /// <summary>It is to be restarted, and waits for children to stop.</summary>
    Restarting,

    /// <summary>It is to stop, and waits for children to stop.</summary>
    Stopping,

    /// <summary>It is gone.</summary>
    Stopped,
}

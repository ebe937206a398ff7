namespace Akka.Inspection;

/// <summary>By what actors can be ranked.</summary>
public enum ActorAttribute
{
    /// <summary>Messages that wait, counted up to 10,000.</summary>
    MailboxDepth,

    /// <summary>Messages handled.</summary>
    MessageCount,

    /// <summary>Restarts.</summary>
    RestartCount,

    /// <summary>Messages put aside.</summary>
    StashSize,

    /// <summary>Children.</summary>
    ChildCount,

    /// <summary>Actors that watch it.</summary>
    WatcherCount,

    /// <summary>Milliseconds since it began what it is at.</summary>
    HandlingTime,
}

namespace Akka.Persistence.Journal;

/// <summary>What a replay does about events that several writers have mixed: <c>replay-filter.mode</c> of a journal.</summary>
public enum ReplayFilterMode
{
    /// <summary>The replay fails, and with it the recovery of the actor: <c>fail</c>.</summary>
    Fail = 0,

    /// <summary>All events are replayed, and a warning is logged: <c>warn</c>.</summary>
    Warn = 1,

    /// <summary>Events of the older writer from where the newer one began are left out, and a warning is logged: <c>repair-by-discard-old</c>, the default.</summary>
    RepairByDiscardOld = 2,

    /// <summary>Nothing is looked for: <c>off</c>.</summary>
    Disabled = 3,
}

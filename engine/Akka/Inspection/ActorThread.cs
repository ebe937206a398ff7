using Akka.Actor;

namespace Akka.Inspection;

/// <summary>
/// What a thread that runs actors shows to whoever looks: the actor that it runs now. There is one per thread, not per actor, and only
/// its thread writes it, so that showing costs two writes a run and nothing else.
/// </summary>
internal sealed class ActorThread
{
    private static readonly Lock Gate = new(); // guards changes of _all
    private static ActorThread[] _all = [];

    [ThreadStatic]
    private static ActorThread? _mine;

    private readonly Thread _thread = Thread.CurrentThread;

    private ActorThread()
    {
    }

    /// <summary>The calling thread's.</summary>
    public static ActorThread Mine => _mine ?? Register();

    /// <summary>Those of all threads that have run an actor, of any system of the process, and may do so again.</summary>
    public static ActorThread[] All => Volatile.Read(ref _all);

    /// <summary>The actor that runs. Read by others without more ado: it may have ended meanwhile.</summary>
    public ActorCell? Running;

    /// <summary>Counts runs: tells two of the same actor apart.</summary>
    public long Runs;

    /// <summary>What the watch saw here last. The watch's.</summary>
    public Sighting? Seen;

    /// <summary>A handler that has been reported as slow and whose end has not. Taken with an exchange by whoever reports the end.</summary>
    public Sighting? Reported;

    /// <summary>Where an actor runs at this moment; null when it does not.</summary>
    public static ActorThread? RunningOf(ActorCell cell)
    {
        foreach (var thread in All)
            if (ReferenceEquals(Volatile.Read(ref thread.Running), cell)) return thread;
        return null;
    }

    private static ActorThread Register()
    {
        var mine = new ActorThread();
        lock (Gate) _all = [.. _all.Where(static thread => thread._thread.IsAlive), mine];
        return _mine = mine;
    }
}

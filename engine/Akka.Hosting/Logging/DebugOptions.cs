namespace Akka.Hosting;

/// <summary>Debug-level log events about actors: <c>akka.actor.debug</c>. What is null is left as configured; everything is off by default.</summary>
public sealed class DebugOptions
{
    /// <summary>Makes options that change nothing.</summary>
    public DebugOptions()
    {
    }

    /// <summary>Messages that an actor receives, for actors that ask for it.</summary>
    public bool? Receive { get; set; }

    /// <summary>Messages that actors handle by themselves, such as <see cref="Actor.PoisonPill"/>.</summary>
    public bool? AutoReceive { get; set; }

    /// <summary>Starts, restarts and stops.</summary>
    public bool? LifeCycle { get; set; }

    /// <summary>Events, transitions and timers of state machines.</summary>
    public bool? FiniteStateMachine { get; set; }

    /// <summary>Subscriptions to the event stream.</summary>
    public bool? EventStream { get; set; }

    /// <summary>Messages that an actor did not handle.</summary>
    public bool? Unhandled { get; set; }

    /// <summary>Deployments that do not fit their router.</summary>
    public bool? RouterMisconfiguration { get; set; }

    internal IEnumerable<(string Key, string Value)> Settings()
    {
        (string Key, bool? Value)[] all =
        [
            ("receive", Receive), ("autoreceive", AutoReceive), ("lifecycle", LifeCycle), ("fsm", FiniteStateMachine),
            ("event-stream", EventStream), ("unhandled", Unhandled), ("router-misconfiguration", RouterMisconfiguration),
        ];
        return all.Where(one => one.Value is not null).Select(one => ("akka.actor.debug." + one.Key, one.Value.ToHocon()));
    }
}

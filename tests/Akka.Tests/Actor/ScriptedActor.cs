using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>A failure that a test causes on purpose.</summary>
public sealed class BoomException : Exception
{
    public BoomException(string message = "boom") : base(message)
    {
    }
}

/// <summary>What a <see cref="ScriptedActor"/> does in its hooks. Everything is logged as "name:what" before the script's part runs.</summary>
internal sealed class Script(string name, List<string> log)
{
    public string Name { get; } = name;

    public List<string> Log { get; } = log;

    /// <summary>How many instances have been begun.</summary>
    public int Instances { get; set; }

    public Action<ScriptedActor>? Constructor { get; init; }

    public Action<ScriptedActor>? PreStart { get; init; }

    public Action<ScriptedActor>? PostStop { get; init; }

    public Action<ScriptedActor, Exception, object?>? PreRestart { get; init; }

    public Action<ScriptedActor, Exception>? PostRestart { get; init; }

    public Func<ScriptedActor, object, bool>? Receive { get; init; }

    public SupervisorStrategy? Strategy { get; init; }

    /// <summary>PreRestart leaves the children alone.</summary>
    public bool KeepsChildren { get; init; }

    public Props Props() => Akka.Actor.Props.Create(() => new ScriptedActor(this));
}

/// <summary>
/// Follows a script. Texts are logged, failures are thrown, actions are run; the rest is up to the script.
/// </summary>
internal sealed class ScriptedActor : ActorBase, IWithTimers, IWithUnboundedStash
{
    private readonly Script _script;

    public ScriptedActor(Script script)
    {
        _script = script;
        Instance = ++script.Instances;
        Note("ctor");
        script.Constructor?.Invoke(this);
    }

    public int Instance { get; }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public ActorCell Cell2 => (ActorCell)Context;

    public IActorRef Me => Self;

    public IActorRef From => Sender;

    public static IActorContext Ctx => Context;

    public void Note(string what) => _script.Log.Add(_script.Name + ":" + what);

    public IActorRef Spawn(Script child) => Context.ActorOf(child.Props(), child.Name);

    public new void Become(Receive receive) => base.Become(receive);

    public new void BecomeStacked(Receive receive) => base.BecomeStacked(receive);

    public new void UnbecomeStacked() => base.UnbecomeStacked();

    protected override void PreStart()
    {
        Note("PreStart");
        _script.PreStart?.Invoke(this);
    }

    protected override void PostStop()
    {
        Note("PostStop");
        _script.PostStop?.Invoke(this);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Note("PreRestart(" + reason.Message + "," + (message is null ? "-" : message is Exception failed ? failed.GetType().Name : message) + ")");
        _script.PreRestart?.Invoke(this, reason, message);
        if (!_script.KeepsChildren) base.PreRestart(reason, message!);
    }

    protected override void PostRestart(Exception reason)
    {
        Note("PostRestart(" + reason.Message + ")");
        _script.PostRestart?.Invoke(this, reason);
        base.PostRestart(reason);
    }

    protected internal override SupervisorStrategy SupervisorStrategy() => _script.Strategy ?? base.SupervisorStrategy();

    protected override bool Receive(object message)
    {
        if (_script.Receive is { } own && own(this, message)) return true;
        switch (message)
        {
            case string text:
                Note(text);
                return true;
            case Exception failure:
                throw failure;
            case Action<ScriptedActor> code:
                code(this);
                return true;
            default:
                return false;
        }
    }
}

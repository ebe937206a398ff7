using Akka.Actor;

namespace Akka.Tests.Fsm;

/// <summary>A machine that a test defines from outside.</summary>
public sealed class Machine : FSM<FsmTests.Step, int>
{
    private readonly List<string> _log;

    public Machine(Action<Machine> define, List<string> log)
    {
        _log = log;
        define(this);
    }

    public State<FsmTests.Step, int> Note(string what)
    {
        _log.Add(what);
        return Stay();
    }

    public State<FsmTests.Step, int> Off(FsmTests.Step state)
    {
        SetStateTimeout(state, null);
        return Stay();
    }

    public State<FsmTests.Step, int> Timer(string name, object message, TimeSpan time, bool repeat)
    {
        SetTimer(name, message, time, repeat);
        return Stay();
    }

    public State<FsmTests.Step, int> Cancel(string name)
    {
        CancelTimer(name);
        return Stay();
    }
}

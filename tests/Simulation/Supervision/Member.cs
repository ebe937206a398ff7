using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Supervision;

/// <summary>An actor of a <see cref="SupervisionRun"/>: does what a letter's dice say, and fails where it can.</summary>
internal sealed class Member : UntypedActor, IWithUnboundedStash, IWithTimers
{
    private readonly SupervisionRun _run;
    private readonly int _depth;
    private readonly HashSet<IActorRef> _watched;
    private bool _started;
    private bool _stopped;

    public Member(SupervisionRun run, int depth)
    {
        (_run, _depth) = (run, depth);
        _watched = run.WatchedBy(Self);
        Fail(0.02);
        if (_depth < 3 && _run.Happens(0.2)) MakeChild();
    }

    public IStash Stash { get; set; } = null!;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Check(!_started && !_stopped, "PreStart");
        Fail(0.03);
        _started = true;
        Timers.StartPeriodicTimer("wake", "wake", TimeSpan.FromMilliseconds(300));
    }

    protected override void PostStop()
    {
        Check(_started && !_stopped, "PostStop");
        _stopped = true;
        Fail(0.05);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Check(_started && !_stopped, "PreRestart");
        Fail(0.05);
        if (_run.Happens(0.5))
        {
            foreach (var child in Context.GetChildren()) _watched.Remove(child);
            base.PreRestart(reason, message);
        }
        else
        {
            PostStop();
        }
    }

    protected override void PostRestart(Exception reason)
    {
        Check(!_started && !_stopped, "PostRestart");
        Fail(0.05);
        base.PostRestart(reason);
    }

    protected internal override SupervisorStrategy SupervisorStrategy()
    {
        Func<Exception, Directive> decide = _ =>
        {
            Fail(0.05);
            return _run.Any(20) switch { < 1 => Directive.Stop, < 7 => Directive.Escalate, < 12 => Directive.Resume, _ => Directive.Restart };
        };
        return ((_depth + Self.Path.Uid) % 3) switch { 0 => new OneForOneStrategy(decide), 1 => new AllForOneStrategy(decide), _ => new RestForOneStrategy(decide) };
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ping:
                _run.Answered(Self);
                break;
            case Terminated terminated:
                _run.Check(_watched.Remove(terminated.ActorRef), "a death is told once, to whoever watches", $"{terminated.ActorRef} to {Self}");
                break;
            case Letter letter:
                var dice = new SeededRandom(letter.Dice);
                if (_run.Happens(dice, 0.15)) Stash.Stash();
                else if (_run.Happens(dice, 0.2)) RunTask(() => HandleSlowly(letter, dice));
                else Handle(letter, dice);
                break;
            default:
                Stash.UnstashAll();
                break;
        }
    }

    private void Check(bool inTurn, string hook) => _run.Check(inTurn, "hooks come in their order", $"{Self}: {hook} out of turn");

    private void Fail(double probability)
    {
        if (_run.Happens(probability)) throw new PlannedException();
    }

    private void Handle(Letter letter, SeededRandom dice)
    {
        _run.Ended(letter);
        Act(dice);
        if (_run.Happens(dice, 0.2)) throw new PlannedException();
    }

    private async Task HandleSlowly(Letter letter, SeededRandom dice)
    {
        _run.Ended(letter);
        for (var i = dice.Next(3); i >= 0; i--) await Task.Yield();
        if (_run.Happens(dice, 0.2)) throw new PlannedException();
        if (!_stopped) Act(dice);
    }

    private void Act(SeededRandom dice)
    {
        switch (dice.Next(9))
        {
            case 0 when _depth < 3:
                MakeChild();
                break;
            case 1 when Context.GetChildren().ToList() is { Count: > 0 } children:
                Context.Stop(dice.Pick(children));
                break;
            case 2 when _run.Happens(dice, 0.2):
                Self.Tell(PoisonPill.Instance);
                break;
            case 3 when _run.Happens(dice, 0.2):
                Context.Stop(Self);
                break;
            case 4:
                var subject = dice.Pick(_run.Actors);
                if (!subject.Equals(Self) && _watched.Add(subject)) Context.Watch(subject);
                break;
            case 5 when _watched.FirstOrDefault() is { } watched:
                _watched.Remove(watched);
                Context.Unwatch(watched);
                break;
            case 6:
                for (var i = dice.Next(6); i > 0; i--) _run.Write(dice, Self);
                break;
        }
    }

    private void MakeChild()
    {
        var (run, depth) = (_run, _depth + 1);
        _run.Actors.Add(Context.ActorOf(LocalRun.Producing(() => new Member(run, depth))));
    }
}

using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Timers;

/// <summary>
/// An actor starts, replaces and cancels timers of three keys, fails and is restarted, while time goes by in pieces, also when it has no chance to run. A timer never fires after it was
/// cancelled, replaced or left behind by a restart, never early, a single one once; and each fires in time when nothing is in its way.
/// </summary>
internal sealed class TimerScenario : Scenario
{
    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(15, 60)).Select(_ => random.Next(20) switch
    {
        < 5 => (Step)new StartSingle(random.Next(3), random.Next(0, 200)),
        < 8 => new StartPeriodic(random.Next(3), random.Next(5, 100)),
        < 11 => new Cancel(random.Next(3)),
        11 => new CancelAll(),
        12 => new Fail(),
        13 => new RunSteps(random.Next(1, 5)),
        14 => new Pause(TimeSpan.FromMilliseconds(random.Next(1, 150))),
        _ => new Wait(TimeSpan.FromMilliseconds(random.Next(1, 80))),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new Run(world);

    private sealed record StartSingle(int Key, int Milliseconds) : Step;

    private sealed record StartPeriodic(int Key, int Milliseconds) : Step;

    private sealed record Cancel(int Key) : Step;

    private sealed record CancelAll : Step;

    private sealed record Fail : Step;

    private sealed record Tick(int Key, int Generation);

    // Of a periodic timer, Due is when it may fire again; Latest is when it must have.
    private sealed record Expected(int Generation, TimeSpan Due, TimeSpan Latest, TimeSpan? Period);

    private sealed class Run : LocalRun
    {
        // A tick of the scheduler late, rounded up, and the length of the piece of work that handles it.
        private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(25);

        private readonly IActorRef _actor;
        private readonly Expected?[] _expected = new Expected?[3];
        private int _generation;

        public Run(SimulatedWorld world) : base(world) => _actor = Start(() => new Timed(this), "timed");

        public override void Do(Step step) => _actor.Tell(step, ActorRefs.NoSender);

        public override void CheckAlways()
        {
            if (World.Executor.HasWork) return;
            foreach (var expected in _expected)
            {
                if (expected is not null && World.Now > expected.Latest) World.Violate("timers fire in time", $"{expected} has not fired at {World.Now}");
            }
        }

        public override void CheckAtEnd()
        {
            World.RunFor(TimeSpan.FromMilliseconds(400));
            foreach (var expected in _expected)
                World.Require(expected is null or { Period: not null }, "timers fire in time", $"{expected} has not fired in the end");
        }

        private void Fired(Tick tick)
        {
            var expected = _expected[tick.Key];
            if (expected is null || expected.Generation != tick.Generation)
            {
                World.Violate("no timer fires after its end", $"{tick}, expected {expected?.ToString() ?? "none"}");
                return;
            }

            World.Require(World.Now >= expected.Due, "no timer is early", $"{tick} at {World.Now}, due {expected.Due}");
            // Periods that are slept through may be left out, so the next is due a period after now at the latest.
            _expected[tick.Key] = expected.Period is { } period ? expected with { Due = expected.Due + period, Latest = World.Now + period + Late } : null;
        }

        private sealed class Timed(Run run) : UntypedActor, IWithTimers
        {
            public ITimerScheduler Timers { get; set; } = null!;

            protected override void OnReceive(object message)
            {
                switch (message)
                {
                    case StartSingle(var key, var milliseconds):
                        Timers.StartSingleTimer(key, Expect(key, milliseconds, null), TimeSpan.FromMilliseconds(milliseconds));
                        break;
                    case StartPeriodic(var key, var milliseconds):
                        Timers.StartPeriodicTimer(key, Expect(key, milliseconds, TimeSpan.FromMilliseconds(milliseconds)), TimeSpan.FromMilliseconds(milliseconds));
                        break;
                    case Cancel(var key):
                        Timers.Cancel(key);
                        run._expected[key] = null;
                        break;
                    case CancelAll:
                        Timers.CancelAll();
                        Array.Clear(run._expected);
                        break;
                    case Tick tick:
                        run.Fired(tick);
                        break;
                    default:
                        throw new PlannedException();
                }

                for (var key = 0; key < 3; key++)
                    run.World.Require(Timers.IsTimerActive(key) == run._expected[key] is not null, "timers know what is active", $"key {key}: {Timers.IsTimerActive(key)}");
            }

            protected override void PreRestart(Exception reason, object message)
            {
                Array.Clear(run._expected);
                base.PreRestart(reason, message);
            }

            private Tick Expect(int key, int milliseconds, TimeSpan? period)
            {
                var tick = new Tick(key, ++run._generation);
                var due = run.World.Now + TimeSpan.FromMilliseconds(milliseconds);
                run._expected[key] = new Expected(tick.Generation, due, due + Late, period);
                return tick;
            }
        }
    }
}

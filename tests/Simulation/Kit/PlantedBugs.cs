using Akka.Actor;
using Akka.Simulation;

namespace Simulation.Kit;

/// <summary>Scenarios with a defect of a kind each, for the runner to find.</summary>
internal static class PlantedBugs
{
    /// <summary>An actor that, in even seeds, never comes back from a message.</summary>
    public sealed class EndlessLoop : Scenario
    {
        private volatile bool _ended;

        /// <summary>Waited for until a seed is in its loop.</summary>
        public TaskCompletionSource Spins { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Lets threads go that were left behind.</summary>
        public void End() => _ended = true;

        public override IReadOnlyList<Step> Plan(SeededRandom random) => [new RunSteps(5), new Spin(), new RunSteps(5)];

        public override ScenarioRun Start(SimulatedWorld world) => new Life(world, this);

        private sealed record Spin : Step;

        private sealed class Life(SimulatedWorld world, EndlessLoop scenario) : ScenarioRun(world)
        {
            private readonly IActorRef _actor = world.AddNode("n1").Start().ActorOf(Props.Create(() => new Spinner(world.Seed, scenario)));

            public override void Do(Step step)
            {
                _actor.Tell("spin", ActorRefs.NoSender);
                World.RunUntilIdle();
            }
        }

        private sealed class Spinner(long seed, EndlessLoop scenario) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                if (seed % 2 != 0) return;
                scenario.Spins.TrySetResult();
                while (!scenario._ended)
                {
                }
            }
        }
    }

    /// <summary>Two actors read a counter and write it back one higher: one update is lost when they interleave.</summary>
    public sealed class LostUpdate : Scenario
    {
        public override IReadOnlyList<Step> Plan(SeededRandom random) =>
            [.. Enumerable.Range(0, 40).Select(_ => random.Chance(0.5) ? (Step)new RunSteps(random.Next(1, 30)) : new Increment(random.Next(2)))];

        public override ScenarioRun Start(SimulatedWorld world) => new Life(world);

        private sealed record Increment(int Worker) : Step;

        private sealed record Read;

        private sealed record Write(int Value);

        private sealed class Life : ScenarioRun
        {
            private readonly IActorRef[] _workers;
            private int _value;
            private int _asked;

            public Life(SimulatedWorld world) : base(world)
            {
                var system = world.AddNode("n1").Start();
                var counter = system.ActorOf(Props.Create(() => new Counter(this)), "counter");
                _workers = [.. Enumerable.Range(0, 2).Select(i => system.ActorOf(Props.Create(() => new Worker(counter)), "worker" + i))];
            }

            public override void Do(Step step)
            {
                if (step is not Increment(var worker)) return;
                _asked++;
                _workers[worker].Tell("increment", ActorRefs.NoSender);
            }

            public override void CheckAtEnd()
            {
                World.RunUntilIdle();
                World.Require(_value == _asked, "no update is lost", $"{_asked} increments made {_value}");
            }

            private sealed class Counter : ReceiveActor
            {
                public Counter(Life life)
                {
                    Receive<Read>(_ => Sender.Tell(life._value));
                    Receive<Write>(write => life._value = write.Value);
                }
            }

            private sealed class Worker : ReceiveActor, IWithUnboundedStash
            {
                public Worker(IActorRef counter)
                {
                    Receive<string>(_ =>
                    {
                        counter.Tell(new Read());
                        BecomeStacked(() =>
                        {
                            Receive<int>(value =>
                            {
                                counter.Tell(new Write(value + 1));
                                UnbecomeStacked();
                                Stash.UnstashAll();
                            });
                            ReceiveAny(_ => Stash.Stash());
                        });
                    });
                }

                public IStash Stash { get; set; } = null!;
            }
        }
    }

    /// <summary>An actor says that something is stored before the disk has it: a crash loses what was acknowledged.</summary>
    public sealed class EarlyAcknowledgement : Scenario
    {
        public override IReadOnlyList<Step> Plan(SeededRandom random) =>
            [.. Enumerable.Range(0, 30).Select(_ => random.Next(10) switch { 0 => (Step)new Crash(), < 4 => new Wait(random.Span(TimeSpan.Zero, TimeSpan.FromMilliseconds(20))), _ => new Store() })];

        public override ScenarioRun Start(SimulatedWorld world) => new Life(world);

        private sealed record Crash : Step;

        private sealed record Store : Step;

        private sealed class Life : ScenarioRun
        {
            private readonly SimulatedNode _node;
            private readonly List<int> _acknowledged = [];
            private IActorRef _store = ActorRefs.Nobody;
            private int _next;

            public Life(SimulatedWorld world) : base(world)
            {
                _node = world.AddNode("n1");
                Start();
            }

            public override void Do(Step step)
            {
                if (step is Store)
                {
                    _store.Tell(++_next, ActorRefs.NoSender);
                    return;
                }

                _node.Crash();
                Start();
            }

            public override void CheckAtEnd()
            {
                World.RunFor(TimeSpan.FromSeconds(1));
                var stored = World.Executor.Run(_node.Disk.Open("log").ReadAsync());
                foreach (var number in _acknowledged.Except(stored.Cast<int>())) World.Violate("what is acknowledged is stored", $"{number} is not");
            }

            private void Start()
            {
                var file = _node.Disk.Open("log");
                _store = _node.Start().ActorOf(Props.Create(() => new Storing(file, _acknowledged)), "store");
            }
        }

        private sealed class Storing : ReceiveActor
        {
            public Storing(SimulatedFile file, List<int> acknowledged) => ReceiveAsync<int>(async number =>
            {
                file.Append(number);
                acknowledged.Add(number);
                await file.SyncAsync();
            });
        }
    }

    /// <summary>An actor that tells itself something for ever once it has got three messages.</summary>
    public sealed class NoRest : Scenario
    {
        public override long StepLimit => 2_000;

        public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, 10).SelectMany(_ => new Step[] { new Poke(), new Wait(TimeSpan.FromSeconds(1)) })];

        public override ScenarioRun Start(SimulatedWorld world) => new Life(world);

        private sealed record Poke : Step;

        private sealed class Life(SimulatedWorld world) : ScenarioRun(world)
        {
            private readonly IActorRef _actor = world.AddNode("n1").Start().ActorOf(Props.Create(() => new Restless()));

            public override void Do(Step step) => _actor.Tell("poke", ActorRefs.NoSender);
        }

        private sealed class Restless : UntypedActor
        {
            private int _pokes;

            protected override void OnReceive(object message)
            {
                if (message is "poke") _pokes++;
                if (_pokes >= 3) Self.Tell("again");
            }
        }
    }

    /// <summary>An actor that takes the date for a clock: it goes wrong when the date is set back.</summary>
    public sealed class DateAsClock : Scenario
    {
        public override IReadOnlyList<Step> Plan(SeededRandom random) =>
            [.. Enumerable.Range(0, 20).Select(_ => random.Next(6) == 0 ? (Step)new SetClock(TimeSpan.FromSeconds(random.Next(-60, 60))) : new Wait(TimeSpan.FromSeconds(random.Next(1, 8))))];

        public override ScenarioRun Start(SimulatedWorld world) => new Life(world);

        private sealed record SetClock(TimeSpan Offset) : Step;

        private sealed class Life : ScenarioRun
        {
            private readonly SimulatedNode _node;
            private TimeSpan _lowest;

            public Life(SimulatedWorld world) : base(world)
            {
                _node = world.AddNode("n1");
                _node.Start().ActorOf(Props.Create(() => new Timed(this)));
            }

            public override void Do(Step step) => _node.ClockOffset = ((SetClock)step).Offset;

            public override void CheckAlways() => World.Require(_lowest >= TimeSpan.Zero, "time does not go back", $"by {_lowest}");

            private sealed class Timed : ReceiveActor, IWithTimers
            {
                private DateTimeOffset _last;

                public Timed(Life life)
                {
                    _last = Context.System.Scheduler.Now;
                    Receive<string>(_ =>
                    {
                        var now = Context.System.Scheduler.Now;
                        if (now - _last < life._lowest) life._lowest = now - _last;
                        _last = now;
                    });
                }

                public ITimerScheduler Timers { get; set; } = null!;

                protected override void PreStart() => Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromSeconds(1));
            }
        }
    }
}

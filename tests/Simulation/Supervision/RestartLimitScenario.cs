using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Supervision;

/// <summary>
/// Four children under one strategy fail one after the other, as time goes by. After each failure exactly those have been restarted, resumed or stopped whom
/// the directive, the strategy and its limit concern, state is lost or kept accordingly, and no letter that waited is lost.
/// </summary>
internal sealed class RestartLimitScenario : Scenario
{
    private const int Children = 4;

    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(10, 40)).Select(_ => random.Next(10) switch
    {
        < 5 => (Step)new Fail(random.Next(Children), random.Next(10) switch { < 6 => Directive.Restart, 6 or 7 => Directive.Resume, 8 => Directive.Stop, _ => Directive.Escalate }),
        < 7 => new Write(random.Next(Children), random.Next(1, 5)),
        _ => new Wait(TimeSpan.FromMilliseconds(random.Next(1, 400))),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new Run(world);

    private sealed record Fail(int Child, Directive Directive) : Step;

    private sealed record Write(int Child, int Count) : Step;

    private sealed class DirectedException(Directive directive) : Exception(directive.ToString())
    {
        public Directive Directive { get; } = directive;
    }

    // What should be true of a child.
    private sealed class Expected
    {
        public int Instance { get; set; } = 1;

        public int Letters { get; set; } // of this instance

        public bool Stopped { get; set; }

        public TimeSpan? Window { get; set; }

        public int Restarts { get; set; }
    }

    private sealed class Run : LocalRun
    {
        private readonly int _kind;
        private readonly int _limit;
        private readonly int _window;
        private readonly IActorRef _parent;
        private readonly IActorRef[] _children = new IActorRef[Children];
        private readonly Child?[] _alive = new Child?[Children];
        private readonly int[] _instances = new int[Children];
        private Expected[] _expected = [];

        public Run(SimulatedWorld world) : base(world)
        {
            _kind = Setup.Next(3);
            _limit = Setup.Next(-1, 4);
            _window = Setup.Chance(0.5) ? -1 : Setup.Next(100, 600);
            _parent = Start(() => new Parent(this), "parent");
            Reset();
            World.RunUntilIdle();
        }

        public override void Do(Step step)
        {
            switch (step)
            {
                case Write(var child, var count):
                    for (var i = 0; i < count; i++) _children[child].Tell("letter", ActorRefs.NoSender);
                    if (!_expected[child].Stopped) _expected[child].Letters += count;
                    break;
                case Fail(var child, var directive):
                    // What waits behind the failure is for whoever is there after it.
                    _children[child].Tell(new DirectedException(directive), ActorRefs.NoSender);
                    if (!_expected[child].Stopped) Apply(child, directive);
                    World.RunUntilIdle();
                    break;
            }

            World.RunUntilIdle();
            Compare(step);
        }

        private void Apply(int child, Directive directive)
        {
            switch (directive)
            {
                case Directive.Escalate:
                    Reset();
                    break;
                case Directive.Resume:
                    break;
                default:
                    var concerned = _expected.Where((e, i) => !e.Stopped && Concerns(child, i)).ToList();
                    // Each restart counts for everybody who is restarted.
                    var restart = directive == Directive.Restart && concerned.TrueForAll(MayRestart);
                    foreach (var other in concerned)
                    {
                        other.Stopped = !restart;
                        other.Instance += restart ? 1 : 0;
                        other.Letters = 0;
                    }

                    break;
            }
        }

        private bool Concerns(int failed, int other) => _kind switch { 0 => failed == other, 1 => true, _ => other >= failed };

        private bool MayRestart(Expected child)
        {
            if (_limit == 0) return false;
            if (_window < 0) return _limit < 0 || ++child.Restarts <= _limit;
            var now = World.Now;
            child.Window ??= now;
            if (now - child.Window <= TimeSpan.FromMilliseconds(_window)) return ++child.Restarts <= (_limit < 0 ? 1 : _limit);
            (child.Window, child.Restarts) = (now, 1);
            return true;
        }

        private void Reset()
        {
            _expected = [.. Enumerable.Range(0, Children).Select(_ => new Expected())];
            Array.Clear(_instances);
        }

        private void Compare(Step step)
        {
            for (var i = 0; i < Children; i++)
            {
                var (expected, alive) = (_expected[i], _alive[i]);
                World.Require(expected.Stopped == (alive is null), "a directive stops whom it concerns", $"after {step}: child {i} of {this} is {(alive is null ? "gone" : "there")}");
                if (alive is null || expected.Stopped) continue;
                World.Require(_instances[i] == expected.Instance, "a directive restarts whom it concerns", $"after {step}: child {i} of {this} is instance {_instances[i]}, not {expected.Instance}");
                World.Require(alive.Letters == expected.Letters, "state is lost with its instance only", $"after {step}: child {i} of {this} has {alive.Letters} letters, not {expected.Letters}");
            }
        }

        public override string ToString() => $"{(_kind switch { 0 => "one", 1 => "all", _ => "rest" })}-for-one, limit {_limit}, window {_window}";

        private SupervisorStrategy Strategy()
        {
            static Directive Decide(Exception failure) => ((DirectedException)failure).Directive;
            return _kind switch
            {
                0 => new OneForOneStrategy(_limit, _window, Decide),
                1 => new AllForOneStrategy(_limit, _window, Decide),
                _ => new RestForOneStrategy(_limit, _window < 0 ? null : TimeSpan.FromMilliseconds(_window), Decide),
            };
        }

        private sealed class Parent(Run run) : UntypedActor
        {
            protected override void PreStart()
            {
                for (var i = 0; i < Children; i++)
                {
                    var number = i;
                    run._children[i] = Context.ActorOf(Producing(() => new Child(run, number)), "child" + i);
                }
            }

            protected override void OnReceive(object message) => Unhandled(message);

            protected internal override SupervisorStrategy SupervisorStrategy() => run.Strategy();
        }

        private sealed class Child : UntypedActor
        {
            private readonly Run _run;
            private readonly int _number;

            public Child(Run run, int number)
            {
                (_run, _number) = (run, number);
                _run._instances[number]++;
            }

            public int Letters { get; private set; }

            protected override void PreStart()
            {
                _run.World.Require(_run._alive[_number] is null, "one instance at a time", Self.ToString()!);
                _run._alive[_number] = this;
            }

            protected override void PostStop()
            {
                _run.World.Require(ReferenceEquals(_run._alive[_number], this), "one instance at a time", Self.ToString()!);
                _run._alive[_number] = null;
            }

            protected override void OnReceive(object message)
            {
                if (message is Exception failure) throw failure;
                Letters++;
            }
        }
    }
}

using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Simulation;

/// <summary>
/// Whatever a tree of actors goes through (failures in handlers and hooks, every directive, stops, stashes, async handlers, watches): no message
/// is lost or seen twice, hooks come in their order, no actor hangs, deaths are told once, and the system ends.
/// </summary>
public sealed class ActorInvariantsTests
{
    private const int SeedsPerBlock = 40;

    public static TheoryData<int> Blocks() => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void They_hold_for_every_seed(int block)
    {
        for (var seed = block * SeedsPerBlock; seed < (block + 1) * SeedsPerBlock; seed++)
        {
            try
            {
                new World(seed).Play();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private sealed record Letter(int Number);

    private sealed record Ping(int Round);

    /// <summary>One run: what was told, and what became of it.</summary>
    private sealed class World(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<int, int> _ends = []; // letters by how often they met their end
        private readonly HashSet<IActorRef> _pinged = [];
        private readonly Dictionary<IActorRef, HashSet<IActorRef>> _watches = [];
        private readonly List<string> _violations = [];
        private int _letters;
        private bool _calm;

        public List<IActorRef> Actors { get; } = [];

        /// <summary>How often a handler fails, in percent: every other world is a harsh one.</summary>
        public int Failures { get; } = seed % 2 == 0 ? 10 : 30;

        public bool Chance(int percent) => !_calm && _random.Next(100) < percent;

        public int Next(int bound) => _random.Next(bound);

        /// <summary>Outlives the instance, as the watches do.</summary>
        public HashSet<IActorRef> WatchedBy(IActorRef actor) => _watches.TryGetValue(actor, out var watched) ? watched : _watches[actor] = [];

        public void Ended(Letter letter) => _ends[letter.Number] = _ends.GetValueOrDefault(letter.Number) + 1;

        // An assertion that fails inside of an actor would be one more failure to supervise.
        public void Check(bool condition, string violation)
        {
            if (!condition) _violations.Add(violation);
        }

        public void Answered(IActorRef actor) => Check(_pinged.Remove(actor), $"{actor} answered twice");

        public void Write(IActorRef? sender)
        {
            if (_calm || Actors.Count == 0) return;
            Actors[Next(Actors.Count)].Tell(new Letter(++_letters), sender);
        }

        public void Play()
        {
            using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }", seed);
            system.System.EventStream.Subscribe(new DeadLetterCounter(this), typeof(DeadLetter));
            for (var i = 0; i < 300; i++)
            {
                if (i % 30 == 0) Actors.Add(system.System.ActorOf(Props.Create(() => new Member(this, 0))));
                Write(ActorRefs.NoSender);
                for (var steps = Next(10); steps > 0; steps--) system.Executor.RunOne();
            }

            system.Executor.RunFor(TimeSpan.FromSeconds(10));
            _calm = true;
            system.Executor.RunFor(TimeSpan.FromSeconds(10));
            CheckThatAllAnswer(system);
            system.Executor.Run(system.System.Terminate(), TimeSpan.FromSeconds(30));
            Assert.Empty(_violations);
            for (var number = 1; number <= _letters; number++) Assert.True(_ends.GetValueOrDefault(number) == 1, $"letter {number} of {_letters} met its end {_ends.GetValueOrDefault(number)} times");
        }

        private void CheckThatAllAnswer(Event.SimulatedSystem system)
        {
            foreach (var actor in Actors.Where(a => !((IInternalActorRef)a).IsTerminated))
            {
                _pinged.Add(actor);
                actor.Tell(new Ping(1), ActorRefs.NoSender);
            }

            system.Executor.RunFor(TimeSpan.FromSeconds(10));
            Assert.True(_pinged.Count == 0, "no answer from " + string.Join(", ", _pinged));
        }
    }

    private sealed class DeadLetterCounter(World world) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "counter")) / "one";

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef? sender)
        {
            if (((DeadLetter)message).Message is Letter letter) world.Ended(letter);
        }
    }

    private sealed class Member : ReceiveActor, IWithUnboundedStash, IWithTimers
    {
        private readonly World _world;
        private readonly int _depth;
        private readonly HashSet<IActorRef> _watched;
        private bool _started;
        private bool _stopped;

        public Member(World world, int depth)
        {
            (_world, _depth) = (world, depth);
            _watched = world.WatchedBy(Self);
            Fail(2);
            if (_depth < 3 && _world.Chance(20)) MakeChild();
            Receive<Ping>(_ => _world.Answered(Self));
            Receive<Terminated>(t => _world.Check(_watched.Remove(t.ActorRef), $"{Self} was told of the death of {t.ActorRef} without watching it"));
            Receive<Letter>(l => _world.Chance(15), l => Stash.Stash());
            ReceiveAsync<Letter>(l => _world.Chance(20), HandleSlowly);
            Receive<Letter>(Handle);
        }

        public IStash Stash { get; set; } = null!;

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            _world.Check(!_started && !_stopped, $"{Self}: PreStart out of turn");
            Fail(3);
            _started = true;
            Timers.StartPeriodicTimer("wake", Wake.Instance, TimeSpan.FromMilliseconds(300));
        }

        protected override void PostStop()
        {
            _world.Check(_started && !_stopped, $"{Self}: PostStop out of turn");
            _stopped = true;
            Fail(5);
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _world.Check(_started && !_stopped, $"{Self}: PreRestart out of turn");
            Fail(5);
            if (_world.Chance(50))
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
            _world.Check(!_started && !_stopped, $"{Self}: PostRestart out of turn");
            Fail(5);
            base.PostRestart(reason);
        }

        protected override void Unhandled(object message)
        {
            if (message is Wake) Stash.UnstashAll();
        }

        protected internal override SupervisorStrategy SupervisorStrategy()
        {
            Func<Exception, Directive> decide = _ =>
            {
                Fail(5);
                return _world.Next(20) switch { < 1 => Directive.Stop, < 7 => Directive.Escalate, < 12 => Directive.Resume, _ => Directive.Restart };
            };
            return (_depth + Self.Path.Uid) % 2 == 0 ? new OneForOneStrategy(decide) : new AllForOneStrategy(decide);
        }

        private void Fail(int percent)
        {
            if (_world.Chance(percent)) throw new BoomException();
        }

        private void Handle(Letter letter)
        {
            _world.Ended(letter);
            Act();
            Fail(_world.Failures);
        }

        private async Task HandleSlowly(Letter letter)
        {
            _world.Ended(letter);
            for (var i = _world.Next(3); i >= 0; i--) await Task.Yield();
            Fail(20);
            if (!_stopped) Act();
        }

        private void Act()
        {
            switch (_world.Next(9))
            {
                case 0 when _depth < 3:
                    MakeChild();
                    break;
                case 1 when Context.GetChildren().ToList() is { Count: > 0 } children:
                    Context.Stop(children[_world.Next(children.Count)]);
                    break;
                case 2 when _world.Chance(20):
                    Self.Tell(PoisonPill.Instance);
                    break;
                case 3 when _world.Chance(20):
                    Context.Stop(Self);
                    break;
                case 4:
                    var subject = _world.Actors[_world.Next(_world.Actors.Count)];
                    if (!subject.Equals(Self) && _watched.Add(subject)) Context.Watch(subject);
                    break;
                case 5 when _watched.FirstOrDefault() is { } watched:
                    _watched.Remove(watched);
                    Context.Unwatch(watched);
                    break;
                case 6:
                    for (var i = _world.Next(6); i > 0; i--) _world.Write(Self);
                    break;
            }
        }

        private void MakeChild()
        {
            var (world, depth) = (_world, _depth + 1);
            _world.Actors.Add(Context.ActorOf(Props.Create(() => new Member(world, depth))));
        }
    }

    private sealed class Wake
    {
        public static readonly Wake Instance = new();
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>
/// Whatever mix of commands, in whatever order things happen, with a journal that is slow, refuses and fails, and with restarts: the state is always a
/// prefix of the journal, handlers run in the order of storing, commands keep their order, and what was acknowledged is stored.
/// Every other seed stashes commands itself. A seed is one actor, 200 commands and up to a few dozen restarts.
/// </summary>
public sealed class SeedTests
{
    private const int Unstash = int.MaxValue;

    [Fact]
    public void Random_commands_and_faults_never_break_the_order_or_lose_an_acknowledged_event()
    {
        for (var seed = 1; seed <= 400; seed++) Run(seed);
    }

    private static void Run(int seed)
    {
        using var world = new World(
            "akka.persistence.journal.plugin = chaotic\nchaotic { class = \"Akka.Persistence.Tests.Actors.SeedTests+ChaoticJournal, Akka.Persistence.Tests\", plugin-dispatcher = \"akka.actor.default-dispatcher\", max-message-batch-size = 7, circuit-breaker.max-failures = 1000000 }",
            seed);
        var chaos = Chaos.Of(world.System);
        chaos.Random = new Random(seed);
        chaos.Stashes = seed % 2 == 0;
        var parent = world.System.ActorOf(Props.Create(() => new Parent(chaos)));
        for (var command = 1; command <= 200; command++)
        {
            parent.Tell(command, ActorRefs.NoSender);
            if (chaos.Random.Next(3) == 0) world.Run(TimeSpan.FromMilliseconds(chaos.Random.Next(30)));
        }

        world.Run(TimeSpan.FromMinutes(5));
        parent.Tell(Unstash, ActorRefs.NoSender);
        world.Run(TimeSpan.FromMinutes(5));
        chaos.AfterAll(seed);
    }

    /// <summary>What is known about one run, and its source of chance.</summary>
    internal sealed class Chaos
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ActorSystem, Chaos> All = [];

        public Random Random { get; set; } = new(0);

        public List<string> Stored { get; } = [];

        public HashSet<string> Acknowledged { get; } = [];

        public HashSet<int> Seen { get; } = [];

        public List<string> Problems { get; } = [];

        public int Failures { get; set; }

        /// <summary>Whether the actor stashes commands itself, which changes their order on purpose.</summary>
        public bool Stashes { get; set; }

        public int LastCommand { get; set; }

        /// <summary>What happened, for the message of a failure.</summary>
        public List<string> Trace { get; } = [];

        public static Chaos Of(ActorSystem system) => All.GetOrCreateValue(system);

        public void CheckState(List<string> state, string when)
        {
            if (!state.SequenceEqual(Stored.Take(state.Count))) Problems.Add($"{when}: the state [{string.Join(' ', state)}] is no prefix of what is stored [{string.Join(' ', Stored)}]");
        }

        public void Fail(string what)
        {
            Trace.Add(what);
            throw new InvalidOperationException(what);
        }

        public void AfterAll(int seed)
        {
            if (Acknowledged.Except(Stored).FirstOrDefault() is { } lost) Problems.Add($"{lost} was acknowledged and is not stored");
            if (Seen.Count != 200 && Failures == 0) Problems.Add($"only {Seen.Count} of 200 commands were handled");
            Assert.True(Problems.Count == 0, $"seed {seed}: {string.Join("; ", Problems)}. It went: {string.Join(", ", Trace)}");
        }
    }

    internal sealed class ChaoticJournal : MemoryJournal
    {
        private readonly Chaos _chaos = Chaos.Of(Context.System);
        private readonly IScheduler _scheduler = Context.System.Scheduler;

        public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
        {
            await Pause();
            return HighestSequenceNr(persistenceId);
        }

        protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
        {
            var writes = messages.ToArray();
            await Pause();
            // A failed write may be stored all the same.
            var (fails, stores) = (_chaos.Random.Next(40) == 0, _chaos.Random.Next(2) == 0);
            var results = new List<Exception?>();
            foreach (var write in writes)
            {
                var refused = !fails && _chaos.Random.Next(25) == 0;
                results.Add(refused ? new NotSupportedException("refused") : null);
                if (refused || (fails && !stores)) continue;
                foreach (var persistent in (IEnumerable<IPersistentRepresentation>)write.Payload)
                {
                    Add(new Persistent(persistent.Payload, persistent.SequenceNr, persistent.PersistenceId));
                    _chaos.Stored.Add(((Noted)persistent.Payload).Text);
                }
            }

            if (!fails) return results.ToImmutableList();
            _chaos.Failures++;
            throw new IOException("failed");
        }

        private Task Pause()
        {
            if (_chaos.Random.Next(4) == 0) return Task.CompletedTask;
            var pause = new TaskCompletionSource();
            _scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(_chaos.Random.Next(1, 40)), pause.SetResult);
            return pause.Task;
        }
    }

    /// <summary>Restarts, resumes and starts the actor again as chance has it, and hands commands on.</summary>
    private sealed class Parent : UntypedActor
    {
        private readonly Chaos _chaos;
        private IActorRef _child;

        public Parent(Chaos chaos)
        {
            _chaos = chaos;
            _child = Start();
        }

        protected internal override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(_ => _chaos.Random.Next(2) == 0 ? Directive.Resume : Directive.Restart);

        protected override void OnReceive(object message)
        {
            if (message is Terminated) _child = Start();
            else _child.Forward(message);
        }

        private IActorRef Start() => Context.Watch(Context.ActorOf(Props.Create(() => new Actor(_chaos))));
    }

    private sealed class Actor(Chaos chaos) : UntypedPersistentActor
    {
        private readonly List<string> _state = [];
        private int _events;
        private bool _isOver;

        public override string PersistenceId => "chaos";

        protected override void OnRecover(object message)
        {
            if (message is Noted noted) _state.Add(noted.Text);
            if (message is not RecoveryCompleted) return;
            chaos.Trace.Add("recovered");
            chaos.CheckState(_state, "recovered");
        }

        protected override void OnCommand(object message)
        {
            var command = (int)message;
            if (command == Unstash)
            {
                _isOver = true;
                Stash.UnstashAll();
                return;
            }

            if (chaos.Stashes && !_isOver && chaos.Random.Next(10) == 0 && !Stash.NonEmpty)
            {
                Stash.Stash();
                return;
            }

            if (!chaos.Stashes && command <= chaos.LastCommand) chaos.Problems.Add($"command {command} came after {chaos.LastCommand}");
            if (!chaos.Seen.Add(command)) chaos.Problems.Add($"command {command} came twice");
            chaos.LastCommand = command;
            chaos.Trace.Add($"{command}");
            Do(command);
            if (chaos.Random.Next(5) == 0) Stash.UnstashAll();
            if (chaos.Random.Next(20) == 0) chaos.Fail("command failed");;
        }

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
        {
        }

        protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
        {
        }

        private void Do(int command)
        {
            switch (chaos.Random.Next(6))
            {
                case 0:
                    Persist(Next(command), Apply);
                    break;
                case 1:
                    PersistAsync(Next(command), Apply);
                    break;
                case 2:
                    PersistAll([Next(command), Next(command), Next(command)], Apply);
                    break;
                case 3:
                    PersistAllAsync(Enumerable.Range(0, chaos.Random.Next(12)).Select(_ => Next(command)).ToArray(), Apply);
                    DeferAsync(_state.Count, before => CheckDeferred(before));
                    break;
                case 4:
                    RunTask(async () =>
                    {
                        Persist(Next(command), Apply);
                        await Task.Yield();
                        Persist(Next(command), Apply);
                    });
                    break;
                default:
                    Persist(Next(command), first =>
                    {
                        Apply(first);
                        Persist(Next(command), Apply);
                    });
                    break;
            }
        }

        private Noted Next(int command) => new($"{command}.{++_events}.{chaos.Random.Next(1_000_000)}");

        private void Apply(Noted noted)
        {
            _state.Add(noted.Text);
            chaos.CheckState(_state, "handled");
            chaos.Acknowledged.Add(noted.Text);
            if (chaos.Random.Next(30) == 0) chaos.Fail("handler failed");;
        }

        private void CheckDeferred(int before)
        {
            if (_state.Count < before) chaos.Problems.Add("a deferred handler ran before the events in front of it");
        }
    }
}

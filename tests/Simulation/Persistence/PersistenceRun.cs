using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;
using Simulation.Kit;
using static Simulation.Persistence.PersistenceScenario;

namespace Simulation.Persistence;

/// <summary>One life of a <see cref="PersistenceScenario"/>: what was acknowledged, and what recoveries have seen.</summary>
internal sealed class PersistenceRun : LocalRun
{
    private static readonly Config Persistent = SimulatedPersistence.Config().WithFallback(ConfigurationFactory.ParseString("""
        akka.persistence.journal-plugin-fallback.circuit-breaker { call-timeout = 5s, reset-timeout = 2s }
        akka.persistence.journal-plugin-fallback.recovery-event-timeout = 10s
        akka.persistence.snapshot-store-plugin-fallback.circuit-breaker { call-timeout = 5s, reset-timeout = 2s }
        """));

    private readonly IActorRef[] _actors = new IActorRef[Actors];
    private readonly List<int>[] _acknowledged = [[], []];
    private readonly List<int>?[] _recovered = new List<int>?[Actors];
    private int _next;

    public PersistenceRun(SimulatedWorld world) : base(world, Persistent) => StartActors();

    public override void Do(Step step)
    {
        switch (step)
        {
            case Store store:
                _actors[store.Actor].Tell(new Account.Store([.. Enumerable.Range(0, store.Count).Select(_ => ++_next)], store.How, store.HandlerFails), ActorRefs.NoSender);
                break;
            case Snapshot snapshot:
                _actors[snapshot.Actor].Tell(snapshot, ActorRefs.NoSender);
                break;
            case KillActor(var actor):
                _actors[actor].Tell(Kill.Instance, ActorRefs.NoSender);
                break;
            case Crash:
                Node.Restart();
                StartActors();
                break;
            case SetDisk(var how):
                Worsen(Node.Disk.Faults, how);
                break;
            case SetJournal(var how):
                Worsen(Node.Disk.Journal, how);
                break;
            case Heal:
                MakeWell();
                break;
        }
    }

    public override void CheckAtEnd()
    {
        // A machine that starts anew with a disk that works: what it recovers is what is stored.
        MakeWell();
        Node.Restart();
        Array.Clear(_recovered);
        StartActors();
        World.RunUntil(() => _recovered.All(r => r is not null), TimeSpan.FromSeconds(5));
        for (var i = 0; i < Actors; i++)
        {
            if (_recovered[i] is not { } recovered)
            {
                World.Violate("an actor recovers when all is well", $"actor {i} does not");
                continue;
            }

            foreach (var number in _acknowledged[i].Except(recovered)) World.Violate("what is acknowledged is stored", $"{number} of actor {i} is not");
            foreach (var twice in recovered.GroupBy(n => n).Where(g => g.Count() > 1)) World.Violate("what is stored is stored once", $"{twice.Key} of actor {i}");
            // Whoever works goes on working.
            _actors[i].Tell(new Account.Store([++_next], 0, false), ActorRefs.NoSender);
        }

        World.RunFor(TimeSpan.FromSeconds(1));
        World.Require(_recovered.All(r => r is null) || Enumerable.Range(_next - Actors + 1, Actors).All(n => _acknowledged.Any(a => a.Contains(n))), "an actor works when all is well", "an event is not acknowledged");
    }

    /// <summary>The handler of an event has run.</summary>
    public void Acknowledge(int actor, int number)
    {
        World.Require(!_acknowledged[actor].Contains(number), "a handler runs once", $"{number} of actor {actor}");
        _acknowledged[actor].Add(number);
    }

    /// <summary>A recovery has ended.</summary>
    public void Recovered(int actor, IReadOnlyCollection<int> events)
    {
        foreach (var number in _acknowledged[actor].Except(events)) World.Violate("what is acknowledged is recovered", $"{number} of actor {actor} is not");
        _recovered[actor] = [.. events];
    }

    public void Check(bool holds, string invariant, string detail) => World.Require(holds, invariant, detail);

    private void StartActors()
    {
        for (var i = 0; i < Actors; i++)
        {
            var number = i;
            _actors[i] = Start(() => new Keeper(this, number), "keeper" + i);
        }
    }

    private void MakeWell()
    {
        Node.Disk.Faults.Heal();
        Node.Disk.Journal.Heal();
    }

    private static void Worsen(DiskFaults faults, int how)
    {
        switch (how)
        {
            case 0:
                faults.WriteErrors = 0.3;
                break;
            case 1:
                faults.ReadErrors = 0.3;
                break;
            case 2:
                faults.Hangs = 0.2;
                break;
            case 3:
                (faults.SlowPeriods, faults.SlowPeriodEnds, faults.Slowdown) = (0.3, 0.2, 1_000);
                break;
            default:
                faults.Capacity = 20;
                break;
        }
    }

    private static void Worsen(JournalFaults faults, int how)
    {
        switch (how)
        {
            case 0:
                faults.Rejections = 0.3;
                break;
            case 1:
                faults.LateAnswers = 0.5;
                break;
            case 2:
                faults.DoubledAnswers = 0.5;
                break;
            case 3:
                faults.LostAnswers = 0.2;
                break;
            default:
                (faults.LateAnswers, faults.DoubledAnswers) = (0.5, 0.5);
                break;
        }
    }

    /// <summary>Starts the persistent actor again a while after it has stopped, as its users are told to.</summary>
    private sealed class Keeper(PersistenceRun run, int number) : UntypedActor, IWithTimers
    {
        private IActorRef _account = ActorRefs.Nobody;

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => StartAccount();

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Terminated:
                    Timers.StartSingleTimer("again", "again", TimeSpan.FromMilliseconds(100));
                    break;
                case "again":
                    StartAccount();
                    break;
                default:
                    _account.Forward(message);
                    break;
            }
        }

        private void StartAccount() => _account = Context.Watch(Context.ActorOf(Producing(() => new Account(run, number)), "account"));
    }
}

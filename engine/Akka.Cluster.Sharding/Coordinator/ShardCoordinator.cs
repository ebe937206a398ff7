using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Protocol;
using Akka.Event;
using Akka.Persistence;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>
/// The actor around <see cref="CoordinatorLogic"/>: gives it messages, time and the cluster, stores its events, and sends what it wants sent when the events before are stored.
/// </summary>
internal sealed partial class ShardCoordinator : PersistentActor, IWithTimers
{
    // Queries wait for regions; there may be only so many of them.
    private const int MaxQueries = 100;

    private readonly CoordinatorSetup _setup;
    private readonly RecoveryMemory _memory;
    private readonly CoordinatorTimes _times;
    private readonly Cluster _cluster;
    private CoordinatorLogic? _logic;
    private (long Allocations, long HandOffs, long Freed) _reported;

    public ShardCoordinator(CoordinatorSetup setup, RecoveryMemory memory)
    {
        _setup = setup;
        _memory = memory;
        _times = CoordinatorTimes.Of(setup.Tuning);
        _cluster = Cluster.Get(Context.System);
        PersistenceId = $"/system/sharding/{setup.TypeName}Coordinator/singleton/coordinator";
        JournalPluginId = setup.JournalPluginId;
        SnapshotPluginId = setup.SnapshotPluginId;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public override string PersistenceId { get; }

    // Set when recovery is complete, before the first command.
    private CoordinatorLogic Logic => _logic!;

    private (long Allocations, long HandOffs, long Freed) Happened => (Logic.Allocations, Logic.HandOffs, Logic.Freed);

    private TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    protected override bool ReceiveCommand(object message)
    {
        switch (message)
        {
            case ICoordinatorCommand command:
                Logic.Receive(command, Sender, Now);
                break;
            case Picked picked:
                OnPicked(picked);
                break;
            case PickedToMove picked:
                OnPicked(picked);
                break;
            case Terminated terminated:
                Logic.Terminated(terminated.ActorRef, Now);
                break;
            case ClusterEvent.IClusterDomainEvent or ClusterEvent.CurrentClusterState:
                Logic.ClusterChanged(ClusterView.Of(_cluster.State, _cluster.SelfAddress, _setup.Role), Now);
                break;
            case RetryTick:
                Logic.Tick(Now);
                Report();
                if (Logic.IsCalm) Timers.Cancel(RetryTick.Instance);
                break;
            case RebalanceTick:
                Logic.Rebalance(Now);
                SaveStateIfDue();
                break;
            case GetCurrentRegions:
                Sender.Tell(new CurrentRegions(ImmutableHashSet.CreateRange(Logic.State.Regions.Select(AddressOf))), Self);
                break;
            case GetClusterShardingStats query:
                Collect(query);
                break;
            default:
                return ReceiveAboutStore(message);
        }

        Flush();
        KeepTicking();
        return true;
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        base.PostStop();
    }

    // Everything was recovered, or is to be learnt from regions.
    private void Begin()
    {
        var rebuilds = _memory.Rebuilds;
        _memory.Recovered();
        StartStrategy();
        _cluster.Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        var view = ClusterView.Of(_cluster.State, _cluster.SelfAddress, _setup.Role);
        _logic = new CoordinatorLogic(Self, State, trusted: LastSequenceNr > 0 && !rebuilds, rebuilds, view, _times, Now);
        if (rebuilds)
        {
            Log.Error("The stored state of the coordinator of [{0}] cannot be read. Regions are asked for what they run, and nothing else is given to any of them before they have answered.", _setup.TypeName);
        }
        else
        {
            Log.Info("Coordinator of [{0}] starts with {1} shards in {2} regions.", _setup.TypeName, Logic.State.ShardCount, Logic.State.Regions.Count);
        }

        Timers.StartPeriodicTimer(RebalanceTick.Instance, RebalanceTick.Instance, _setup.Tuning.RebalanceInterval);
        Flush();
        KeepTicking();
    }

    // Only while something is open, or not yet reported. Twice as often, so that what is due is late by half an interval at most.
    private void KeepTicking()
    {
        if ((Logic.IsCalm && Happened == _reported) || Timers.IsTimerActive(RetryTick.Instance)) return;
        Timers.StartPeriodicTimer(RetryTick.Instance, RetryTick.Instance, _times.Retry / 2);
    }

    private void Flush()
    {
        if (_ended) return;

        // What the strategy answers at once makes more to do.
        for (var outputs = Logic.TakeOutputs(); outputs.Count > 0; outputs = Logic.TakeOutputs())
        {
            foreach (var output in outputs)
            {
                switch (output)
                {
                    case Output.Store store:
                        PersistAsync(store.Event, Stored);
                        break;
                    case Output.Send send:
                        DeferAsync(send, Send);
                        break;
                    case Output.SaveState:
                        DeferAsync(output, _ => SaveState());
                        break;
                    case Output.Watch watch:
                        Context.Watch(watch.Ref);
                        break;
                    case Output.AskAllocation ask:
                        Ask(ask);
                        break;
                    case Output.AskRebalance:
                        AskRebalance();
                        break;
                    case Output.Note note:
                        if (Log.IsEnabled(note.Level)) Log.Log(note.Level, $"[{_setup.TypeName}] {note.Text}");
                        break;
                }
            }
        }
    }

    private void Send(Output.Send send)
    {
        if (!_ended) send.To.Tell(send.Message, Self);
    }

    // One line for all that happened, however much it was.
    private void Report()
    {
        var now = Happened;
        if (now == _reported) return;
        var given = $"{now.Allocations - _reported.Allocations} shards given to regions, {now.HandOffs - _reported.HandOffs} handed off, {now.Freed - _reported.Freed} lost with their regions";
        Log.Info(
            "[{0}] {1}; {2} shards run in {3} regions, {4} are on the move, {5} are waited for.",
            _setup.TypeName, given, Logic.State.ShardCount, Logic.State.Regions.Count, Logic.Moving.Count, Logic.WantedCount);
        _reported = now;
    }

    private Address AddressOf(IActorRef region) => region.Path.Address is { HasLocalScope: false } address ? address : _cluster.SelfAddress;

    private void Collect(GetClusterShardingStats query)
    {
        if (Logic.State.Regions.Count == 0)
        {
            Sender.Tell(new ClusterShardingStats(ImmutableDictionary<Address, ShardRegionStats>.Empty), Self);
        }
        else if (Context.GetChildren().Count() < MaxQueries)
        {
            var regions = Logic.State.Regions.Select(region => (region, AddressOf(region))).ToArray();
            Context.ActorOf(Props.CreateBy(new StatsCollector.Producer(regions, Sender, query.Timeout)));
        }
        else
        {
            Log.Warning("[{0}] {1} queries wait for regions; one more is not answered.", _setup.TypeName, MaxQueries);
        }
    }

    private sealed class RetryTick : INotInfluenceReceiveTimeout
    {
        public static readonly RetryTick Instance = new();
    }

    private sealed class RebalanceTick : INotInfluenceReceiveTimeout
    {
        public static readonly RebalanceTick Instance = new();
    }
}

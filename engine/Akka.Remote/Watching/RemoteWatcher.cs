using System.Collections.Immutable;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Remote;

/// <summary>
/// Watches actors of other systems for the actors of this one: each of them once, however many watchers it has. It exchanges heartbeats with the watchers of
/// those systems; of one that the failure detector suspects all watched actors are declared dead.
/// </summary>
public partial class RemoteWatcher : UntypedActor, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    /// <summary>The log.</summary>
    protected readonly ILoggingAdapter Log = Context.GetLogger();

    /// <summary>Who watches whom: watchers by watched actor.</summary>
    protected readonly Dictionary<IInternalActorRef, HashSet<IInternalActorRef>> Watching = [];

    /// <summary>Watched actors by system.</summary>
    protected readonly Dictionary<Address, HashSet<IInternalActorRef>> WatcheeByNodes = [];

    private readonly IFailureDetectorRegistry<Address> _failureDetector;
    private readonly TimeSpan _heartbeatExpectedResponseAfter;
    private readonly TimeSpan _heartbeatInterval;
    private readonly TimeSpan _reaperInterval;
    private ICancelable? _heartbeats;
    private ICancelable? _reaping;
    private readonly HashSet<Address> _unreachable = [];
    private readonly Dictionary<Address, int> _uids = [];

    /// <summary>Starts watching over other systems.</summary>
    /// <param name="failureDetector">Decides about them.</param>
    /// <param name="heartbeatInterval">How often they are asked for a sign of life.</param>
    /// <param name="unreachableReaperInterval">How often those that are suspected are looked for.</param>
    /// <param name="heartbeatExpectedResponseAfter">How long after the first heartbeat the answer is due.</param>
    public RemoteWatcher(IFailureDetectorRegistry<Address> failureDetector, TimeSpan heartbeatInterval, TimeSpan unreachableReaperInterval, TimeSpan heartbeatExpectedResponseAfter)
    {
        _failureDetector = failureDetector;
        _heartbeatExpectedResponseAfter = heartbeatExpectedResponseAfter;
        _heartbeatInterval = heartbeatInterval;
        _reaperInterval = unreachableReaperInterval;
    }

    /// <summary>Systems with watched actors.</summary>
    protected ICollection<Address> WatchingNodes => WatcheeByNodes.Keys;

    /// <summary>Systems that have been declared dead and have not answered since.</summary>
    protected HashSet<Address> Unreachable => _unreachable;

    /// <summary>How to make a remote watcher.</summary>
    /// <param name="failureDetector">Decides about other systems.</param>
    /// <param name="heartbeatInterval">How often they are asked for a sign of life.</param>
    /// <param name="unreachableReaperInterval">How often those that are suspected are looked for.</param>
    /// <param name="heartbeatExpectedResponseAfter">How long after the first heartbeat the answer is due.</param>
    /// <returns>The props.</returns>
    public static Props Props(IFailureDetectorRegistry<Address> failureDetector, TimeSpan heartbeatInterval, TimeSpan unreachableReaperInterval, TimeSpan heartbeatExpectedResponseAfter) =>
        Actor.Props.Create(() => new RemoteWatcher(failureDetector, heartbeatInterval, unreachableReaperInterval, heartbeatExpectedResponseAfter)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case HeartbeatTick:
                SendHeartbeats();
                break;
            case Heartbeat:
                Sender.Tell(new HeartbeatRsp(AddressUidExtension.Uid(Context.System)), Self);
                break;
            case HeartbeatRsp response:
                OnSignOfLife(Sender.Path.Address, response.AddressUid);
                break;
            case ReapUnreachableTick:
                ReapUnreachable();
                break;
            case ExpectedFirstHeartbeat expected:
                TriggerFirstHeartbeat(expected.From);
                break;
            case WatchRemote watch:
                AddWatching(watch.Watchee, watch.Watcher);
                break;
            case UnwatchRemote unwatch:
                RemoveWatch(unwatch.Watchee, unwatch.Watcher);
                break;
            case Terminated terminated:
                WatcheeDied((IInternalActorRef)terminated.ActorRef, terminated.ExistenceConfirmed, terminated.AddressTerminated);
                break;
            case RewatchAll restarted:
                Rewatch(restarted.Address);
                break;
            case AddressGivenUp lost:
                OnGivenUp(lost.Address);
                break;
            case Stats:
                Sender.Tell(CurrentStats(), Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Stops the timers.</summary>
    protected override void PostStop()
    {
        base.PostStop();
        StopTicking();
    }

    /// <summary>Begins a watch.</summary>
    /// <param name="watchee">Who is watched.</param>
    /// <param name="watcher">Who watches.</param>
    protected void AddWatching(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watcher.Equals(Self)) throw new InvalidOperationException("The remote watcher does not watch for itself.");
        Log.Debug("Watching: [{0} -> {1}]", watcher, watchee);
        if (Watching.TryGetValue(watchee, out var watchers))
        {
            watchers.Add(watcher);
        }
        else
        {
            Watching[watchee] = [watcher];
            WatchNode(watchee);
            // The other system tells this actor alone.
            Context.Watch(watchee);
        }
    }

    /// <summary>Begins to watch over the system of an actor.</summary>
    /// <param name="watchee">The actor.</param>
    protected virtual void WatchNode(IInternalActorRef watchee)
    {
        var address = watchee.Path.Address;
        if (!WatcheeByNodes.TryGetValue(address, out var watchees))
        {
            WatcheeByNodes[address] = watchees = [];
            if (_heartbeats is null) StartTicking();
            // What was known of it before does not count: it may have been restarted meanwhile.
            if (_unreachable.Remove(address)) _failureDetector.Remove(address);
        }

        watchees.Add(watchee);
    }

    /// <summary>Ends a watch.</summary>
    /// <param name="watchee">Who is watched.</param>
    /// <param name="watcher">Who watches.</param>
    protected void RemoveWatch(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watcher.Equals(Self)) throw new InvalidOperationException("The remote watcher does not watch for itself.");
        Log.Debug("Unwatching: [{0} -> {1}]", watcher, watchee);
        if (!Watching.TryGetValue(watchee, out var watchers)) return;
        watchers.Remove(watcher);
        if (watchers.Count > 0) return;
        Context.Unwatch(watchee);
        RemoveWatchee(watchee);
    }

    /// <summary>Forgets a watched actor.</summary>
    /// <param name="watchee">The actor.</param>
    protected void RemoveWatchee(IInternalActorRef watchee)
    {
        var address = watchee.Path.Address;
        Watching.Remove(watchee);
        if (!WatcheeByNodes.TryGetValue(address, out var watchees)) return;
        watchees.Remove(watchee);
        if (watchees.Count > 0) return;
        Log.Debug("Unwatched last watchee of node: [{0}]", address);
        UnwatchNode(address);
    }

    /// <summary>Ends the watch over a system.</summary>
    /// <param name="watcheeAddress">Its address.</param>
    protected void UnwatchNode(Address watcheeAddress)
    {
        WatcheeByNodes.Remove(watcheeAddress);
        _uids.Remove(watcheeAddress);
        _failureDetector.Remove(watcheeAddress);
        if (WatcheeByNodes.Count == 0) StopTicking();
    }

    /// <summary>The remoting has given up what it owed a system, watches among it, and the system has forgotten, or will forget, whom it was to tell of.</summary>
    private protected virtual void OnGivenUp(Address address) => PublishAddressTerminated(address);

    /// <summary>A system has answered a heartbeat.</summary>
    private protected virtual void OnSignOfLife(Address from, int uid)
    {
        if (!WatcheeByNodes.ContainsKey(from) || _unreachable.Contains(from)) return;
        // Another incarnation: the actors that were watched may not be among its.
        if (_uids.TryGetValue(from, out var known) && known != uid) Rewatch(from);
        _uids[from] = uid;
        _failureDetector.Heartbeat(from);
    }

    /// <summary>
    /// Asks again for all that is watched there, also on systems that a cluster looks after: a watch that was on its way to an incarnation that is gone has got
    /// lost, and the present one knows that actors with other uids are dead.
    /// </summary>
    private protected void Rewatch(Address address)
    {
        foreach (var watchee in Watching.Keys.Where(watchee => watchee.Path.Address.Equals(address)).ToArray()) watchee.SendSystemMessage(new Watch(watchee, (IInternalActorRef)Self));
    }

    /// <summary>Asks a system for a sign of life.</summary>
    private protected void SendHeartbeat(Address address) => Context.ActorSelection(new RootActorPath(address) / Self.Path.Elements).Tell(Heartbeat.Instance, Self);

    /// <summary>Tells all watchers of actors of a system that they are dead.</summary>
    /// <param name="address">The system's address.</param>
    protected virtual void PublishAddressTerminated(Address address)
    {
        foreach (var watchee in WatcheesAt(address))
        {
            if (!Watching.TryGetValue(watchee, out var watchers)) continue;
            foreach (var watcher in watchers) watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed: false, addressTerminated: true));
            Context.Unwatch(watchee);
            RemoveWatchee(watchee);
        }
    }

    /// <summary>Ends the talk with a system, until it is reachable again.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="addressUid">The uid of the incarnation, or null when it has never answered.</param>
    protected virtual void Quarantine(Address address, int? addressUid)
    {
        if (((ExtendedActorSystem)Context.System).Provider is RemoteActorRefProvider provider)
            provider.Quarantine(address, addressUid, forGood: false, "its actors are watched, and it does not answer heartbeats", tellWatcher: false);
    }

    // Only while there is a system to ask: in a cluster there most often is none.
    private void StartTicking()
    {
        var time = Context.System.Scheduler;
        _heartbeats = time.ScheduleTellRepeatedlyCancelable(time.UntilBeat(_heartbeatInterval), _heartbeatInterval, Self, HeartbeatTick.Instance, Self);
        _reaping = time.ScheduleTellRepeatedlyCancelable(time.UntilBeat(_reaperInterval), _reaperInterval, Self, ReapUnreachableTick.Instance, Self);
    }

    private void StopTicking()
    {
        _heartbeats?.Cancel();
        _reaping?.Cancel();
        _heartbeats = _reaping = null;
    }

    private IInternalActorRef[] WatcheesAt(Address address) => WatcheeByNodes.TryGetValue(address, out var watchees) ? [.. watchees] : [];

    private void SendHeartbeats()
    {
        foreach (var address in WatcheeByNodes.Keys)
        {
            if (_unreachable.Contains(address)) continue;
            if (!_failureDetector.IsMonitoring(address))
            {
                Log.Debug("Sending first Heartbeat to [{0}]", address);
                Context.System.Scheduler.ScheduleTellOnce(_heartbeatExpectedResponseAfter, Self, new ExpectedFirstHeartbeat(address), Self);
            }

            SendHeartbeat(address);
        }
    }

    private void TriggerFirstHeartbeat(Address address)
    {
        if (!WatcheeByNodes.ContainsKey(address) || _failureDetector.IsMonitoring(address)) return;
        Log.Debug("Trigger extra expected heartbeat from [{0}]", address);
        _failureDetector.Heartbeat(address);
    }

    private void ReapUnreachable()
    {
        foreach (var address in WatcheeByNodes.Keys.ToArray())
            if (!_unreachable.Contains(address) && !_failureDetector.IsAvailable(address)) DeclareDead(address);
    }

    private void DeclareDead(Address address)
    {
        Log.Warning("Detected unreachable: [{0}]", address);
        _unreachable.Add(address);
        Quarantine(address, _uids.TryGetValue(address, out var uid) ? uid : null);
        PublishAddressTerminated(address);
    }

    private void WatcheeDied(IInternalActorRef watchee, bool existenceConfirmed, bool addressTerminated)
    {
        Log.Debug("Watchee terminated: [{0}]", watchee.Path);
        if (!addressTerminated && Watching.TryGetValue(watchee, out var watchers))
            foreach (var watcher in watchers) watcher.SendSystemMessage(new DeathWatchNotification(watchee, existenceConfirmed, addressTerminated: false));
        RemoveWatchee(watchee);
    }

    private Stats CurrentStats() => new(
        Watching.Values.Sum(static watchers => watchers.Count),
        WatcheeByNodes.Count,
        [.. Watching.SelectMany(static entry => entry.Value.Select(watcher => ((IActorRef)entry.Key, (IActorRef)watcher)))],
        [.. WatcheeByNodes.Keys]);
}

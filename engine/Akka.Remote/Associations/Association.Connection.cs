using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

// Making, losing and refusing connections. The pump's alone, but where said.
internal sealed partial class Association
{
    private readonly Lock _gate = new(); // guards _uid, _peerSession and _out, which incoming connections look at too
    private readonly Dictionary<int, long> _out = []; // incarnations that must not come back, and when they were put there
    private EnvelopeWriter _systemWriter = new();
    private volatile OutboundConnection? _connection;
    private ITimer? _retry;
    private bool _connecting;
    private bool _wasConnected;
    private int _failures;
    private long _notBefore;
    private int _session = 1;
    private int _uid;
    private int _peerSession;

    /// <summary>The incarnation that is known to be there; null when none has been met.</summary>
    public int? Uid
    {
        get
        {
            lock (_gate) return _uid == 0 ? null : _uid;
        }
    }

    /// <summary>Counts how often this side has given up what it owed the other; the other side then asks again for what it watches. Any thread.</summary>
    public int Session => Volatile.Read(ref _session);

    public bool IsConnected => _connection is { IsBroken: false };

    private bool MayConnect => !_connecting && !_closed && Remoting.Now >= _notBefore;

    // It has just been found quarantined: no attempt is made for a while.
    private bool IsOut
    {
        get
        {
            if (Remoting.Now >= _notBefore) return false;
            lock (_gate) return _uid != 0 && _out.ContainsKey(_uid);
        }
    }

    /// <summary>Refuses an incarnation that is out for good. Any thread.</summary>
    /// <exception cref="RefusedException">It is.</exception>
    public void CheckQuarantine(int uid)
    {
        lock (_gate)
        {
            if (!_out.ContainsKey(uid)) return;
        }

        throw new RefusedException(RefuseReason.Quarantined, $"[{Remote}] with UID [{uid}] is quarantined by [{Remoting.Address}]. It must be restarted.");
    }

    /// <summary>Notes who is there, as a handshake has shown. Any thread.</summary>
    public void Meet(int uid, int peerSession)
    {
        bool isRestarted, isReset;
        lock (_gate)
        {
            isRestarted = _uid != 0 && _uid != uid;
            isReset = _uid == uid && _peerSession != 0 && _peerSession != peerSession;
            _uid = uid;
            _peerSession = peerSession;
        }

        if (!isRestarted && !isReset) return;
        if (isRestarted) Remoting.Log.Info("[{0}] has been restarted: its UID is now [{1}].", Remote, uid);
        Inbound.ForgetWatches();
        Remoting.Provider.RemoteWatcher.Tell(new RewatchAll(Remote), Actor.ActorRefs.NoSender);
        Command(() =>
        {
            if (_connection is { } old && old.Uid != uid) LoseConnection(null);
        });
    }

    /// <summary>The other side has just connected to this one: it can be reached. Any thread.</summary>
    public void IsReachable() => Command(() =>
    {
        if (_connection is not null || _connecting) return;
        _failures = 0;
        _notBefore = 0;
    });

    /// <summary>The other side shuts down. Any thread.</summary>
    public void PeerLeaves() => Command(() =>
    {
        if (_connection is not null) LoseConnection(null);
    });

    /// <summary>The connection has broken. Any thread.</summary>
    public void ConnectionBroke() => Wake();

    /// <summary>Ends the talk with an incarnation; null stands for the present one. Any thread.</summary>
    public void Quarantine(int? uid, bool forGood, string reason, bool tellWatcher)
    {
        lock (_gate)
        {
            if (forGood && (uid ?? _uid) is not 0 and var incarnation) _out[incarnation] = Remoting.Now;
            if (uid is not null && _uid != 0 && uid != _uid) return; // an earlier one, which is gone anyway
        }

        _connection?.Close(); // the pump may be waiting for it
        Inbound.Disconnect();
        Command(() => GiveUp(reason, tellWatcher));
    }

    /// <summary>Looks after the connection, and gives up what cannot be delivered. Called from time to time, by any thread.</summary>
    public void Tick(long now)
    {
        Inbound.CloseIfSilent(now);
        if (_connection is { } connection)
        {
            connection.CloseIfSilent(now);
            _pingDue = true;
            WakeHere();
            return;
        }

        if (_closed) return;
        Command(() => GiveUpWhatIsOld(now));
    }

    private void Connect()
    {
        _connecting = true;
        _ = ConnectAsync(_session, _system.FirstSequence);
    }

    private async Task ConnectAsync(int session, long firstSequence)
    {
        try
        {
            var opened = await OutboundConnection.Open(Remoting, this, session, firstSequence, Remoting.Stopped).ConfigureAwait(false);
            Command(() => Connected(opened));
        }
        catch (Exception failure)
        {
            // Sockets, TLS and simulations have exceptions of their own; all mean that there is no connection.
            Command(() => NotConnected(failure));
        }
    }

    private void Connected(OutboundConnection opened)
    {
        _connecting = false;
        if (_closed || opened.Session != _session)
        {
            opened.Close();
            return;
        }

        Meet(opened.Uid, opened.PeerSession);
        foreach (var lane in _lanes) lane.Reset();
        _systemWriter = new EnvelopeWriter();
        _system.Acknowledge(opened.Acknowledged);
        _system.Resend();
        _failures = 0;
        _wasConnected = true;
        Interlocked.Exchange(ref _reportedFull, 0);
        _connection = opened;
        Remoting.Publish(new AssociatedEvent(Remoting.Address, Remote, inbound: false));
        _ = opened.Listen(this);
    }

    private void NotConnected(Exception failure)
    {
        _connecting = false;
        if (_closed) return;
        if (failure is RefusedException { Reason: RefuseReason.Quarantined, IsTheirs: true })
            Remoting.Publish(new ThisActorSystemQuarantinedEvent(Remoting.Address, Remote));
        Report(failure);
        // What has waited through the attempt has waited long enough; system messages stay.
        DropWaiting();
        BackOff(failure is RefusedException ? Remoting.Settings.RetryGateClosedFor : null);
        if (_flushed is not null) FinishShutdown();
    }

    private void LoseConnection(Exception? failure)
    {
        if (_connection is not { } lost) return;
        _system.Acknowledge(lost.Acknowledged);
        _connection = null;
        lost.Close();
        foreach (var lane in _lanes) lane.Reset();
        if (failure is not null) Report(failure);
        Remoting.Publish(new DisassociatedEvent(Remoting.Address, Remote, inbound: false));
        BackOff(null);
        if (_flushed is not null) FinishShutdown();
    }

    private void Report(Exception failure)
    {
        if (Remoting.IsShutDown) return;
        // The first of a row is news; the others would fill the log.
        var level = _failures == 0 || failure is RefusedException ? LogLevel.WarningLevel : LogLevel.DebugLevel;
        Remoting.Publish(new AssociationErrorEvent(failure, Remoting.Address, Remote, inbound: false, level));
    }

    private void BackOff(TimeSpan? atLeast)
    {
        var doubled = Remoting.Settings.BackoffPeriod * Math.Pow(2, Math.Min(_failures, 20));
        _failures++;
        var pause = doubled < Remoting.Settings.RetryGateClosedFor ? doubled : Remoting.Settings.RetryGateClosedFor;
        // Nodes that lost each other at one moment must not come back at one moment.
        pause *= 0.75 + (0.25 * Remoting.Runtime.NextDouble());
        if (atLeast > pause) pause = atLeast.Value;
        _notBefore = Remoting.Now + Remoting.Ticks(pause);
        _retry ??= Remoting.Runtime.TimeProvider.CreateTimer(static state => ((Association)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // One more millisecond: a timer that fires early would find that it is not time yet.
        _retry.Change(pause + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void GiveUp(string reason, bool tellWatcher = true)
    {
        var lost = _system.Clear();
        Interlocked.Add(ref _lost, lost);
        Interlocked.Increment(ref _session);
        if (_connection is { } connection)
        {
            connection.Close();
            _connection = null;
            Remoting.Publish(new DisassociatedEvent(Remoting.Address, Remote, inbound: false));
        }

        DropWaiting();
        Inbound.ForgetWatches();
        BackOff(IsKnownOut ? Remoting.Settings.RetryGateClosedFor : null);
        Remoting.Log.Warning("Gave up on [{0}] with UID [{1}]: {2}. {3} system messages were not delivered.", Remote, Uid, reason, lost);
        if (Uid is { } uid) Remoting.Publish(new QuarantinedEvent(Remote, uid));
        if (tellWatcher) Remoting.Provider.RemoteWatcher.Tell(new AddressGivenUp(Remote), Actor.ActorRefs.NoSender);
    }

    private bool IsKnownOut
    {
        get
        {
            lock (_gate) return _out.ContainsKey(_uid);
        }
    }

    private void GiveUpWhatIsOld(long now)
    {
        lock (_gate)
        {
            if (Remoting.Settings.QuarantineDuration is { } duration)
                foreach (var (uid, since) in _out.ToArray())
                    if (Remoting.Elapsed(since, now) > duration) _out.Remove(uid);
        }

        if (_system.OldestAddedAt is not { } oldest) return;
        var limit = _wasConnected ? Remoting.Settings.QuarantineSilentSystemTimeout : Remoting.Settings.InitialSysMsgDeliveryTimeout;
        if (Remoting.Elapsed(oldest, now) > limit) GiveUp($"it could not be reached for {limit}");
    }
}

using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Remote.Associations;

/// <summary>What one address has sent: the connection it uses, which system message comes next, and who there watches actors here. Thread-safe.</summary>
internal sealed class InboundState(Association association)
{
    private readonly Lock _gate = new(); // guards everything here, and keeps system messages of an old and a new connection apart
    private readonly HashSet<(IInternalActorRef Watchee, IInternalActorRef Watcher)> _watches = [];
    private InboundConnection? _current;
    private int _uid;
    private int _session;
    private long _expected = 1;

    /// <summary>Takes a connection in place of the one before: what the old one has not brought is not read any more.</summary>
    /// <param name="connection">The new one.</param>
    /// <param name="uid">The incarnation that opened it.</param>
    /// <param name="session">Its session.</param>
    /// <param name="firstSequence">The first system message that it will send.</param>
    /// <param name="old">The one before, which is being closed; null when there was none.</param>
    /// <returns>The system message expected next; null when the connection is older than the present one.</returns>
    public long? Begin(InboundConnection connection, int uid, int session, long firstSequence, out InboundConnection? old)
    {
        lock (_gate)
        {
            old = null;
            if (uid == _uid && session < _session) return null;
            if (uid != _uid || session != _session || firstSequence > _expected) _expected = firstSequence;
            _uid = uid;
            _session = session;
            old = _current;
            _current = connection;
            old?.Close();
            return _expected;
        }
    }

    public bool IsCurrent(InboundConnection connection) => ReferenceEquals(Volatile.Read(ref _current), connection);

    /// <summary>Notes the end of a connection.</summary>
    /// <returns>True when it was the present one.</returns>
    public bool End(InboundConnection connection)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_current, connection)) return false;
            _current = null;
            return true;
        }
    }

    public void Disconnect()
    {
        lock (_gate) _current?.Close();
    }

    public void CloseIfSilent(long now)
    {
        lock (_gate) _current?.CloseIfSilent(now);
    }

    /// <summary>Tells whether a system message is the next, and counts it.</summary>
    /// <exception cref="Wire.MalformedFrameException">One before it is missing.</exception>
    public bool Admit(InboundConnection connection, long sequence)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_current, connection) || sequence < _expected) return false;
            if (sequence > _expected) throw new Wire.MalformedFrameException($"System message {sequence} came where {_expected} was expected.");
            _expected++;
            return true;
        }
    }

    /// <summary>The number of the last system message that has come.</summary>
    public long LastSequence
    {
        get
        {
            lock (_gate) return _expected - 1;
        }
    }

    /// <summary>How many actors here are watched from there.</summary>
    public int WatchCount
    {
        get
        {
            lock (_gate) return _watches.Count;
        }
    }

    public void Watched(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        lock (_gate) _watches.Add((watchee, watcher));
    }

    public void Unwatched(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        lock (_gate) _watches.Remove((watchee, watcher));
    }

    /// <summary>The watchers there are gone, or will ask again: the actors here forget them.</summary>
    public void ForgetWatches()
    {
        (IInternalActorRef Watchee, IInternalActorRef Watcher)[] all;
        lock (_gate)
        {
            all = [.. _watches];
            _watches.Clear();
        }

        foreach (var (watchee, watcher) in all) watchee.SendSystemMessage(new Unwatch(watchee, watcher));
        if (all.Length > 0) association.Remoting.Log.Debug("{0} watches by [{1}] have ended.", all.Length, association.Remote);
    }
}

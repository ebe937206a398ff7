using Switchboard.Messages;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Rooms;

namespace Switchboard.Node.Topics;

/// <summary>
/// A room's hub without actors and network: it keeps the newest messages, hands every member each of them once and in order whatever happens
/// to what the room sends, and answers joins from memory. Invariant: every member has had, or was given in its join's answer or already knew,
/// exactly the messages up to <see cref="LastSeq"/>. Not thread-safe.
/// </summary>
internal sealed partial class HubCore
{
    /// <summary>Tells channels that were joined as degraded that they know everything again.</summary>
    public const string RoomState = "room_state";

    private const string NewMessage = "new_msg";

    private static readonly byte[] NotDegraded = """{"degraded":false}"""u8.ToArray();

    private readonly string _topic;
    private readonly RoomLimits _limits;
    private readonly HubTimes _times;
    private readonly IRoomLink _room;
    private readonly Func<long> _now;
    private readonly MessageLog _log;
    private readonly MemberSet _members = new();
    private readonly PendingJoins _joins = new();
    private readonly SortedDictionary<long, StoredMessage> _ahead = [];
    private readonly MemberSet _toldDegraded = new(); // the members that have not heard yet that it is over

    private State _state = State.Unregistered;
    private long _registration;
    private long _registeredAt;
    private long _lastSeqAtRegistration;
    private long _seenAtRegistration;
    private long _heardAt;
    private long _askedAt;
    private bool _isFilling;
    private bool _isDegraded;
    private long _tail;
    private string? _epoch;

    /// <param name="topic">The room's topic.</param>
    /// <param name="limits">Bounds of the messages kept and of answers.</param>
    /// <param name="times">How long to wait for what.</param>
    /// <param name="room">Where questions go.</param>
    /// <param name="now">Milliseconds of a clock that never goes back.</param>
    public HubCore(string topic, RoomLimits limits, HubTimes times, IRoomLink room, Func<long> now)
    {
        _topic = topic;
        _limits = limits;
        _times = times;
        _room = room;
        _now = now;
        _log = new MessageLog(limits.HistoryMessages, limits.HistoryBytes);
    }

    private enum State
    {
        /// <summary>The room is away; asked again from time to time.</summary>
        Unregistered,

        /// <summary>The room was asked.</summary>
        Registering,

        /// <summary>The room sends everything new.</summary>
        Registered,
    }

    /// <summary>The newest message that members have had.</summary>
    public long LastSeq => _log.LastSeq;

    /// <summary>The epoch that members were told, or null when the room was never reached.</summary>
    public string? Epoch => _epoch;

    /// <summary>Whether the room sends everything new.</summary>
    public bool IsRegistered => _state == State.Registered;

    /// <summary>The current registration's number.</summary>
    public long Registration => _registration;

    /// <summary>Whether nobody is here or waits to be.</summary>
    public bool IsEmpty => _members.Count == 0 && _joins.Count == 0;

    /// <summary>Whether something is awaited that <see cref="Tick"/> looks after.</summary>
    public bool HasOpenEnds => _state != State.Registered || _isFilling || _joins.Count > 0;

    /// <summary>The number of members.</summary>
    public int MemberCount => _members.Count;

    /// <summary>Whether the room is away, so that there may be newer messages than these.</summary>
    public bool IsDegraded => _isDegraded;

    /// <summary>Registers with the room. The first call of a hub.</summary>
    public void Start() => Register();

    /// <summary>A member is gone. Nothing more is called on it.</summary>
    public void Leave(ILocalMember member)
    {
        _joins.Remove(member);
        _members.Remove(member);
        _toldDegraded.Remove(member);
    }

    /// <summary>The hub ends: members join again elsewhere, or here later.</summary>
    public void Stop()
    {
        foreach (var join in _joins.TakeAll())
            join.Member.Joined(new JoinOutcome.Refused(Reasons.Unavailable));
        LoseMembers();
    }

    /// <summary>Looks whether anything is overdue.</summary>
    public void Tick()
    {
        var now = _now();
        if (_state == State.Registered && now - _heardAt >= Ms(_times.Silence))
            RoomGone();
        else if (_state == State.Unregistered && now - _registeredAt >= Ms(_times.RegisterRetry))
            RoomGone();
        else if (_state == State.Registering && now - _registeredAt >= Ms(_times.RegisterRetry))
            AskToRegister();
        if (_isFilling && _state == State.Registered && now - _askedAt >= Ms(_times.FillRetry))
            Ask(_log.LastSeq);
        foreach (var join in _joins.TakeOverdue(now))
            join.Member.Joined(new JoinOutcome.Refused(Reasons.Unavailable));
    }

    /// <summary>Something came from the room.</summary>
    public void Receive(HubMessage.FromRoom message)
    {
        if (message is HubMessage.Signalled signal)
        {
            // Of any registration: it is new or it is lost, and counts in no order.
            _members.Send(new SharedFrame(_topic, signal.Event, signal.Payload, signal.IsBinary), signal.Origin);
            return;
        }
        if (message.Registration != _registration)
            return;
        _heardAt = _now();
        switch (message)
        {
            case HubMessage.Registered registered:
                OnRegistered(registered);
                break;
            case HubMessage.Delivered delivered:
                OnDelivered(delivered.Message);
                break;
            case HubMessage.Tail tail when IsOurs(tail.Epoch, tail.LastSeq):
                _tail = Math.Max(_tail, tail.LastSeq);
                CloseGap();
                break;
            case HubMessage.Filled filled when IsOurs(filled.Epoch, filled.LastSeq):
                OnFilled(filled);
                break;
            case HubMessage.NotRegistered:
                RoomGone();
                break;
            // The room itself may have answered another copy of the question in the meantime.
            case HubMessage.Unavailable when _state == State.Registering:
                _state = State.Unregistered;
                _isDegraded = true;
                break;
        }
    }

    private void OnDelivered(StoredMessage message)
    {
        if (!IsOurs(message.Epoch, message.Seq))
            return;
        _tail = Math.Max(_tail, message.Seq);
        if (message.Seq == _log.LastSeq + 1)
            Deliver(message);
        else if (message.Seq > _log.LastSeq)
            KeepAhead(message);
        CloseGap();
    }

    private void OnFilled(HubMessage.Filled filled)
    {
        var messages = filled.Messages;
        _tail = Math.Max(_tail, filled.LastSeq);
        if (filled.AfterSeq == _log.LastSeq && filled.LastSeq > _log.LastSeq)
        {
            _isFilling = false;
            if (messages.Count == 0 || messages[0].Seq > _log.LastSeq + 1)
                StartFrom(filled.Epoch, messages, filled.LastSeq);
        }
        Advance(messages);
        AnswerWaitingFor(filled.AfterSeq, messages);
        CloseGap();
    }

    /// <summary>Whether a number counts in the log that members know. If not, the room is asked where it stands.</summary>
    private bool IsOurs(string epoch, long lastSeq)
    {
        if (_epoch is null)
        {
            // The answer to the registration is still on its way; what is missing then will be asked for.
            _tail = Math.Max(_tail, lastSeq);
            return false;
        }
        if (epoch == _epoch)
            return true;
        if (_state == State.Registered)
            RoomGone();
        return false;
    }

    /// <summary>Members are told to join again, since what they know does not lead to what comes next.</summary>
    private void StartFrom(string epoch, IReadOnlyList<StoredMessage> messages, long lastSeq)
    {
        LoseMembers();
        _ahead.Clear();
        // What came before the answer to the first registration counts in the same log.
        _tail = _epoch is null ? Math.Max(_tail, lastSeq) : lastSeq;
        _epoch = epoch;
        _log.Reset(messages.Count > 0 ? messages[0].Seq - 1 : lastSeq);
        foreach (var message in messages)
            _log.Append(message);
    }

    private void Advance(IReadOnlyList<StoredMessage> messages)
    {
        foreach (var message in messages)
        {
            if (message.Seq == _log.LastSeq + 1)
                Deliver(message);
        }
    }

    private void Deliver(StoredMessage message)
    {
        _log.Append(message);
        _members.Send(new SharedFrame(_topic, NewMessage, message.Payload), message.Origin);
        while (_ahead.Count > 0 && _ahead.First() is var (seq, next) && seq <= _log.LastSeq + 1)
        {
            _ahead.Remove(seq);
            if (seq != _log.LastSeq + 1)
                continue;
            _log.Append(next);
            _members.Send(new SharedFrame(_topic, NewMessage, next.Payload), next.Origin);
        }
    }

    /// <summary>Keeps a message that came before the ones in front of it. When there are too many the last ones go: they are asked for again.</summary>
    private void KeepAhead(StoredMessage message)
    {
        _ahead.TryAdd(message.Seq, message);
        if (_ahead.Count > _limits.HistoryMessages)
            _ahead.Remove(_ahead.Last().Key);
    }

    private void LoseMembers()
    {
        _members.LoseAll();
        _toldDegraded.Clear();
    }

    private void CloseGap()
    {
        if (_log.LastSeq >= _tail)
        {
            _isFilling = false;
            if (!_isDegraded && _state == State.Registered && _toldDegraded.Count > 0)
            {
                // The messages that they lacked have been delivered before.
                _toldDegraded.Send(new SharedFrame(_topic, RoomState, NotDegraded), 0);
                _toldDegraded.Clear();
            }
        }
        else if (_state == State.Registered && !_isFilling)
            Ask(_log.LastSeq);
    }

    private void Ask(long afterSeq)
    {
        _isFilling = true;
        _askedAt = _now();
        _room.Fill(_registration, afterSeq);
    }

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}

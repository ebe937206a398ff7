using System.Text;
using Akka.Actor;
using Akka.Simulation;
using Simulation.Rooms;
using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Simulation.RoomClusters;

/// <summary>
/// A client as the protocol asks for it: connected to some node, joined to one room from the last number it saw, it shows what comes, and sends again with the same id
/// what was refused or not answered. When its node goes it connects to another.
/// </summary>
internal sealed class RoomClusterClient(RoomClusterRun run, string name, string topic, SeededRandom random)
{
    // As phoenix.js has it: how long it waits for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<Pending> _unacknowledged = [];
    private RoomSeat? _seat;
    private RoomsAndHubsOf? _life;
    private SimulatedMember? _member;
    private IActorRef? _inbox;
    private string? _epoch;
    private bool _isJoined;
    private TimeSpan _connectAt;
    private TimeSpan _joinAgainAt;
    private TimeSpan _writeAt;
    private long _correlation;
    private int _written;

    public string Topic => topic;

    /// <summary>The last number seen.</summary>
    public long Last { get; private set; }

    /// <summary>Messages without an acknowledgement.</summary>
    public int Unacknowledged => _unacknowledged.Count;

    public bool IsJoined => _isJoined;

    /// <summary>Whether it goes on writing.</summary>
    public bool IsWriting { get; set; } = true;

    /// <summary>Does what is due.</summary>
    public void Tick()
    {
        var now = run.Now;
        if (IsWriting && now >= _writeAt)
        {
            Write();
            _writeAt = now + random.Span(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(4));
        }

        if (_life is not null && !_life.IsCurrent) Disconnected();
        if (_life is null && now >= _connectAt) Connect();
        if (_life is null) return;
        if (_member is not null && !_isJoined && now >= _joinAgainAt) Lost(_member);
        if (_member is null && now >= _joinAgainAt) Join(now);
        if (_isJoined) Send(now);
    }

    /// <summary>Writes a message. It is sent until it is acknowledged.</summary>
    public void Write() => _unacknowledged.Add(new Pending($"{name}-{_written++}"));

    /// <summary>Its node closes the socket.</summary>
    public void Closed(RoomSeat seat)
    {
        if (_seat != seat || _life is null) return;
        if (_member is { } member) _life.Actors.Hubs.Tell(new HubsMessage.Leave(topic, member), ActorRefs.NoSender);
        Disconnected();
    }

    /// <summary>Where it stands, for failures.</summary>
    public override string ToString() =>
        $"{name} of {topic}: at {_seat?.Node.Name ?? "-"} {(_isJoined ? "joined" : "not joined")}, saw {Last} of {_epoch}, waits for {string.Join(' ', _unacknowledged.Take(5).Select(p => p.Id))}";

    private void Connect()
    {
        var open = run.OpenSeats;
        if (open.Count == 0) return;
        _seat = random.Pick(open);
        _life = new RoomsAndHubsOf(_seat, _seat.Actors!);
        _inbox = _seat.Inbox(OnReply);
        _joinAgainAt = TimeSpan.Zero;
    }

    private void Disconnected()
    {
        if (_member is not null) _member.IsClosed = true;
        _member = null;
        _life = null;
        _inbox = null;
        _isJoined = false;
        _connectAt = run.Now + random.Span(TimeSpan.Zero, TimeSpan.FromSeconds(2));
        foreach (var pending in _unacknowledged) pending.SentAt = null;
    }

    private void Join(TimeSpan now)
    {
        SimulatedMember? member = null;
        member = new SimulatedMember(
            outcome => Joined(member!, outcome),
            frame => { if (_member == member && frame.Event == "new_msg") See(frame.Payload); },
            () => Lost(member!),
            () => { if (_member == member) RefuseAll(); });
        _member = member;
        _isJoined = false;
        _joinAgainAt = now + Patience;
        _life!.Actors.Hubs.Tell(new HubsMessage.Join(topic, member, new JoinRequest(Last, _epoch, 0, true)), ActorRefs.NoSender);
    }

    private void Send(TimeSpan now)
    {
        foreach (var pending in _unacknowledged)
        {
            if (pending.SentAt is { } sentAt && now - sentAt < Patience) continue;
            if (pending.NotBefore > now) continue;
            pending.SentAt = now;
            pending.Correlation = ++_correlation;
            var payload = Encoding.UTF8.GetBytes($$"""{"id":"{{pending.Id}}"}""");
            _life!.Actors.Rooms.Tell(new RoomEnvelope(topic, new RoomCommand.Publish(pending.Correlation, pending.Id, name, 0, payload)), _inbox);
        }
    }

    private void Joined(SimulatedMember member, JoinOutcome outcome)
    {
        if (_member != member) return;
        if (outcome is not JoinOutcome.Room room)
        {
            Lost(member);
            return;
        }

        _isJoined = true;
        // Until the first message is stored, who has seen nothing may be told another epoch.
        run.Require(room.Recovered || Last == 0, "who returns gets what it missed", $"{name} is not recovered from {Last}: {room.Reason}, last {room.LastSeq}");
        _epoch = room.Epoch;
        foreach (var message in room.Messages) See(message.Payload);
        run.Require(Last == room.LastSeq, "the answer to a join is whole", $"{name} joined at {room.LastSeq} and saw {Last}");
    }

    private void Lost(SimulatedMember member)
    {
        if (_member != member) return;
        member.IsClosed = true;
        _joinAgainAt = run.Now + TimeSpan.FromSeconds(1);
        _member = null;
        _isJoined = false;
    }

    private void RefuseAll()
    {
        foreach (var pending in _unacknowledged.Where(static p => p.SentAt is not null)) Refused(pending);
    }

    private void Refused(Pending pending)
    {
        pending.SentAt = null;
        pending.NotBefore = run.Now + TimeSpan.FromMilliseconds(300);
    }

    private void See(ReadOnlyMemory<byte> payload)
    {
        var (seq, id) = SimulatedMember.Read(payload);
        run.Require(seq == Last + 1, "everybody sees every message, once, in order", $"{name} saw {seq} after {Last}");
        Last = seq;
        run.Seen(topic, seq, id);
    }

    private void OnReply(object message)
    {
        if (message is not RoomReply reply || _unacknowledged.Find(p => p.Correlation == reply.Correlation) is not { } pending) return;
        switch (reply)
        {
            case RoomReply.Stored stored:
                _unacknowledged.Remove(pending);
                run.Acknowledged(topic, pending.Id, stored.Seq, stored.Epoch);
                break;
            case RoomReply.Refused:
                Refused(pending);
                break;
        }
    }

    /// <summary>One life of a seat.</summary>
    private sealed record RoomsAndHubsOf(RoomSeat Seat, Switchboard.Node.Rooms.RoomsAndHubs Actors)
    {
        public bool IsCurrent => Seat.IsOpen && ReferenceEquals(Seat.Actors, Actors);
    }

    private sealed class Pending(string id)
    {
        public string Id { get; } = id;

        public long Correlation { get; set; }

        public TimeSpan? SentAt { get; set; }

        public TimeSpan NotBefore { get; set; }
    }
}

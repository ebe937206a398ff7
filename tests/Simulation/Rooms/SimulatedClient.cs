using System.Text;
using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>
/// A client as the page is one: it joins from the last number it saw, shows what comes, sends again with the same id what was not acknowledged, and
/// returns after every loss. It writes down every breach of the promise.
/// </summary>
internal sealed class SimulatedClient
{
    private readonly RoomWorld _world;
    private readonly string _name;
    private readonly int _hub;
    private readonly List<Pending> _unacknowledged = [];
    private SimulatedMember? _member;
    private SimulatedNode? _node;
    private IActorRef? _inbox;
    private long _last;
    private string? _epoch;
    private bool _isJoined;
    private bool _isAway;
    private TimeSpan _joinAgainAt;
    private int _sent;

    public SimulatedClient(RoomWorld world, int number)
    {
        _world = world;
        _name = "c" + number;
        _hub = number;
    }

    /// <summary>The last number seen.</summary>
    public long Last => _last;

    /// <summary>Messages without an acknowledgement.</summary>
    public int Unacknowledged => _unacknowledged.Count;

    public bool IsAway => _isAway;

    /// <summary>The node it was connected to is gone.</summary>
    public void Disconnected()
    {
        if (_member is not null)
            _member.IsClosed = true;
        _member = null;
        _node = null;
        _inbox = null;
        _isJoined = false;
        _joinAgainAt = TimeSpan.Zero;
        foreach (var pending in _unacknowledged)
            pending.SentAt = null;
    }

    public void Leave()
    {
        if (_node is not null && _member is not null)
            _node.Hubs[_hub % _node.Hubs.Count].Tell(new HubsMessage.Leave(SimulatedNode.Topic, _member), ActorRefs.NoSender);
        Disconnected();
        _isAway = true;
    }

    public void Return() => _isAway = false;

    /// <summary>Writes a message. It is sent until it is acknowledged.</summary>
    public void Write() => _unacknowledged.Add(new Pending($"{_name}-{_sent++}"));

    /// <summary>Does what is due.</summary>
    public void Tick(SimulatedNode node)
    {
        if (_isAway)
            return;
        var now = node.Executor.Time.Elapsed;
        _node = node;
        if (_member is null && now >= _joinAgainAt)
            Join(node, now);
        foreach (var pending in _unacknowledged.ToArray())
        {
            if (pending.SentAt is { } sentAt && now - sentAt < TimeSpan.FromSeconds(10))
                continue;
            if (pending.NotBefore > now)
                continue;
            pending.SentAt = now;
            pending.Correlation = _world.NextCorrelation();
            _inbox ??= node.Inbox(OnReply);
            var payload = Encoding.UTF8.GetBytes($$"""{"id":"{{pending.Id}}"}""");
            node.Rooms.Tell(new RoomEnvelope(SimulatedNode.Topic, new RoomCommand.Publish(pending.Correlation, pending.Id, _name, 0, payload)), _inbox);
        }
    }

    private void Join(SimulatedNode node, TimeSpan now)
    {
        SimulatedMember? member = null;
        member = new SimulatedMember(
            outcome => Joined(member!, outcome),
            frame => { if (_member == member && frame.Event == "new_msg") See(frame.Payload); },
            () => Lost(member!, TimeSpan.FromSeconds(1)));
        _member = member;
        _isJoined = false;
        // A join without an answer is given up and tried again, as clients do.
        _joinAgainAt = now + TimeSpan.FromSeconds(10);
        node.Hubs[_hub % node.Hubs.Count].Tell(
            new HubsMessage.Join(SimulatedNode.Topic, member, new JoinRequest(_last, _epoch, 0, true)), ActorRefs.NoSender);
    }

    /// <summary>A join that was never answered is given up.</summary>
    public void GiveUpLateJoin()
    {
        if (_member is not null && !_isJoined && _node is not null && _node.Executor.Time.Elapsed >= _joinAgainAt)
            Lost(_member, TimeSpan.FromSeconds(1));
    }

    private void Joined(SimulatedMember member, JoinOutcome outcome)
    {
        if (_member != member)
            return;
        if (outcome is not JoinOutcome.Room room)
        {
            Lost(member, TimeSpan.FromSeconds(1));
            return;
        }
        _isJoined = true;
        // An epoch is named when the first message is stored: until then a client that saw nothing may be told another one.
        if (!room.Recovered && _last > 0)
            _world.Breach($"{_name} is not recovered from {_last}: {room.Reason}, last {room.LastSeq}");
        _epoch = room.Epoch;
        foreach (var message in room.Messages)
            See(message.Payload);
        if (_last != room.LastSeq)
            _world.Breach($"{_name} joined at {room.LastSeq} and saw {_last}");
    }

    private void Lost(SimulatedMember member, TimeSpan pause)
    {
        if (_member != member)
            return;
        member.IsClosed = true;
        if (_node is not null)
            _joinAgainAt = _node.Executor.Time.Elapsed + pause;
        _member = null;
        _isJoined = false;
    }

    private void See(ReadOnlyMemory<byte> payload)
    {
        var (seq, id) = SimulatedMember.Read(payload);
        if (seq != _last + 1)
            _world.Breach($"{_name} saw {seq} after {_last}");
        _last = seq;
        _world.Seen(_name, seq, id);
    }

    private void OnReply(object message)
    {
        if (message is not RoomReply reply || _unacknowledged.FirstOrDefault(p => p.Correlation == reply.Correlation) is not { } pending)
            return;
        switch (reply)
        {
            case RoomReply.Stored stored:
                _unacknowledged.Remove(pending);
                _world.Acknowledged(pending.Id, stored.Seq, stored.Epoch);
                break;
            case RoomReply.Refused:
                pending.SentAt = null;
                pending.NotBefore = _node!.Executor.Time.Elapsed + TimeSpan.FromMilliseconds(300);
                break;
        }
    }

    private sealed class Pending(string id)
    {
        public string Id { get; } = id;

        public long Correlation { get; set; }

        public TimeSpan? SentAt { get; set; }

        public TimeSpan NotBefore { get; set; }
    }
}

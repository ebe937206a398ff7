using System.Text;
using Akka.Actor;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>A node with rooms over a simulated disk, and short ways to use it.</summary>
internal sealed class RoomFixture : IDisposable
{
    private readonly List<RoomReply> _replies = [];
    private IActorRef _inbox;
    private long _correlation;

    public RoomFixture(RoomSettings? settings = null, HubTimes? hubs = null, long seed = 1)
    {
        Settings = settings ?? new RoomSettings();
        Hubs = hubs ?? new HubTimes();
        Disk = new SimulatedDisk(3);
        Node = new SimulatedNode(Disk, seed, Settings, Hubs);
        _inbox = NewInbox();
    }

    public RoomSettings Settings { get; }

    public HubTimes Hubs { get; }

    public SimulatedDisk Disk { get; }

    public SimulatedNode Node { get; private set; }

    /// <summary>Every answer so far.</summary>
    public IReadOnlyList<RoomReply> Replies => _replies;

    public void Run(double seconds) => Node.Executor.RunFor(TimeSpan.FromSeconds(seconds));

    /// <summary>The process dies at once and another one starts.</summary>
    public void Crash()
    {
        Node.Dispose();
        Disk.Crash();
        Node = new SimulatedNode(Disk, 99, Settings, Hubs);
        _inbox = NewInbox();
    }

    public void Send(RoomCommand command, string topic = SimulatedNode.Topic, IActorRef? sender = null) =>
        Node.Rooms.Tell(new RoomEnvelope(topic, command), sender ?? _inbox);

    public long Publish(string? id = null, string topic = SimulatedNode.Topic, IActorRef? sender = null)
    {
        var payload = Encoding.UTF8.GetBytes(id is null ? "{}" : $$"""{"id":"{{id}}"}""");
        Send(new RoomCommand.Publish(++_correlation, id, null, 0, payload), topic, sender);
        return _correlation;
    }

    public RoomReply? ReplyTo(long correlation) => _replies.SingleOrDefault(r => r.Correlation == correlation);

    /// <summary>Publishes and waits for the answer, at most ten virtual seconds.</summary>
    public RoomReply PublishAndWait(string? id = null, string topic = SimulatedNode.Topic)
    {
        var correlation = Publish(id, topic);
        Assert.True(Node.Executor.RunUntil(() => ReplyTo(correlation) is not null, TimeSpan.FromSeconds(10)), "no answer");
        return ReplyTo(correlation)!;
    }

    public long Stored(string? id = null, string topic = SimulatedNode.Topic) => Assert.IsType<RoomReply.Stored>(PublishAndWait(id, topic)).Seq;

    public string Refused(string? id = null, string topic = SimulatedNode.Topic) => Assert.IsType<RoomReply.Refused>(PublishAndWait(id, topic)).Reason;

    public RoomReply Read(long? since = null, int limit = 1000, string topic = SimulatedNode.Topic)
    {
        Send(new RoomCommand.Read(++_correlation, since, null, limit), topic);
        var correlation = _correlation;
        Assert.True(Node.Executor.RunUntil(() => ReplyTo(correlation) is not null, TimeSpan.FromSeconds(10)), "no answer");
        return ReplyTo(correlation)!;
    }

    public RoomReply.Page Page(long? since = null, string topic = SimulatedNode.Topic) => Assert.IsType<RoomReply.Page>(Read(since, topic: topic));

    /// <summary>Joins a topic; what arrives is in the lists of the result.</summary>
    public JoinedMember Join(string topic = SimulatedNode.Topic, JoinRequest? request = null)
    {
        var joined = new JoinedMember();
        joined.Member = new SimulatedMember(o => joined.Outcome = o, joined.Frames.Add, () => joined.IsLost = true);
        Node.Hubs[0].Tell(new HubsMessage.Join(topic, joined.Member, request ?? JoinRequest.Plain), ActorRefs.NoSender);
        Node.Executor.RunUntil(() => joined.Outcome is not null, TimeSpan.FromSeconds(10));
        return joined;
    }

    public void Leave(JoinedMember member, string topic = SimulatedNode.Topic) =>
        Node.Hubs[0].Tell(new HubsMessage.Leave(topic, member.Member), ActorRefs.NoSender);

    public bool Exists(ActorSelection selection)
    {
        var found = selection.ResolveOne(TimeSpan.FromSeconds(1));
        Node.Executor.RunUntil(() => found.IsCompleted, TimeSpan.FromSeconds(5));
        return found.IsCompletedSuccessfully;
    }

    public void Dispose()
    {
        Node.Dispose();
        SimulatedDisk.Forget(Disk);
    }

    private IActorRef NewInbox() => Node.Inbox(m => _replies.Add((RoomReply)m));
}

/// <summary>A member and what has come to it.</summary>
internal sealed class JoinedMember
{
    public SimulatedMember Member { get; set; } = null!;

    public JoinOutcome? Outcome { get; set; }

    public JoinOutcome.Room Room => Assert.IsType<JoinOutcome.Room>(Outcome);

    public List<Switchboard.Node.Gateway.Protocol.SharedFrame> Frames { get; } = [];

    public bool IsLost { get; set; }

    public IEnumerable<long> Numbers => Frames.Where(f => f.Event == "new_msg").Select(f => SimulatedMember.Read(f.Payload).Seq);
}

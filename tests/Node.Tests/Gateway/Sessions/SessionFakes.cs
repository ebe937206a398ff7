using System.Diagnostics.Metrics;
using System.Text;
using Switchboard.Messages;
using Switchboard.Node.Gateway;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sessions;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Tests.Gateway.Sessions;

/// <summary>A socket that keeps what it was told to send.</summary>
internal sealed class FakeSocket(WireVersion version = WireVersion.V2, string? identity = null) : ISessionSocket
{
    public List<string> Sent { get; } = [];

    public CloseReason? Closed { get; private set; }

    public int Finished { get; private set; }

    public WireVersion Version => version;

    public string? Identity => identity;

    public bool TrySend(SharedFrame frame)
    {
        Sent.Add(Encoding.UTF8.GetString(frame.Encoded(version).Span));
        return true;
    }

    public bool TrySend(PooledBuffer frame)
    {
        Sent.Add(Encoding.UTF8.GetString(frame.Written.Span));
        frame.Dispose();
        return true;
    }

    public void Close(CloseReason reason) => Closed ??= reason;

    public void Done() => Finished++;

    /// <summary>What was sent since the last call.</summary>
    public string[] Take()
    {
        var sent = Sent.ToArray();
        Sent.Clear();
        return sent;
    }
}

/// <summary>Keeps what a session asks of others.</summary>
internal sealed class FakeLinks : ISessionLinks
{
    public List<(string Topic, ILocalMember Member, JoinRequest Request)> Joins { get; } = [];

    public List<(string Topic, ILocalMember Member)> Leaves { get; } = [];

    public List<TopicMessage.Broadcast> Broadcasts { get; } = [];

    public List<(string Topic, RoomCommand Command)> Commands { get; } = [];

    public List<Channel> Ended { get; } = [];

    public void Join(string topic, ILocalMember member, JoinRequest request) => Joins.Add((topic, member, request));

    public void Leave(string topic, ILocalMember member) => Leaves.Add((topic, member));

    public void Broadcast(TopicMessage.Broadcast message) => Broadcasts.Add(message);

    public void Command(string topic, RoomCommand command) => Commands.Add((topic, command));

    public List<Channel> RoomsLost { get; } = [];

    public void RoomLost(Channel channel) => RoomsLost.Add(channel);

    public void ChannelEnded(Channel channel) => Ended.Add(channel);
}

/// <summary>Meters that nobody listens to.</summary>
internal sealed class NoMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}

/// <summary>A session with fakes around it.</summary>
internal sealed class SessionRig
{
    private const int ChannelLimit = 3;
    public const long AnswerTicks = 100;

    public SessionRig(WireVersion version = WireVersion.V2, string? identity = null)
    {
        Socket = new FakeSocket(version, identity);
        Session = new Session(Socket, Links, new SessionLimits(ChannelLimit, AnswerTicks), new GatewayMetrics(new NoMeters()));
    }

    public FakeSocket Socket { get; }

    public FakeLinks Links { get; } = new();

    public Session Session { get; }

    public int Received { get; private set; }

    /// <summary>Handles a text frame and gives what was sent because of it.</summary>
    public string[] Receive(string frame, long now = 0) => Receive(Encoding.UTF8.GetBytes(frame), isBinary: false, now);

    public string[] Receive(byte[] bytes, bool isBinary, long now = 0)
    {
        // The session gives the array to the pool, which must not get one that a test still reads.
        Received++;
        Session.Handle(new ReceivedFrame(FrameDecoder.Decode(bytes, isBinary, Socket.Version), new byte[16]), now);
        return Socket.Take();
    }

    /// <summary>Joins a topic and accepts the join as the hub does.</summary>
    public ILocalMember Join(string topic, string joinRef)
    {
        Receive($$"""["{{joinRef}}","{{joinRef}}","{{topic}}","phx_join",{}]""");
        var member = Links.Joins[^1].Member;
        member.Joined(new JoinOutcome.Plain());
        Socket.Take();
        return member;
    }
}

using Switchboard.Messages;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>
/// One join of a socket to a topic. The session makes and ends it, the hub of the topic answers it and delivers to it from its own thread; whichever
/// of the two ends it first has the say, so that a join is answered once and nothing is delivered after the end.
/// </summary>
/// <param name="socket">Where it sends.</param>
/// <param name="links">Told when the channel ends by itself.</param>
/// <param name="topic">The topic.</param>
/// <param name="joinRef">What the client calls this join; null when it gave no ref.</param>
/// <param name="joinMessageRef">The ref that the answer to the join carries; null when none is wanted.</param>
/// <param name="origin">The number of this channel.</param>
/// <param name="wantsOwn">Whether it gets its own events back.</param>
/// <param name="replaced">The channel that this join replaces, if any: its client is told that it is closed right after the answer to this one.</param>
internal sealed class Channel(
    ISessionSocket socket, ISessionLinks links, string topic, string? joinRef, string? joinMessageRef, ulong origin, bool wantsOwn, Channel? replaced)
    : ILocalMember
{
    private const int Joining = 0;
    private const int Open = 1;
    private const int Over = 2;

    private int _state;
    private Channel? _replaced = replaced;

    public string Topic { get; } = topic;

    public string? JoinRef { get; } = joinRef;

    /// <summary>True when the join has been accepted and the channel has not ended.</summary>
    public bool IsOpen => Volatile.Read(ref _state) == Open;

    public ulong Origin { get; } = origin;

    public bool WantsOwn { get; } = wantsOwn;

    public void Joined(JoinOutcome outcome)
    {
        if (Interlocked.CompareExchange(ref _state, outcome.IsOk ? Open : Over, Joining) != Joining)
            return;
        using var response = new PooledBuffer();
        outcome.WriteResponse(response);
        Answer(outcome.IsOk, response.Written.Span);
        if (!outcome.IsOk)
            links.ChannelEnded(this);
    }

    public bool TrySend(SharedFrame frame) => Volatile.Read(ref _state) != Over && socket.TrySend(frame);

    public void RoomLost()
    {
        if (IsOpen)
            links.RoomLost(this);
    }

    public void Lost()
    {
        var state = Interlocked.Exchange(ref _state, Over);
        if (state == Over)
            return;
        if (state == Joining)
            Refuse(Reasons.Unavailable);
        else
            SendError();
        links.ChannelEnded(this);
    }

    /// <summary>The session ends it: the hub may still call, but nothing comes of that. A join that was not answered is refused with the reason.</summary>
    public void End(string reason)
    {
        if (Interlocked.Exchange(ref _state, Over) == Joining)
            Refuse(reason);
    }

    /// <summary>Tells the client that the channel was closed on purpose.</summary>
    public void SendClose()
    {
        var frame = new PooledBuffer();
        FrameEncoder.ChannelClose(frame, socket.Version, JoinRef, Topic);
        socket.TrySend(frame);
    }

    private void SendError()
    {
        var frame = new PooledBuffer();
        FrameEncoder.ChannelError(frame, socket.Version, JoinRef, Topic);
        socket.TrySend(frame);
    }

    private void Refuse(string reason)
    {
        using var response = new PooledBuffer();
        new JoinOutcome.Refused(reason).WriteResponse(response);
        Answer(ok: false, response.Written.Span);
    }

    private void Answer(bool ok, ReadOnlySpan<byte> response)
    {
        if (joinMessageRef is not null)
        {
            var frame = new PooledBuffer();
            FrameEncoder.Reply(frame, socket.Version, JoinRef, joinMessageRef, Topic, ok, response);
            socket.TrySend(frame);
        }
        // Let go of, or channels that are joined over and over would form a chain that never ends.
        _replaced?.SendClose();
        _replaced = null;
        socket.Done();
    }
}

using Switchboard.Messages;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>
/// The rules of the protocol for one socket: which channels it has joined, what becomes of each frame, and which answers are still to come. Used by one
/// thread at a time, and without clock, actor or network of its own.
/// </summary>
internal sealed class Session(ISessionSocket socket, ISessionLinks links, SessionLimits limits, GatewayMetrics metrics)
{
    private const string RoomPrefix = "room:";
    private const string TopicPrefix = "topic:";

    // Made when first needed: most sockets wait for nothing, and one that has joined nothing yet needs no table.
    private Dictionary<string, Channel>? _channels;
    private Dictionary<long, PendingReply>? _pending;
    private long _correlation;

    /// <summary>Handles a frame, which is given back here. <see cref="ISessionSocket.Done"/> is called now, or when the answer comes.</summary>
    /// <param name="received">The frame.</param>
    /// <param name="now">The time, for answers that never come.</param>
    public void Handle(ReceivedFrame received, long now)
    {
        using (received)
        {
            var frame = received.Frame;
            if (frame.Error != FrameError.None)
                HandleError(frame);
            else if (frame.Event == Events.Join)
                HandleJoin(frame);
            else if (frame.Event == Events.Leave)
                HandleLeave(frame);
            else if (frame is { Topic: Events.SystemTopic, Event: Events.Heartbeat })
                Finish(frame, frame.JoinRef);
            else
                HandleEvent(frame, now);
        }
    }

    /// <summary>A room answered. An answer that is too late is dropped: its push has been refused already.</summary>
    public void Handle(RoomReply reply)
    {
        if (_pending is null || !_pending.Remove(reply.Correlation, out var pending))
            return;
        if (pending.Ref is not null)
        {
            var frame = new PooledBuffer();
            switch (reply)
            {
                case RoomReply.Stored stored:
                    FrameEncoder.StoredReply(frame, socket.Version, pending.JoinRef, pending.Ref, pending.Topic, stored.Seq, stored.Epoch);
                    break;
                case RoomReply.Refused refused:
                    FrameEncoder.ErrorReply(frame, socket.Version, pending.JoinRef, pending.Ref, pending.Topic, refused.Reason);
                    break;
                default:
                    FrameEncoder.Reply(frame, socket.Version, pending.JoinRef, pending.Ref, pending.Topic, ok: true, default);
                    break;
            }
            socket.TrySend(frame);
        }
        socket.Done();
    }

    /// <summary>A channel ended without this session having asked for it.</summary>
    public void ChannelEnded(Channel channel)
    {
        if (_channels is not null && _channels.TryGetValue(channel.Topic, out var current) && ReferenceEquals(current, channel))
            _channels.Remove(channel.Topic);
    }

    /// <summary>Refuses pushes whose answer has not come by their time, so that they do not fill the socket's window for ever.</summary>
    public void ExpireAnswers(long now) => RefusePending(pending => pending.Deadline <= now, SessionReasons.Timeout);

    /// <summary>
    /// The node that a room was on is gone, or was when it could still have been asked. Messages with an <c>id</c> are sent again to the room's next place, where those that are
    /// stored already are recognized. Anything else could be done twice by that: it is refused now rather than by its time-out, and the client decides.
    /// </summary>
    public void RoomLost(Channel channel)
    {
        RefusePending(pending => pending.Topic == channel.Topic && pending.Repeatable is null, Reasons.Unavailable);
        foreach (var (_, pending) in (_pending ?? []).Where(p => p.Value.Topic == channel.Topic).OrderBy(p => p.Key))
            links.Command(pending.Topic, pending.Repeatable!);
    }

    /// <summary>The socket is gone: its channels leave.</summary>
    public void Disconnected()
    {
        foreach (var channel in _channels?.Values ?? Enumerable.Empty<Channel>())
        {
            channel.End(SessionReasons.Left);
            links.Leave(channel.Topic, channel);
        }
        _channels = null;
        _pending = null;
    }

    private void HandleError(in ClientFrame frame)
    {
        metrics.FrameRefused(frame.Error);
        if (frame.CanBeAnswered)
        {
            Refuse(frame, frame.JoinRef, frame.Error.Reason());
            return;
        }
        socket.Close(CloseReason.BadFrame(frame.Error));
        socket.Done();
    }

    private void HandleJoin(in ClientFrame frame)
    {
        if (!IsServed(frame.Topic))
        {
            Refuse(frame, null, SessionReasons.UnmatchedTopic);
            return;
        }
        var (request, reason) = JoinRequest.Parse(frame.Payload.Span);
        if (request is null)
        {
            Refuse(frame, frame.JoinRef, reason!);
            return;
        }
        _channels ??= [];
        var replaced = _channels.GetValueOrDefault(frame.Topic);
        if (replaced is null && _channels.Count >= limits.Channels)
        {
            Refuse(frame, frame.JoinRef, SessionReasons.TooManyChannels);
            return;
        }
        var wasOpen = false;
        if (replaced is not null)
        {
            wasOpen = replaced.IsOpen;
            replaced.End(SessionReasons.JoinedAgain);
            links.Leave(frame.Topic, replaced);
        }
        // Version 1 has no join refs: the ref of the join is what its client knows the channel by.
        var joinRef = frame.JoinRef ?? (socket.Version == WireVersion.V1 ? frame.Ref : null);
        var channel = new Channel(socket, links, frame.Topic, joinRef, frame.Ref, limits.NextOrigin(), request.WantsOwn, wasOpen ? replaced : null);
        _channels[frame.Topic] = channel;
        links.Join(frame.Topic, channel, request);
    }

    private void HandleLeave(in ClientFrame frame)
    {
        if (_channels is null || !_channels.TryGetValue(frame.Topic, out var channel))
        {
            Finish(frame, frame.JoinRef);
            return;
        }
        if (IsStale(frame, channel))
        {
            socket.Done();
            return;
        }
        _channels.Remove(frame.Topic);
        channel.End(SessionReasons.Left);
        links.Leave(frame.Topic, channel);
        Finish(frame, channel.JoinRef);
        channel.SendClose();
    }

    private void HandleEvent(in ClientFrame frame, long now)
    {
        if (_channels is null || !_channels.TryGetValue(frame.Topic, out var channel))
        {
            Refuse(frame, null, SessionReasons.UnmatchedTopic);
            return;
        }
        if (IsStale(frame, channel))
        {
            socket.Done();
            return;
        }
        if (frame.Event.StartsWith("phx_", StringComparison.Ordinal) || frame.Event.StartsWith("presence_", StringComparison.Ordinal) || frame.Event == HubCore.RoomState)
        {
            Refuse(frame, frame.JoinRef, SessionReasons.ReservedEvent);
            return;
        }
        if (frame.Topic.StartsWith(TopicPrefix, StringComparison.Ordinal))
        {
            links.Broadcast(new TopicMessage.Broadcast(frame.Topic, frame.Event, channel.Origin, frame.IsBinary, frame.Payload.ToArray()));
            Finish(frame, frame.JoinRef);
        }
        else if (frame.Event == Events.NewMessage)
        {
            Publish(frame, channel, now);
        }
        else
        {
            Await(frame, now, ++_correlation, repeatable: null);
            links.Command(frame.Topic, new RoomCommand.Signal(_correlation, frame.Event, channel.Origin, frame.IsBinary, frame.Payload.ToArray()));
        }
    }

    private void Publish(in ClientFrame frame, Channel channel, long now)
    {
        if (frame.IsBinary)
        {
            Refuse(frame, frame.JoinRef, Reasons.BinaryNotStored);
            return;
        }
        var payload = MessagePayload.Prepare(frame.Payload.Span);
        if (payload.Reason is not null)
        {
            Refuse(frame, frame.JoinRef, payload.Reason);
            return;
        }
        var command = new RoomCommand.Publish(++_correlation, payload.Id, socket.Identity, channel.Origin, payload.Body);
        Await(frame, now, command.Correlation, payload.Id is null ? null : command);
        links.Command(frame.Topic, command);
    }

    private void RefusePending(Func<PendingReply, bool> condition, string reason)
    {
        if (_pending is null)
            return;
        foreach (var (correlation, _) in _pending.Where(p => condition(p.Value)).OrderBy(p => p.Key).ToArray())
            Handle(new RoomReply.Refused(correlation, reason));
    }

    private void Await(in ClientFrame frame, long now, long correlation, RoomCommand.Publish? repeatable) =>
        (_pending ??= []).Add(correlation, new PendingReply(frame.JoinRef, frame.Ref, frame.Topic, now + limits.AnswerTicks, repeatable));

    /// <summary>A frame of a join that has been replaced: its client does not listen to answers any more.</summary>
    private static bool IsStale(in ClientFrame frame, Channel channel) => frame.JoinRef is not null && frame.JoinRef != channel.JoinRef;

    private static bool IsServed(string topic) =>
        (topic.StartsWith(RoomPrefix, StringComparison.Ordinal) && topic.Length > RoomPrefix.Length)
        || (topic.StartsWith(TopicPrefix, StringComparison.Ordinal) && topic.Length > TopicPrefix.Length);

    /// <summary>Answers a push with an empty ok.</summary>
    private void Finish(in ClientFrame frame, string? joinRef)
    {
        if (frame.Ref is not null)
        {
            var reply = new PooledBuffer();
            FrameEncoder.Reply(reply, socket.Version, joinRef, frame.Ref, frame.Topic, ok: true, default);
            socket.TrySend(reply);
        }
        socket.Done();
    }

    private void Refuse(in ClientFrame frame, string? joinRef, string reason)
    {
        if (frame.Ref is not null)
        {
            var reply = new PooledBuffer();
            FrameEncoder.ErrorReply(reply, socket.Version, joinRef, frame.Ref, frame.Topic, reason);
            socket.TrySend(reply);
        }
        socket.Done();
    }
}

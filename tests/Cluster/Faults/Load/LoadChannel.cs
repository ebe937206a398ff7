using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults.Load;

/// <summary>One try to be in a room over one connection: from its join to its end. Frames are handed to it by one reader.</summary>
internal sealed class LoadChannel(PhoenixSocket socket, string topic, ClientRecord record)
{
    private readonly string _joinRef = socket.NextRef();
    private readonly ConcurrentDictionary<string, (long Id, TaskCompletionSource<string?> Answer)> _pushes = new();
    private readonly TaskCompletionSource<string?> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the channel failed, or was closed by the server or together with its connection.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Joins from the number that was seen last.</summary>
    /// <returns>Null when it has joined; else why it has not.</returns>
    public async Task<string?> JoinAsync()
    {
        var payload = new JsonObject { ["since"] = record.LastSeq };
        if (record.Epoch is { } epoch)
            payload["epoch"] = epoch;
        return await AskAsync("phx_join", _joinRef, payload, _joined.Task);
    }

    /// <summary>Sends a message to be stored.</summary>
    /// <returns>Null when it was acknowledged; else the reason why not.</returns>
    public async Task<string?> PushAsync(long id)
    {
        var reference = socket.NextRef();
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pushes[reference] = (id, answer);
        // Ended just now, perhaps by another thread, which did not see this push any more.
        if (_ended.Task.IsCompleted)
            return "connection lost";
        var outcome = await AskAsync("new_msg", reference, new JsonObject { ["id"] = MessageId.ToText(id) }, answer.Task);
        _pushes.TryRemove(reference, out _);
        return outcome;
    }

    /// <summary>Takes in a frame of the topic.</summary>
    public void Handle(PhoenixFrame frame)
    {
        // As phoenix.js: what belongs to an earlier join is nobody's.
        if (frame.JoinRef is not null && frame.JoinRef != _joinRef)
            return;
        switch (frame.Event)
        {
            case "phx_reply":
                Reply(frame);
                break;
            case "new_msg":
                record.Delivered(frame.Payload);
                break;
            case "phx_error" or "phx_close":
                record.Note(frame.Event);
                End(frame.Event);
                break;
        }
    }

    /// <summary>Whatever waits for an answer gets none.</summary>
    public void End(string why)
    {
        _ended.TrySetResult();
        _joined.TrySetResult(why);
        foreach (var push in _pushes.Values)
            push.Answer.TrySetResult(why);
    }

    private void Reply(PhoenixFrame frame)
    {
        var response = frame.Payload.GetProperty("response");
        var reason = frame.Payload.GetProperty("status").GetString() == "ok" ? null : response.GetProperty("reason").GetString();
        if (frame.Ref == _joinRef)
        {
            // Before the next frame, which may be a message that comes after these.
            if (reason is null)
                record.Joined(response);
            _joined.TrySetResult(reason);
        }
        else if (frame.Ref is { } reference && _pushes.TryGetValue(reference, out var push))
        {
            if (reason is null)
                record.Acknowledged(push.Id, response.GetProperty("seq").GetInt64());
            push.Answer.TrySetResult(reason);
        }
    }

    private async Task<string?> AskAsync(string name, string reference, JsonObject payload, Task<string?> answer)
    {
        try
        {
            await socket.SendAsync(_joinRef, reference, topic, name, payload);
            return await answer.WaitAsync(PhoenixDelays.Answer);
        }
        catch (TimeoutException)
        {
            return "no answer";
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return "connection lost";
        }
    }
}

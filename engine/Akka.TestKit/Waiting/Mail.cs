using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit.Waiting;

/// <summary>The messages that a test actor has received and its test has not taken yet. Thread-safe.</summary>
internal sealed class Mail
{
    private readonly Lock _gate = new(); // guards both fields
    private readonly Queue<MessageEnvelope> _messages = new();
    private TaskCompletionSource _arrival = New();

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _messages.Count == 0;
        }
    }

    /// <summary>Completes when there is a message, which another reader may have taken by then.</summary>
    public Task Arrival
    {
        get
        {
            lock (_gate) return _arrival.Task;
        }
    }

    /// <summary>The messages that wait now, oldest first.</summary>
    public MessageEnvelope[] Snapshot()
    {
        lock (_gate) return [.. _messages];
    }

    public void Add(MessageEnvelope message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            _arrival.TrySetResult();
        }
    }

    public bool TryTake([NotNullWhen(true)] out MessageEnvelope? message)
    {
        lock (_gate)
        {
            if (!_messages.TryDequeue(out message)) return false;
            if (_messages.Count == 0) _arrival = New();
            return true;
        }
    }

    public bool TryPeek([NotNullWhen(true)] out MessageEnvelope? message)
    {
        lock (_gate) return _messages.TryPeek(out message);
    }

    // Readers must not go on inside the actor that adds the message.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// First in, first out, with a bound. A sender that finds it full waits for room, its thread blocked; after the push time-out the message
/// goes to dead letters. Thread-safe.
/// </summary>
/// <remarks>
/// The wait is in the time of the receiver's system. In a system that is driven by the calling thread, such as a simulation, waiting means
/// to run other actors and to move virtual time.
/// </remarks>
public class BoundedMessageQueue : IMessageQueue, IBoundedMessageQueueSemantics
{
    private readonly Queue<Envelope> _queue = new();
    private readonly object _gate = new(); // guards _queue and _waiting; senders wait on it
    private readonly int _capacity;
    private int _waiting;

    /// <summary>Makes an empty queue from the section of a mailbox.</summary>
    /// <param name="config">Has <c>mailbox-capacity</c> and <c>mailbox-push-timeout-time</c>.</param>
    /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
    public BoundedMessageQueue(Config config) : this(
        (config ?? throw new ArgumentNullException(nameof(config))).GetInt("mailbox-capacity", 0),
        config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.Zero))
    {
    }

    /// <summary>Makes an empty queue.</summary>
    /// <param name="boundedCapacity">How many messages it holds, at least 1.</param>
    /// <param name="pushTimeOut">How long a sender waits for room; zero not at all, negative for ever.</param>
    /// <exception cref="ArgumentException">The capacity is less than 1.</exception>
    public BoundedMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    {
        if (boundedCapacity < 1) throw new ArgumentException($"The capacity of a bounded mailbox must be at least 1, not {boundedCapacity}.", nameof(boundedCapacity));
        _capacity = boundedCapacity;
        PushTimeOut = pushTimeOut;
    }

    /// <summary>How long a sender waits for room; zero not at all, negative for ever.</summary>
    public TimeSpan PushTimeOut { get; set; }

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    /// <summary>Puts a message in, once there is room.</summary>
    /// <param name="receiver">The actor that the queue belongs to. Its system's clock and dead letters are used; without a system a message that finds no room is dropped.</param>
    /// <param name="envelope">The message and its sender.</param>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (TryEnqueue(envelope)) return;
        var system = (receiver as ActorCell)?.SystemImpl;
        if (PushTimeOut != TimeSpan.Zero && WaitAndEnqueue(system, envelope)) return;
        system?.DeadLetters.Tell(new DeadLetter(Accepted.Unwrap(envelope.Message), envelope.Sender ?? system.DeadLetters, receiver), envelope.Sender);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        lock (_gate)
        {
            if (!_queue.TryDequeue(out envelope)) return false;
            if (_waiting > 0) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }

    private bool TryEnqueue(Envelope envelope)
    {
        lock (_gate)
        {
            if (_queue.Count >= _capacity) return false;
            _queue.Enqueue(envelope);
            return true;
        }
    }

    private bool WaitAndEnqueue(ActorSystemImpl? system, Envelope envelope)
    {
        if (system?.Runtime.Driver is { } driver) return driver.RunUntil(() => Count < _capacity, PushTimeOut) && TryEnqueue(envelope);
        var expired = false;
        var time = system?.Runtime.TimeProvider ?? TimeProvider.System;
        using var timer = PushTimeOut < TimeSpan.Zero ? null : time.CreateTimer(
            _ =>
            {
                lock (_gate)
                {
                    expired = true;
                    Monitor.PulseAll(_gate);
                }
            },
            null, PushTimeOut, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _waiting++;
            while (_queue.Count >= _capacity && !expired) Monitor.Wait(_gate);
            _waiting--;
            if (_queue.Count >= _capacity) return false;
            _queue.Enqueue(envelope);
            return true;
        }
    }
}

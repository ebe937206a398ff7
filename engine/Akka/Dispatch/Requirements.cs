namespace Akka.Dispatch;

/// <summary>A property of a mailbox.</summary>
public interface ISemantics;

/// <summary>The mailbox has no bound.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;

/// <summary>The mailbox has a bound.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    /// <summary>How long a sender waits for room.</summary>
    TimeSpan PushTimeOut { get; }
}

/// <summary>Messages can be put in front.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    /// <summary>Puts a message in front.</summary>
    /// <param name="envelope">The message.</param>
    void EnqueueFirst(Actor.Envelope envelope);
}

/// <summary>No bound, and messages can be put in front.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;

/// <summary>A bound, and messages can be put in front.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IBoundedMessageQueueSemantics;

/// <summary>Says of an actor's class what its mailbox must be able to do.</summary>
/// <typeparam name="T">The property.</typeparam>
public interface IRequiresMessageQueue<T> where T : ISemantics;

/// <summary>Several threads may take messages out at once.</summary>
public interface IMultipleConsumerSemantics : ISemantics;

/// <summary>Operations may wait for a lock.</summary>
public interface IBlockingMessageQueueSemantics : IMultipleConsumerSemantics
{
    /// <summary>How long they wait; negative for ever.</summary>
    TimeSpan BlockTimeOut { get; set; }
}

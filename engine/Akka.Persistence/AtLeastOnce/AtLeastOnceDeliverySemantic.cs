using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// At-least-once delivery for a persistent actor: keeps what has been sent and not confirmed, and sends it again until it is. The base classes
/// <see cref="AtLeastOnceDeliveryActor"/> and <see cref="AtLeastOnceDeliveryReceiveActor"/> have one built in; another persistent actor holds one
/// and calls it from the hooks of the same names. Used by its actor only, so not thread-safe.
/// </summary>
/// <remarks>
/// A timer runs only while something is unconfirmed. What is sent, and in which order, does not depend on it: redeliveries go out in the order of
/// their ids, at most <see cref="RedeliveryBurstLimit"/> at a time.
/// </remarks>
public class AtLeastOnceDeliverySemantic
{
    private readonly IActorContext _context;
    private readonly SortedDictionary<long, Delivery> _unconfirmed = [];
    private readonly PersistenceSettings.AtLeastOnceDeliverySettings _settings;
    private readonly DateTime _start;
    private ICancelable? _timer;
    private long _lastId;

    /// <summary>For one actor.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="settings">How often to send again, and how much.</param>
    public AtLeastOnceDeliverySemantic(IActorContext context, PersistenceSettings.AtLeastOnceDeliverySettings settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        _context = context;
        _settings = settings;
        // Intervals are measured on the clock that never jumps.
        _start = context.System.Scheduler.Now.UtcDateTime - context.System.Scheduler.MonotonicClock;
    }

    /// <summary>What has not been confirmed for so long is sent again; by default <c>redeliver-interval</c>, 5 seconds.</summary>
    public virtual TimeSpan RedeliverInterval => _settings.RedeliverInterval;

    /// <summary>At most so many messages are sent again at once; by default <c>redelivery-burst-limit</c>, 10,000.</summary>
    public virtual int RedeliveryBurstLimit => _settings.RedeliveryBurstLimit;

    /// <summary>After so many attempts the actor gets an <see cref="UnconfirmedWarning"/>; by default <c>warn-after-number-of-unconfirmed-attempts</c>, 5.</summary>
    public virtual int WarnAfterNumberOfUnconfirmedAttempts => _settings.WarnAfterNumberOfUnconfirmedAttempts;

    /// <summary>At most so many messages may be unconfirmed; by default <c>max-unconfirmed-messages</c>, 100,000.</summary>
    public virtual int MaxUnconfirmedMessages => _settings.MaxUnconfirmedMessages;

    /// <summary>How many messages are unconfirmed.</summary>
    public int UnconfirmedCount => _unconfirmed.Count;

    private DateTime Now => _start + _context.System.Scheduler.MonotonicClock;

    /// <summary>Sends a message, and again until it is confirmed. During a recovery it is only noted: if no event confirms it, it is sent when the recovery ends.</summary>
    /// <param name="destination">Whom to send to. A path, so that it means the same after a restart.</param>
    /// <param name="deliveryMessageMapper">Makes the message from the delivery id, which the receiver has to send back.</param>
    /// <param name="isRecovering">Whether the actor is recovering.</param>
    /// <exception cref="MaxUnconfirmedMessagesExceededException">Too many messages are unconfirmed already.</exception>
    public void Deliver(ActorPath destination, Func<long, object> deliveryMessageMapper, bool isRecovering)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(deliveryMessageMapper);
        if (_unconfirmed.Count >= MaxUnconfirmedMessages)
        {
            throw new MaxUnconfirmedMessagesExceededException(
                $"[{_context.Self.Path}] has {_unconfirmed.Count} unconfirmed messages, which is all that max-unconfirmed-messages allows ({MaxUnconfirmedMessages}).");
        }

        var id = ++_lastId;
        var message = deliveryMessageMapper(id);
        if (isRecovering)
        {
            _unconfirmed.Add(id, new Delivery(destination, message, Now - RedeliverInterval, 0));
            return;
        }

        _unconfirmed.Add(id, new Delivery(destination, message, Now, 1));
        Send(destination, message);
        StartTimer();
    }

    /// <summary>Ends the delivery of a message. To be called from the handler of a stored event, so that it holds after a restart too.</summary>
    /// <param name="deliveryId">The delivery id that the receiver sent back.</param>
    /// <returns>False when nothing with this id was unconfirmed: a confirmation that came twice.</returns>
    public bool ConfirmDelivery(long deliveryId)
    {
        var found = _unconfirmed.Remove(deliveryId);
        if (_unconfirmed.Count == 0) Cancel();
        return found;
    }

    /// <summary>What is unconfirmed, to be stored in the actor's own snapshot.</summary>
    public AtLeastOnceDeliverySnapshot GetDeliverySnapshot() =>
        new(_lastId, [.. _unconfirmed.Select(static one => new UnconfirmedDelivery(one.Key, one.Value.Destination, one.Value.Message))]);

    /// <summary>Takes over what a snapshot holds in place of what is unconfirmed now. To be called when the snapshot is offered.</summary>
    /// <param name="snapshot">What <see cref="GetDeliverySnapshot"/> had returned.</param>
    public void SetDeliverySnapshot(AtLeastOnceDeliverySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _lastId = snapshot.CurrentDeliveryId;
        _unconfirmed.Clear();
        var due = Now - RedeliverInterval;
        foreach (var one in snapshot.UnconfirmedDeliveries) _unconfirmed.Add(one.DeliveryId, new Delivery(one.Destination, one.Message, due, 0));
    }

    /// <summary>Sends what the recovery has left unconfirmed. To be called from <c>OnReplaySuccess</c>.</summary>
    public void OnReplaySuccess() => Redeliver();

    /// <summary>To be called with each message of the actor, before its behaviour.</summary>
    /// <param name="receive">The actor's behaviour; not called.</param>
    /// <param name="message">The message.</param>
    /// <returns>True when the message was the reminder to send again, so that nobody else is to handle it.</returns>
    public bool AroundReceive(Receive receive, object message)
    {
        if (message is not RedeliveryTick) return false;
        Redeliver();
        return true;
    }

    /// <summary>Sends nothing again any more. To be called when the actor stops or restarts.</summary>
    public void Cancel()
    {
        _timer?.Cancel();
        _timer = null;
    }

    private void Redeliver()
    {
        var now = Now;
        var due = _unconfirmed.Where(one => now - one.Value.Timestamp >= RedeliverInterval).Take(RedeliveryBurstLimit).ToArray();
        List<UnconfirmedDelivery>? warnings = null;
        foreach (var (id, delivery) in due)
        {
            var next = delivery.At(now).IncrementedCopy();
            _unconfirmed[id] = next;
            if (next.Attempt == WarnAfterNumberOfUnconfirmedAttempts) (warnings ??= []).Add(new UnconfirmedDelivery(id, next.Destination, next.Message));
            Send(next.Destination, next.Message);
        }

        if (warnings is not null) _context.Self.Tell(new UnconfirmedWarning([.. warnings]), _context.Self);
        if (_unconfirmed.Count == 0) Cancel();
        else StartTimer();
    }

    private void Send(ActorPath destination, object message) => _context.ActorSelection(destination).Tell(message, _context.Self);

    private void StartTimer()
    {
        if (_timer is not null) return;
        // Twice per interval, so that a message waits at most one and a half.
        var interval = RedeliverInterval / 2;
        _timer = _context.System.Scheduler.ScheduleTellRepeatedlyCancelable(interval, interval, _context.Self, RedeliveryTick.Instance, _context.Self);
    }

    /// <summary>A message that is not confirmed.</summary>
    public sealed class Delivery
    {
        /// <summary>Creates the entry.</summary>
        /// <param name="destination">Whom the message is for.</param>
        /// <param name="message">The message.</param>
        /// <param name="timestamp">When it was sent last (UTC).</param>
        /// <param name="attempt">How often it has been sent.</param>
        public Delivery(ActorPath destination, object message, DateTime timestamp, int attempt)
        {
            Destination = destination;
            Message = message;
            Timestamp = timestamp;
            Attempt = attempt;
        }

        /// <summary>Whom the message is for.</summary>
        public ActorPath Destination { get; }

        /// <summary>The message.</summary>
        public object Message { get; }

        /// <summary>When it was sent last (UTC).</summary>
        public DateTime Timestamp { get; }

        /// <summary>How often it has been sent.</summary>
        public int Attempt { get; }

        /// <summary>The same after one attempt more.</summary>
        public Delivery IncrementedCopy() => new(Destination, Message, Timestamp, Attempt + 1);

        internal Delivery At(DateTime timestamp) => new(Destination, Message, timestamp, Attempt);
    }

    /// <summary>Reminds the actor to send again what is overdue.</summary>
    public sealed class RedeliveryTick : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        private RedeliveryTick()
        {
        }

        /// <summary>The only instance.</summary>
        public static RedeliveryTick Instance { get; } = new();

        /// <summary>The name.</summary>
        public override string ToString() => nameof(RedeliveryTick);
    }
}

using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor that sends messages again until their receivers have confirmed them, across restarts.
/// </summary>
/// <remarks>
/// Call <c>Deliver</c> from the handler of a stored event, and <c>ConfirmDelivery</c> from the handler of another one, in recovery as well as live:
/// so what is unconfirmed follows from the history. A receiver may get a message more than once, and not in order when one was lost.
/// </remarks>
public abstract class AtLeastOnceDeliveryActor : PersistentActor
{
    private readonly AtLeastOnceDeliverySemantic _delivery;

    /// <summary>With the settings of <c>akka.persistence.at-least-once-delivery</c>.</summary>
    protected AtLeastOnceDeliveryActor()
        : this(static settings => settings)
    {
    }

    /// <summary>With settings of its own.</summary>
    /// <param name="settings">How often to send again, and how much.</param>
    protected AtLeastOnceDeliveryActor(PersistenceSettings.AtLeastOnceDeliverySettings settings) =>
        _delivery = new AtLeastOnceDeliverySemantic(Context, settings);

    /// <summary>With some settings of its own.</summary>
    /// <param name="overrideSettings">Changes the settings of <c>akka.persistence.at-least-once-delivery</c>.</param>
    protected AtLeastOnceDeliveryActor(Func<PersistenceSettings.AtLeastOnceDeliverySettings, PersistenceSettings.AtLeastOnceDeliverySettings> overrideSettings) =>
        _delivery = new AtLeastOnceDeliverySemantic(Context, overrideSettings(Extension.Settings.AtLeastOnceDelivery));

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.RedeliverInterval"/>
    public TimeSpan RedeliverInterval => _delivery.RedeliverInterval;

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.RedeliveryBurstLimit"/>
    public int RedeliveryBurstLimit => _delivery.RedeliveryBurstLimit;

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.WarnAfterNumberOfUnconfirmedAttempts"/>
    public int WarnAfterNumberOfUnconfirmedAttempts => _delivery.WarnAfterNumberOfUnconfirmedAttempts;

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.MaxUnconfirmedMessages"/>
    public int MaxUnconfirmedMessages => _delivery.MaxUnconfirmedMessages;

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.UnconfirmedCount"/>
    public int UnconfirmedCount => _delivery.UnconfirmedCount;

    /// <summary>Sends a message, and again until it is confirmed. During a recovery it is only noted: if no event confirms it, it is sent when the recovery ends.</summary>
    /// <param name="destination">Whom to send to.</param>
    /// <param name="deliveryMessageMapper">Makes the message from the delivery id, which the receiver has to send back.</param>
    /// <exception cref="MaxUnconfirmedMessagesExceededException">Too many messages are unconfirmed already.</exception>
    public void Deliver(ActorPath destination, Func<long, object> deliveryMessageMapper) => _delivery.Deliver(destination, deliveryMessageMapper, IsRecovering);

    /// <inheritdoc cref="Deliver(ActorPath, Func{long, object})"/>
    /// <exception cref="NotSupportedException">The selection has a wildcard: it must mean one actor.</exception>
    public void Deliver(ActorSelection destination, Func<long, object> deliveryMessageMapper) =>
        Deliver(SelectedDestination.PathOf(destination), deliveryMessageMapper);

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.ConfirmDelivery"/>
    public bool ConfirmDelivery(long deliveryId) => _delivery.ConfirmDelivery(deliveryId);

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.GetDeliverySnapshot"/>
    public AtLeastOnceDeliverySnapshot GetDeliverySnapshot() => _delivery.GetDeliverySnapshot();

    /// <inheritdoc cref="AtLeastOnceDeliverySemantic.SetDeliverySnapshot"/>
    public void SetDeliverySnapshot(AtLeastOnceDeliverySnapshot snapshot) => _delivery.SetDeliverySnapshot(snapshot);

    /// <inheritdoc/>
    public override void AroundPreRestart(Exception cause, object message)
    {
        _delivery.Cancel();
        base.AroundPreRestart(cause, message);
    }

    /// <inheritdoc/>
    public override void AroundPostStop()
    {
        _delivery.Cancel();
        base.AroundPostStop();
    }

    /// <inheritdoc/>
    protected internal override bool AroundReceive(Receive receive, object message) =>
        _delivery.AroundReceive(receive, message) || base.AroundReceive(receive, message);

    /// <summary>Sends what the recovery has left unconfirmed. Overrides call it.</summary>
    protected override void OnReplaySuccess()
    {
        _delivery.OnReplaySuccess();
        base.OnReplaySuccess();
    }
}

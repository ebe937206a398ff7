using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Tests.Infrastructure;
using Settings = Akka.Persistence.PersistenceSettings.AtLeastOnceDeliverySettings;

namespace Akka.Persistence.Tests.Delivery;

/// <summary>A message is sent until its receiver has confirmed it, across lost messages, restarts and snapshots; and no more after that.</summary>
public sealed class AtLeastOnceDeliveryTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly World _world = new();
    private readonly Recorder _log = new("log");
    private readonly Recorder _received = new("received");

    /// <summary>The path of an actor that passes on what it gets.</summary>
    private readonly ActorPath _destination;

    public AtLeastOnceDeliveryTests() => _destination = _world.Start(Props.Create<Receiver>(_received)).Path;

    public void Dispose() => _world.Dispose();

    private IActorRef Courier(Func<Settings, Settings>? settings = null)
    {
        var courier = _world.Start(Props.Create<Courier>(_destination, _log, settings ?? (s => s)));
        Assert.StartsWith("unconfirmed", _log.Expect<string>(), StringComparison.Ordinal);
        return courier;
    }

    private void Tell(IActorRef courier, params object[] messages)
    {
        foreach (var message in messages) courier.Tell(message, ActorRefs.NoSender);
        _world.Run();
    }

    [Fact]
    public void A_message_is_sent_at_once_and_not_again_when_it_is_confirmed()
    {
        var courier = Courier();
        Tell(courier, "a");
        Tell(courier, _received.Expect<Parcel>());
        _world.Run(Interval * 4);

        _received.ExpectNothing();
    }

    [Fact]
    public void An_unconfirmed_message_is_sent_again_after_each_interval()
    {
        Tell(Courier(), "a");
        _world.Run(Interval * 3);

        _received.ExpectExactly(new Parcel(1, "a"), new Parcel(1, "a"), new Parcel(1, "a"), new Parcel(1, "a"));
    }

    [Fact]
    public void Messages_are_sent_again_in_order_and_at_most_as_many_as_the_burst_limit_at_once()
    {
        Tell(Courier(s => s.WithRedeliveryBurstLimit(2)), "a", "b", "c");
        _received.TakeAll();
        _world.Run(Interval);
        _received.ExpectExactly(new Parcel(1, "a"), new Parcel(2, "b"));
        _world.Run(Interval / 2);
        _received.ExpectExactly(new Parcel(3, "c"));
    }

    [Fact]
    public void What_is_unconfirmed_follows_from_the_history()
    {
        var courier = Courier();
        Tell(courier, "a", "b", "c");
        Tell(courier, new Parcel(2, "b"));
        _world.Stop(courier);
        _received.TakeAll();
        courier = Courier();

        _received.ExpectExactly(new Parcel(1, "a"), new Parcel(3, "c"));
        Tell(courier, "d");
        _received.ExpectExactly(new Parcel(4, "d"));
    }

    [Fact]
    public void A_restart_sends_what_is_unconfirmed_once_and_the_timer_of_the_old_incarnation_is_gone()
    {
        var courier = Courier();
        Tell(courier, "a");
        _received.TakeAll();
        Tell(courier, new InvalidOperationException("restart"));
        _received.ExpectExactly(new Parcel(1, "a"));
        _world.Run(Interval);
        _received.ExpectExactly(new Parcel(1, "a"));
    }

    [Fact]
    public void A_stopped_actor_sends_nothing_again()
    {
        var courier = Courier();
        Tell(courier, "a");
        _received.TakeAll();
        _world.Stop(courier);
        _world.Run(Interval * 4);

        _received.ExpectNothing();
        _world.DeadLetters.ExpectNothing();
    }

    [Fact]
    public void A_snapshot_keeps_what_is_unconfirmed_and_the_newest_id()
    {
        var courier = Courier();
        Tell(courier, "a", "b");
        Tell(courier, new Parcel(2, "b"), "save");
        _log.Expect("saved");
        _world.Stop(courier);
        _received.TakeAll();
        courier = Courier();

        _received.ExpectExactly(new Parcel(1, "a"));
        Tell(courier, "c");
        _received.ExpectExactly(new Parcel(3, "c"));
    }

    [Fact]
    public void The_actor_is_warned_once_of_a_message_that_many_attempts_did_not_deliver()
    {
        var courier = Courier(s => s.WithUnconfirmedAttemptsToWarn(3));
        Tell(courier, "a", "b");
        _world.Run(Interval * 6);

        var warning = _log.Expect<UnconfirmedWarning>();
        Assert.Equal(
            [new UnconfirmedDelivery(1, _destination, new Parcel(1, "a")), new UnconfirmedDelivery(2, _destination, new Parcel(2, "b"))],
            warning.UnconfirmedDeliveries);
        _log.ExpectNothing();
    }

    [Fact]
    public void More_unconfirmed_messages_than_allowed_fail_the_handler()
    {
        Tell(Courier(s => s.WithMaxUnconfirmedMessages(2)), "a", "b", "c");

        Assert.IsType<MaxUnconfirmedMessagesExceededException>(_world.Errors.Expect<Error>().Cause);
    }

    [Fact]
    public void A_confirmation_that_comes_twice_is_noticed_and_harmless()
    {
        var courier = Courier();
        Tell(courier, "a");
        Tell(courier, new Parcel(1, "a"), new Parcel(1, "a"));

        _log.ExpectExactly("1 came twice");
    }

    [Fact]
    public void A_selection_names_one_receiver_and_wildcards_are_refused()
    {
        var courier = Courier();
        Tell(courier, _world.System.ActorSelection("/user/" + _destination.Name));
        _received.ExpectExactly(new Parcel(1, "by selection"));
        Tell(courier, _world.System.ActorSelection("/user/*"));

        Assert.IsType<NotSupportedException>(_world.Errors.Expect<Error>().Cause);
    }

    [Fact]
    public void The_defaults_are_the_documented_ones_and_can_be_configured()
    {
        var defaults = _world.Extension.Settings.AtLeastOnceDelivery;
        Assert.Equal((TimeSpan.FromSeconds(5), 10_000, 5, 100_000), (defaults.RedeliverInterval, defaults.RedeliveryBurstLimit, defaults.WarnAfterNumberOfUnconfirmedAttempts, defaults.MaxUnconfirmedMessages));
        using var other = new World("akka.persistence.at-least-once-delivery { redeliver-interval = 1s, max-unconfirmed-messages = 7 }");
        Assert.Equal((TimeSpan.FromSeconds(1), 7), (other.Extension.Settings.AtLeastOnceDelivery.RedeliverInterval, other.Extension.Settings.AtLeastOnceDelivery.MaxUnconfirmedMessages));
    }

    private sealed class Receiver : UntypedActor
    {
        private readonly Recorder _received;

        public Receiver(Recorder received) => _received = received;

        protected override void OnReceive(object message) => _received.Tell(message, Sender);
    }
}

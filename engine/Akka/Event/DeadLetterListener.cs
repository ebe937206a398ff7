using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>
/// Logs dead, dropped and unhandled messages: as many as <c>akka.log-dead-letters</c> says, then a pause of
/// <c>akka.log-dead-letters-suspend-duration</c>, and again.
/// </summary>
public class DeadLetterListener : ActorBase
{
    private static readonly Type[] Channels = [typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage)];

    private readonly EventStream _eventStream = Context.System.EventStream;
    private readonly ActorSystem _system = Context.System;
    private readonly int _most = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _pause = Context.System.Settings.LogDeadLettersSuspendDuration;
    private long _count;
    private long _skipped;
    private TimeSpan? _silentUntil; // TimeSpan.MaxValue for ever

    /// <summary>Made by the actor system when dead letters are to be logged.</summary>
    public DeadLetterListener()
    {
    }

    /// <summary>Subscribes to what it logs.</summary>
    protected override void PreStart()
    {
        foreach (var channel in Channels) _eventStream.Subscribe(Self, channel);
    }

    /// <summary>A restart keeps the subscriptions.</summary>
    /// <param name="reason">The failure.</param>
    protected override void PostRestart(Exception reason)
    {
    }

    /// <summary>A restart keeps the subscriptions.</summary>
    /// <param name="reason">The failure.</param>
    /// <param name="message">The message being handled, or null.</param>
    protected override void PreRestart(Exception reason, object message)
    {
    }

    /// <summary>Ends the subscriptions.</summary>
    protected override void PostStop() => _eventStream.Unsubscribe(Self);

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter) return false;
        if (letter is DeadLetter { IsUnlogged: true }) return true;
        // A log event that found its logger gone would make another one, and so on.
        if (letter.Message is LogEvent) return true;
        if (_system is ActorSystemImpl { IsTerminating: true } && !_system.Settings.LogDeadLettersDuringShutdown) return true;
        _count++;
        var note = "";
        if (_silentUntil is { } end)
        {
            if (_system.Scheduler.MonotonicClock < end)
            {
                _skipped++;
                return true;
            }

            Log(letter, $", of which {_skipped} were not logged. The counter will be reset now");
            _silentUntil = null;
            _skipped = 0;
            _count = 0;
            return true;
        }

        if (_most != int.MaxValue && _count >= _most)
        {
            var forever = _pause < TimeSpan.Zero;
            _silentUntil = forever ? TimeSpan.MaxValue : _system.Scheduler.MonotonicClock + _pause;
            note = forever ? ", no more dead letters will be logged" : $", no more dead letters will be logged in next [{_pause}]";
        }

        Log(letter, note);
        return true;
    }

    private void Log(AllDeadLetters letter, string note)
    {
        var source = letter.Recipient.Path.ToString();
        var from = letter.Sender.IsNobody() || letter.Sender.Equals(_system.DeadLetters) ? "" : $" from {letter.Sender}";
        var what = letter switch
        {
            Dropped dropped => $"was dropped. {dropped.Reason}.",
            UnhandledMessage => "was unhandled.",
            _ => "was not delivered.",
        };
        var text = $"Message [{letter.Message.GetType().Name}]{from} to {letter.Recipient} {what} [{_count}] dead letters encountered{note}. "
            + $"If this is not an expected behavior then {letter.Recipient} may have terminated unexpectedly. This logging can be turned off or adjusted with "
            + "configuration settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown'. "
            + $"Message content: {letter.Message}";
        _eventStream.Publish(new Info(source, letter.Recipient.GetType(), text));
    }
}

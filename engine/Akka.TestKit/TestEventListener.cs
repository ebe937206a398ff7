using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of systems under test: prints what no test expects or has muted.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<EventFilterBase> _filters = [];

    /// <summary>Made by the actor system.</summary>
    public TestEventListener()
    {
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                foreach (var type in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage) }) initialize.LoggingBus.Subscribe(Self, type);
                return base.Receive(message);
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                foreach (var filter in unmute.Filters) _filters.Remove(filter);
                return true;
            case DeadLetter letter:
                // Filters see log events: a letter becomes one, which is printed by the system's own listener and not here.
                IsFiltered(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));
                return true;
            case UnhandledMessage unhandled:
                IsFiltered(new Warning(unhandled.Recipient.Path.ToString(), unhandled.Recipient.GetType(), $"Unhandled message from {unhandled.Sender}: {unhandled.Message}"));
                return true;
            case LogEvent logEvent when IsFiltered(logEvent):
                return true;
            default:
                return base.Receive(message);
        }
    }

    // The first filter that takes the event counts it, as the order of the test's blocks wants.
    private bool IsFiltered(LogEvent logEvent)
    {
        foreach (var filter in _filters)
            if (filter.Apply(logEvent)) return true;
        return false;
    }
}

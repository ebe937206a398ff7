using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Publishes lifecycle events, and logs those that are to be logged.</summary>
internal sealed class EventPublisher(ActorSystem system, ILoggingAdapter log, RemoteSettings settings)
{
    private readonly LogLevel? _least = settings.RemoteLifecycleEventsLogLevel.Equals("OFF", StringComparison.OrdinalIgnoreCase)
        ? null
        : Logging.LogLevelFor(settings.RemoteLifecycleEventsLogLevel);

    public void Publish(RemotingLifecycleEvent lifecycleEvent)
    {
        system.EventStream.Publish(lifecycleEvent);
        if (lifecycleEvent.LogLevel() >= _least) log.Log(lifecycleEvent.LogLevel(), null, "{0}", [lifecycleEvent]);
    }
}

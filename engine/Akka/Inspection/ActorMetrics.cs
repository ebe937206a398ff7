using System.Diagnostics.Metrics;

namespace Akka.Inspection;

/// <summary>The instruments of the meter <c>Akka.Actor</c>, shared by all systems of the process; the tag <c>akka.system</c> tells them apart.</summary>
internal static class ActorMetrics
{
    private static readonly Meter Meter = new("Akka.Actor");

    public static readonly UpDownCounter<long> Actors = Meter.CreateUpDownCounter<long>("akka.actors", "{actor}", "Actors that have been started and have not stopped.");

    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("akka.actor.failures", "{failure}", "Failures of actors that a supervisor had to decide about.");

    public static readonly Counter<long> Restarts = Meter.CreateCounter<long>("akka.actor.restarts", "{restart}", "Actors that were given a new instance.");

    public static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("akka.dead_letters", "{message}", "Messages whose receiver had stopped or never was.");

    public static readonly Counter<long> Unhandled = Meter.CreateCounter<long>("akka.unhandled_messages", "{message}", "Messages that their receiver did not handle.");

    public static readonly Counter<long> SlowHandlers = Meter.CreateCounter<long>("akka.actor.slow_handlers", "{handler}", "Handlers that ran for longer than akka.actor.slow-handlers.report-after.");

    public static readonly Histogram<double> SlowHandlerDuration = Meter.CreateHistogram<double>("akka.actor.slow_handler.duration", "s", "How long slow handlers took.");
}

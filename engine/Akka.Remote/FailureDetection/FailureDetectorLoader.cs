using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Makes the failure detectors that the configuration names.</summary>
internal static class FailureDetectorLoader
{
    /// <summary>Makes a detector.</summary>
    /// <param name="fqcn">The class; it has a constructor that takes a <see cref="Config"/> and an <see cref="EventStream"/>.</param>
    /// <param name="config">The detector's section.</param>
    /// <param name="system">The system.</param>
    /// <exception cref="ConfigurationException">The class cannot be used.</exception>
    public static FailureDetector Load(string fqcn, Config config, ActorSystem system)
    {
        switch (fqcn)
        {
            case "Akka.Remote.PhiAccrualFailureDetector,Akka.Remote" or "Akka.Remote.PhiAccrualFailureDetector, Akka.Remote":
                return new PhiAccrualFailureDetector(config, system.EventStream);
            case "Akka.Remote.DeadlineFailureDetector,Akka.Remote" or "Akka.Remote.DeadlineFailureDetector, Akka.Remote":
                return new DeadlineFailureDetector(config, system.EventStream);
        }

        var type = Type.GetType(fqcn) ?? throw new ConfigurationException($"Failure detector class [{fqcn}] cannot be loaded. Write it as \"Namespace.Class, Assembly\".");
        var made = type.GetConstructor([typeof(Config), typeof(EventStream)])
            ?? throw new ConfigurationException($"Failure detector class [{fqcn}] has no public constructor that takes a {nameof(Config)} and an {nameof(EventStream)}.");
        return (FailureDetector)made.Invoke([config, system.EventStream]);
    }
}

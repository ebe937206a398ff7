using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>What the section <c>akka.persistence</c> says about the extension as a whole.</summary>
public class PersistenceSettings : Settings
{
    /// <summary>Reads the settings.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="config">Its configuration, with the defaults of persistence.</param>
    public PersistenceSettings(ActorSystem system, Config config)
        : base(system, config)
    {
        MaxConcurrentRecoveries = config.GetInt("akka.persistence.max-concurrent-recoveries", 50);
        if (MaxConcurrentRecoveries < 1) throw new ConfigurationException($"akka.persistence.max-concurrent-recoveries is {MaxConcurrentRecoveries}; at least 1 actor must be able to recover.");
    }

    internal int MaxConcurrentRecoveries { get; }
}

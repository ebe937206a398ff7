using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Configurations for tests.</summary>
public static class TestConfigs
{
    /// <summary>The TestKit's defaults.</summary>
    public static Config DefaultConfig { get; } = ConfigurationFactory.Reference(typeof(TestConfigs).Assembly, "reference.conf");

    /// <summary>Puts a <see cref="TestScheduler"/> in place of the system's.</summary>
    public static Config TestSchedulerConfig { get; } = ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"");
}

using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The settings of <c>akka.test</c>, read once per actor system.</summary>
public class TestKitSettings : IExtension
{
    private int _number;

    /// <summary>Reads the settings.</summary>
    /// <param name="config">The configuration of the actor system.</param>
    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug");
        if (TestTimeFactor <= 0) throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}: it must be greater than 0.");
    }

    /// <summary>How long latches and barriers wait: 5 s by default.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long the ExpectMsg family waits unless told: 3 s by default.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long event filters wait for missing events after their block: 3 s by default.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>What every stated time-out is multiplied by: 1 by default.</summary>
    public double TestTimeFactor { get; }

    /// <summary>Whether what tests expect, and when they go on, is logged at debug level: false by default.</summary>
    public bool LogTestKitCalls { get; }

    /// <summary>Numbers the unnamed test actors of a system.</summary>
    internal int NextNumber() => Interlocked.Increment(ref _number);
}

/// <summary>Finds the settings of the TestKit in an actor system.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    /// <summary>Makes the id.</summary>
    public TestKitExtension()
    {
    }

    /// <summary>The settings of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    public static TestKitSettings For(ActorSystem system) => new TestKitExtension().Apply(system);

    /// <inheritdoc/>
    public override TestKitSettings CreateExtension(ExtendedActorSystem system) => new(system.Settings.Config);
}

/// <summary>Holds the assertions of the test framework that a system is tested with.</summary>
public class TestKitAssertionsProvider : IExtension
{
    /// <summary>Keeps the assertions.</summary>
    /// <param name="assertions">The assertions.</param>
    public TestKitAssertionsProvider(ITestKitAssertions assertions) => Assertions = assertions;

    /// <summary>The assertions.</summary>
    public ITestKitAssertions Assertions { get; }
}

/// <summary>Finds the assertions that a system is tested with.</summary>
public class TestKitAssertionsExtension : ExtensionIdProvider<TestKitAssertionsProvider>
{
    private readonly ITestKitAssertions _assertions;

    /// <summary>Registers assertions with the first system that it is applied to.</summary>
    /// <param name="assertions">The assertions.</param>
    public TestKitAssertionsExtension(ITestKitAssertions assertions) => _assertions = assertions;

    /// <summary>The assertions of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The assertions, or null when no TestKit has been made for the system.</returns>
    public static TestKitAssertionsProvider For(ActorSystem system) => system.GetExtension<TestKitAssertionsProvider>();

    /// <inheritdoc/>
    public override TestKitAssertionsProvider CreateExtension(ExtendedActorSystem system) => new(_assertions);
}

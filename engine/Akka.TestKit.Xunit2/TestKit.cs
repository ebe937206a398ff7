using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Base of test classes for xunit 2: a system per test, which is stopped when the test has ended. Given an output, the system logs there.</summary>
public class TestKit : TestKitBase, IDisposable
{
    /// <summary>Where the test writes; null when none was given.</summary>
    protected readonly ITestOutputHelper? Output;

    private bool _disposed;

    /// <summary>Tests a system, or a new one with the defaults.</summary>
    /// <param name="system">The system; null for a new one.</param>
    /// <param name="output">Where to log.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null) : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests a new system.</summary>
    /// <param name="config">The system's setup.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log.</param>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null) : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests a new system.</summary>
    /// <param name="config">The system's configuration, over the TestKit's defaults.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="output">Where to log.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null) : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <summary>Tests a new system.</summary>
    /// <param name="config">The system's configuration as HOCON, over the TestKit's defaults.</param>
    /// <param name="output">Where to log.</param>
    public TestKit(string config, ITestOutputHelper? output = null) : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    /// <summary>The TestKit's defaults.</summary>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>Configuration that logs all that the engine can log of what actors do.</summary>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    /// <summary>How tests fail.</summary>
    protected static new XunitAssertions Assertions { get; } = new();

    /// <summary>Stops the system under test.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs when the test has ended: stops the system, unless overridden.</summary>
    protected virtual void AfterAll() => Shutdown();

    /// <summary>Ends the test.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed || !disposing) return;
        _disposed = true;
        AfterAll();
    }

    /// <summary>Lets a system log to the output of the test, from its log level on.</summary>
    /// <param name="system">The system.</param>
    protected void InitializeLogger(ActorSystem system) => StartLogger(system, Output);

    /// <summary>Lets a system log to the output of the test, with a prefix that tells it from others.</summary>
    /// <param name="system">The system.</param>
    /// <param name="prefix">The prefix.</param>
    protected void InitializeLogger(ActorSystem system, string prefix) => StartLogger(system, Output is null ? null : new PrefixedOutput(Output, prefix));

    private static void StartLogger(ActorSystem system, ITestOutputHelper? output)
    {
        if (output is null) return;
        var logger = ((ExtendedActorSystem)system).SystemActorOf(
            Props.Create(() => new TestOutputLogger(output)).WithDispatcher(CallingThreadDispatcher.Id), "log-test");
        logger.Tell(new InitializeLogger(system.EventStream), ActorRefs.NoSender);
    }

    private sealed class PrefixedOutput(ITestOutputHelper output, string prefix) : ITestOutputHelper
    {
        public void WriteLine(string message) => output.WriteLine(prefix + message);

        public void WriteLine(string format, params object[] args) => output.WriteLine(prefix + format, args);
    }
}

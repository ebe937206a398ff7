using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.TestKit.Tests;

/// <summary>A TestKit whose system runs on the test's own thread and on virtual time.</summary>
public abstract class DrivenTestKit : Xunit2.TestKit
{
    protected DrivenTestKit(string hocon = "") : this(new DeterministicExecutor(seed: 7), hocon)
    {
    }

    private DrivenTestKit(DeterministicExecutor executor, string hocon)
        : base(ActorSystemSetup.Create(executor.Setup(), Actor.BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(hocon)))) => Executor = executor;

    protected DeterministicExecutor Executor { get; }
}

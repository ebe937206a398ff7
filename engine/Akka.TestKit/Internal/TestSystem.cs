using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Dispatch;

namespace Akka.TestKit.Internal;

/// <summary>Makes systems to be tested.</summary>
internal static class TestSystem
{
    /// <summary>A system with the TestKit's defaults and, unless its setup says where it runs, threads of its own.</summary>
    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>() is { HasValue: true } given ? given.Value : BootstrapSetup.Create();
        var config = bootstrap.Config.HasValue ? bootstrap.Config.Value : Config.Empty;
        if (bootstrap.ConfigFallback.HasValue) config = config.WithFallback(bootstrap.ConfigFallback.Value);
        setup = setup.WithSetup(bootstrap.WithConfig(config.WithFallback(TestKitBase.DefaultConfig)));
        if (setup.Get<RuntimeSetup>().HasValue) return ActorSystem.Create(name, setup);
        var threads = new TestThreads();
        var system = ActorSystem.Create(name, setup.WithSetup(new RuntimeSetup { Pool = threads }));
        threads.Report = failure => system.Log.Error(failure, "Work scheduled on a dispatcher failed.");
        return system;
    }
}

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
        var threads = OwnThreads();
        var system = ActorSystem.Create(name, setup.WithSetup(threads));
        Attach(threads, system);
        return system;
    }

    /// <summary>Threads for one system. <see cref="Attach"/> them when it is there.</summary>
    public static RuntimeSetup OwnThreads()
    {
        LetPoolGrow();
        return new RuntimeSetup { Pool = new TestThreads() };
    }

    /// <summary>Lets a system report what fails on its threads outside of actors.</summary>
    public static void Attach(RuntimeSetup threads, ActorSystem system)
    {
        if (threads.Pool is TestThreads own) own.Report = failure => system.Log.Error(failure, "Work scheduled on a dispatcher failed.");
    }

    // Timers and the continuations of tasks still come from the process's pool. Tests block its threads when they wait inside of async
    // methods, and it adds one or two a second: timers of other tests came seconds late. Up to this many it adds at once.
    private static void LetPoolGrow()
    {
        const int enough = 64;
#pragma warning disable RS0030 // only its size
        ThreadPool.GetMinThreads(out var workers, out var completions);
        if (workers < enough) ThreadPool.SetMinThreads(enough, completions);
#pragma warning restore RS0030
    }
}

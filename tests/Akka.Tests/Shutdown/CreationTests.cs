using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Tests.Shutdown;

/// <summary>Every way to create a system gives one with the settings that were named, over the defaults.</summary>
public sealed class CreationTests
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka { stdout-loglevel = OFF, loglevel = OFF, loggers = [], own = 7 }");

    [Fact]
    public async Task A_configuration_is_laid_over_the_defaults()
    {
        using var system = ActorSystem.Create("one", Quiet);
        Assert.Equal(7, system.Settings.Config.GetInt("akka.own"));
        Assert.Equal(10, system.Settings.Config.GetInt("akka.log-dead-letters"));
        await system.Terminate();
    }

    [Fact]
    public async Task A_bootstrap_setup_brings_configuration_and_provider()
    {
        using var system = ActorSystem.Create("two", BootstrapSetup.Create().WithConfig(Quiet).WithActorRefProvider(ProviderSelection.Local.Instance));
        Assert.Equal(7, system.Settings.Config.GetInt("akka.own"));
        await system.Terminate();
    }

    [Fact]
    public async Task Setups_of_several_kinds_are_found_in_the_system()
    {
        using var system = ActorSystem.Create("three", BootstrapSetup.Create().WithConfig(Quiet).And(new OwnSetup(3)));
        Assert.Equal(3, system.Settings.Setup.Get<OwnSetup>().Value.Number);
        Assert.False(system.Settings.Setup.Get<OtherSetup>().HasValue);
        await system.Terminate();
    }

    [Fact]
    public async Task A_terminated_system_says_so_in_every_way()
    {
        var system = ActorSystem.Create("four", Quiet);
        var ended = new TaskCompletionSource();
        system.RegisterOnTermination(ended.SetResult);
        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate();
        await ended.Task;
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Empty));
        Assert.ThrowsAny<Exception>(() => system.RegisterOnTermination(() => { }));
        await system.Terminate();
        system.Dispose();
    }

    private sealed class OwnSetup(int number) : Setup
    {
        public int Number { get; } = number;
    }

    private sealed class OtherSetup : Setup;
}

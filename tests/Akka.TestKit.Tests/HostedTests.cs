using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace Akka.TestKit.Tests;

/// <summary>A test of a hosted system has a host of its own with the services it says, and expects as any other test does.</summary>
public class HostedTests(ITestOutputHelper output) : Hosting.TestKit.TestKit("hosted", new Spy(output), TimeSpan.FromHours(1))
{
    private bool _prepared;

    protected override Config Config => ConfigurationFactory.ParseString(Patient.Config + "akka.actor.ask-timeout = 7s");

    [Fact]
    public async Task Actors_are_registered_and_get_the_services_of_the_test()
    {
        var greeter = ActorRegistry.Get<Greeter>();

        greeter.Tell("Ada");

        ExpectMsg("Good day, Ada");
        Assert.Equal(TestActor, await greeter.Ask<IActorRef>(1));
    }

    [Fact]
    public async Task The_test_actor_is_the_sender_also_after_an_await()
    {
        await Task.Yield();

        ActorRegistry.Get<Greeter>().Tell("Ada");

        await ExpectMsgAsync("Good day, Ada");
    }

    [Fact]
    public void Settings_come_from_the_test_over_the_hosts()
    {
        Assert.Equal("hosted", Sys.Name);
        Assert.Equal(TimeSpan.FromSeconds(7), Sys.Settings.AskTimeout);
        Assert.Equal("off", Sys.Settings.Config.GetString("akka.log-dead-letters"));
        Assert.Same(Sys, Host.Services.GetRequiredService<ActorSystem>());
        Assert.True(_prepared);
    }

    [Fact]
    public void Events_can_be_expected_and_reach_the_output()
    {
        EventFilter.Info("said").ExpectOne(() => Sys.Log.Info("said"));

        AwaitCondition(() => ((Spy)Output!).Lines.Any(line => line.Contains("said", StringComparison.Ordinal)));
    }

    protected override void ConfigureServices(HostBuilderContext context, IServiceCollection services) => services.AddSingleton<IGreeting>(new GoodDay());

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider) => builder
        .AddHocon(ConfigurationFactory.ParseString("akka.log-dead-letters = off"), HoconAddMode.Prepend)
        .WithActors((system, registry, resolver) => registry.Register<Greeter>(system.ActorOf(resolver.Props<Greeter>(), "greeter")));

    protected override Task BeforeTestStart()
    {
        _prepared = ActorRegistry.TryGet<Greeter>(out _);
        return Task.CompletedTask;
    }

    private interface IGreeting
    {
        string Of(string name);
    }

    private sealed class GoodDay : IGreeting
    {
        public string Of(string name) => "Good day, " + name;
    }

    private sealed class Greeter : ReceiveActor
    {
        public Greeter(IGreeting greeting)
        {
            IActorRef last = ActorRefs.Nobody;
            Receive<string>(name => (last = Sender).Tell(greeting.Of(name)));
            Receive<int>(_ => Sender.Tell(last));
        }
    }

    private sealed class Spy(ITestOutputHelper output) : ITestOutputHelper
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public void WriteLine(string message)
        {
            Lines.Enqueue(message);
            output.WriteLine(message);
        }

        public void WriteLine(string format, params object[] args) => WriteLine(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args));
    }
}

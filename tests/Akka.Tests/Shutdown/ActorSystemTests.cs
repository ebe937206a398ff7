using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Tests.Actor;

namespace Akka.Tests.Shutdown;

/// <summary>A system starts with a legal name and ends once: its users' actors first, its own after them, then everything registered.</summary>
public sealed class ActorSystemTests : CoreTest
{
    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("_a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public void An_illegal_name_is_refused(string name)
    {
        Assert.Contains($"[{name}]", Assert.Throws<ArgumentException>(() => ActorSystem.Create(name)).Message);
    }

    [Fact]
    public void A_null_name_is_refused() => Assert.Throws<ArgumentException>(() => ActorSystem.Create(null!));

    [Fact]
    public void Letters_digits_dashes_and_underscores_make_a_name()
    {
        using var system = ActorSystem.Create("A1-b_c", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        Assert.Equal(("A1-b_c", "akka://A1-b_c/user"), (system.Name, ((ExtendedActorSystem)system).Guardian.Path.ToString()));
    }

    [Fact]
    public void Actors_of_the_user_stop_before_those_of_the_system()
    {
        Extended.SystemActorOf(NewScript("service").Props(), "service");
        Inside(Start(NewScript("user")), u => u.Spawn(NewScript("child")));
        Log.Clear();
        Executor.Run(System.Terminate());
        Logged("child:PostStop", "user:PostStop", "service:PostStop");
    }

    [Fact]
    public void Terminating_twice_is_terminating_once()
    {
        Start(NewScript("a"));
        Log.Clear();
        Assert.Same(System.Terminate(), System.Terminate());
        Executor.Run(System.WhenTerminated);
        Executor.Run(System.Terminate());
        Logged("a:PostStop");
    }

    [Fact]
    public void Disposing_terminates_and_may_be_done_again()
    {
        Start(NewScript("a"));
        System.Dispose();
        Assert.True(System.WhenTerminated.IsCompletedSuccessfully);
        Assert.Equal("a:PostStop", Log[^1]);
        System.Dispose();
    }

    [Fact]
    public void What_was_registered_runs_after_the_last_actor_in_reverse_order_and_a_failure_stops_none()
    {
        Start(NewScript("a"));
        Log.Clear();
        System.RegisterOnTermination(() => Log.Add("first"));
        System.RegisterOnTermination(() => throw new BoomException());
        System.RegisterOnTermination(() => Log.Add("second"));
        Executor.Run(System.Terminate());
        Logged("a:PostStop", "second", "first");
    }

    [Fact]
    public void Registering_after_the_end_is_refused()
    {
        Executor.Run(System.Terminate());
        Assert.Throws<InvalidOperationException>(() => System.RegisterOnTermination(() => { }));
    }

    [Fact]
    public void Messages_to_actors_of_a_terminated_system_do_no_harm()
    {
        var actor = Start(NewScript("a"));
        Executor.Run(System.Terminate());
        Send(actor, "late");
        Assert.True(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public void Stopping_the_user_guardian_ends_the_system()
    {
        Extended.Guardian.Stop();
        Executor.Run(System.WhenTerminated);
    }

    [Fact]
    public void A_system_that_cannot_start_leaves_nothing_running()
    {
        Assert.Throws<ConfigurationException>(() => new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, extensions = [\"No.Such, Thing\"] }"));
        Assert.Throws<ConfigurationException>(() => new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, actor.provider = \"No.Such, Thing\" }"));
        Assert.Throws<ConfigurationException>(() => new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, scheduler.implementation = \"No.Such, Thing\" }"));
    }

    [Fact]
    public void Uptime_follows_the_systems_time()
    {
        var before = System.Uptime;
        RunFor(5000);
        Assert.Equal(TimeSpan.FromSeconds(5), System.Uptime - before);
    }

    [Fact]
    public void The_tree_can_be_printed()
    {
        Inside(Start(NewScript("a")), a => a.Spawn(NewScript("b")));
        var tree = Extended.PrintTree();
        Assert.Contains("user (GuardianActor)", tree);
        Assert.Contains("b (ScriptedActor)", tree);
    }

    [Fact]
    public void An_extension_is_made_once_for_a_system_and_anew_for_another()
    {
        var id = new CounterId();
        var first = id.Apply(System);
        Assert.Same(first, id.Apply(System));
        Assert.Same(first, System.WithExtension<Counter, CounterId>());
        Assert.Same(first, System.GetExtension<Counter>());
        using var other = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF }");
        Assert.NotSame(first, id.Apply(other.System));
    }

    [Fact]
    public void An_extension_that_nobody_asked_for_is_not_there()
    {
        Assert.False(System.HasExtension<Counter>());
        Assert.Null(System.GetExtension<Counter>());
        Assert.False(System.TryGetExtension<Counter>(out _));
    }

    [Fact]
    public void An_extension_that_fails_to_start_can_be_tried_again()
    {
        var id = new FailingOnceId();
        Assert.Throws<BoomException>(() => id.Apply(System));
        Assert.False(System.HasExtension<FailingOnce>());
        Assert.NotNull(id.Apply(System));
    }

    [Fact]
    public async Task On_real_threads_an_extension_is_made_once_though_many_ask_at_the_same_time()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new CounterId().Apply(system))));
        Assert.Single(made.Distinct());
        Assert.Equal(1, made[0].Made);
    }

    [Fact]
    public void Extensions_named_in_the_configuration_are_made_at_the_start()
    {
        using var system = new Event.SimulatedSystem(
            "akka { loglevel = OFF, stdout-loglevel = OFF, extensions = [\"Akka.Tests.Shutdown.ActorSystemTests+CounterId, Akka.Tests\"] }");
        Assert.True(system.System.HasExtension<Counter>());
    }

    [Fact]
    public void A_setup_is_found_by_its_type_and_the_latest_of_a_type_counts()
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create(), new Note("one")).And(new Note("two"));
        Assert.Equal("two", setup.Get<Note>().Value.Text);
        Assert.False(ActorSystemSetup.Empty.Get<Note>().HasValue);
    }

    private sealed class Note(string text) : Setup
    {
        public string Text { get; } = text;
    }

    internal sealed class Counter : IExtension
    {
        private static int _made;

        public int Made { get; } = 1;

        public int Number { get; } = Interlocked.Increment(ref _made);
    }

    internal sealed class CounterId : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class FailingOnce : IExtension;

    private sealed class FailingOnceId : ExtensionIdProvider<FailingOnce>
    {
        private int _attempts;

        public override FailingOnce CreateExtension(ExtendedActorSystem system) => ++_attempts == 1 ? throw new BoomException() : new FailingOnce();
    }
}

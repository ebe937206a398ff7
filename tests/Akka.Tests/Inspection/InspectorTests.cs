using Akka.Actor;
using Akka.Inspection;
using Akka.Tests.Actor;
using Akka.Tests.Event;

namespace Akka.Tests.Inspection;

/// <summary>What inspection shows of an actor is what the actor is and has done.</summary>
public sealed class InspectorTests : CoreTest
{
    public InspectorTests() : base("my { password = hunter2, colour = blue }")
    {
    }

    private Inspector Look => System.Inspect();

    private ActorInfo InfoOf(IActorRef actor) => Look.Actor(actor)!;

    [Fact]
    public void An_idle_actor_shows_who_it_is()
    {
        var actor = Start(NewScript("a"));
        var info = InfoOf(actor);

        Assert.Same(actor, info.Actor);
        Assert.Equal("akka://test/user/a", info.Path.ToString());
        Assert.Equal(actor.Path.Uid, info.Uid);
        Assert.Equal(typeof(ScriptedActor), info.ActorType);
        Assert.Equal(ActorLife.Alive, info.Life);
        Assert.Equal("Receive", info.Behavior);
        Assert.Equal(1, info.BehaviorDepth);
        Assert.Equal(new MailboxDepth(0, false), info.Mailbox);
        Assert.Null(info.Handling);
        Assert.Null(info.LastFailure);
        Assert.Equal("akka.actor.default-dispatcher", info.Dispatcher);
        Assert.False(info.ShowsState);
    }

    [Fact]
    public void Messages_handled_are_counted_over_restarts_and_so_are_the_restarts()
    {
        var actor = Start(NewScript("a"));
        Send(actor, "one", "two", new BoomException(), "three");
        Send(actor, "four");

        var info = InfoOf(actor);
        Assert.Equal(5, info.MessageCount);
        Assert.Equal(1, info.RestartCount);
        Assert.IsType<BoomException>(info.LastFailure!.Cause);
        Assert.Equal(typeof(BoomException), info.LastFailure.MessageType);
        Assert.Equal(Executor.Time.GetUtcNow(), info.LastFailure.At);
        Assert.Equal((1, 1), (Look.System().Failures, Look.System().Restarts));
    }

    [Fact]
    public void Waiting_messages_are_counted_up_to_a_bound()
    {
        var actor = Start(NewScript("a"));
        for (var i = 0; i < 20; i++) actor.Tell("x", ActorRefs.NoSender);

        Assert.Equal("20", InfoOf(actor).Mailbox.ToString());
        Assert.Equal(new MailboxDepth(20, false), Look.Actor(actor, 20)!.Mailbox);
        Assert.Equal("more than 19", Look.Actor(actor, 19)!.Mailbox.ToString());
        Assert.Equal("more than 0", Look.Actor(actor, 0)!.Mailbox.ToString());
    }

    [Fact]
    public void Behaviours_are_shown_by_name_and_depth()
    {
        var actor = System.ActorOf(Props.Create(() => new Becoming()));
        Send(actor, "up");
        Assert.Equal(("Upper", 2), (InfoOf(actor).Behavior, InfoOf(actor).BehaviorDepth));
        Send(actor, "untyped");
        Assert.Equal(("Untyped", 3), (InfoOf(actor).Behavior, InfoOf(actor).BehaviorDepth));
        Send(actor, "lambda");
        Assert.Equal(("a lambda of Untyped", 3), (InfoOf(actor).Behavior, InfoOf(actor).BehaviorDepth));
    }

    [Fact]
    public void Stash_watchers_watched_and_children_are_counted()
    {
        var watched = Start(NewScript("b"));
        var actor = Start(NewScript("a"));
        Inside(actor, a =>
        {
            a.Spawn(NewScript("c1"));
            a.Spawn(NewScript("c2"));
            ScriptedActor.Ctx.Watch(watched);
            a.Stash.Stash();
        });

        var info = InfoOf(actor);
        Assert.Equal((1, 1, 2), (info.StashSize, info.WatchingCount, info.ChildCount));
        Assert.Equal(1, InfoOf(watched).WatcherCount);
    }

    [Fact]
    public void A_running_actor_shows_what_it_handles_and_for_how_long()
    {
        ActorInfo? seen = null;
        IReadOnlyList<RunningActor>? running = null;
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is not int) return false;
                Executor.Time.Advance(TimeSpan.FromSeconds(3));
                seen = InfoOf(a.Me);
                running = Look.Running();
                return true;
            },
        });
        Send(actor, 1);

        Assert.Equal(typeof(int), seen!.Handling!.MessageType);
        Assert.InRange(seen.Handling.Age!.Value, TimeSpan.FromSeconds(2.8), TimeSpan.FromSeconds(3));
        Assert.False(seen.Handling.IsAwaiting);
        Assert.Same(actor, Assert.Single(running!).Actor);
        Assert.Empty(Look.Running());
    }

    [Fact]
    public void An_async_handler_that_waits_shows_since_when()
    {
        var gate = new TaskCompletionSource();
        var actor = System.ActorOf(Props.Create(() => new Waiting(gate.Task)));
        Send(actor, "x");
        RunFor(700);

        Assert.Equal(new CurrentMessage(typeof(string), TimeSpan.FromMilliseconds(700), true), InfoOf(actor).Handling);
        gate.SetResult();
        Run();
        Assert.Null(InfoOf(actor).Handling);
    }

    [Fact]
    public void A_stopped_actor_is_shown_as_stopped()
    {
        var actor = Start(NewScript("a"));
        System.Stop(actor);
        Run();

        Assert.Equal(ActorLife.Stopped, InfoOf(actor).Life);
        Assert.Null(Look.Find("/user/a"));
    }

    [Theory]
    [InlineData("/user/a/b")]
    [InlineData("user/a/b")]
    [InlineData("akka://test/user/a/b")]
    public void Actors_are_found_by_path(string path)
    {
        var parent = Start(NewScript("a"));
        Inside(parent, a => a.Spawn(NewScript("b")));

        Assert.Same(Child(parent, "b"), Look.Find(path));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is()
    {
        Assert.Null(Look.Find("/user/nobody"));
        Assert.Null(Look.Actor(System.DeadLetters));
        Assert.Same(Extended.LookupRoot, Look.Find("/"));
    }

    [Fact]
    public void The_system_counts_actors_dead_letters_unhandled_messages_and_timers()
    {
        var before = Look.System();
        var actor = Start(NewScript("a"));
        Send(actor, 7);
        System.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), actor, "x", ActorRefs.NoSender);
        Assert.Equal(before.Actors + 1, Look.System().Actors);
        System.Stop(actor);
        Run();
        Send(actor, "late");

        var after = Look.System();
        Assert.Equal(before.Actors, after.Actors);
        Assert.Equal((before.Started + 1, before.Stopped + 1), (after.Started, after.Stopped));
        Assert.Equal(before.DeadLetters + 1, after.DeadLetters);
        Assert.Equal(before.Unhandled + 1, after.Unhandled);
        Assert.Equal(before.PendingTimers + 1, after.PendingTimers);
        Assert.Contains(after.Dispatchers, d => d is { Id: "akka.actor.default-dispatcher", Throughput: 30, QueueLength: 0 });
    }

    [Fact]
    public void The_configuration_is_printed_with_origins_and_without_secrets()
    {
        var text = Look.Configuration();
        Assert.Contains("ask-timeout = infinite  # Akka!Akka.Configuration.akka.conf:", text, StringComparison.Ordinal);
        Assert.Contains("password = \"<hidden>\"", text, StringComparison.Ordinal);
        Assert.Contains("colour = blue  # ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.StartsWith("autoreceive = off  # ", Look.Configuration("akka.actor.debug"), StringComparison.Ordinal);
        Assert.Equal("", Look.Configuration("akka.no.such"));
    }

    [Theory]
    [InlineData("mine.password = hunter2", "mine.password")]
    [InlineData("mine.connection-string = \"Data Source=hunter2\"", "mine.connection-string")]
    [InlineData("mine.ConnectionString = hunter2", "mine")]
    [InlineData("mine.client_secret = hunter2", "mine")]
    [InlineData("mine.credentials { user = ada, key = hunter2 }", "mine")]
    [InlineData("mine.credentials { user = ada, key = hunter2 }", "mine.credentials.key")]
    [InlineData("mine.tokens = [hunter2, other]", "mine")]
    [InlineData("mine { shared = hunter2 }, mine.api-key = ${mine.shared}, mine.shared = null", "mine")]
    public void Secrets_are_hidden_however_they_are_asked_for(string written, string path)
    {
        using var system = new SimulatedSystem(written);
        Assert.Contains("<hidden>", system.System.Inspect().Configuration(path), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", system.System.Inspect().Configuration(path), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", system.System.Inspect().Configuration(), StringComparison.Ordinal);
    }

    private sealed class Becoming : ReceiveActor
    {
        public Becoming() => Receive<string>(_ => BecomeStacked(Upper));

        private void Upper() => Receive<string>(_ => Context.BecomeStacked(Untyped));

        private void Untyped(object message) => Context.Become(_ => { });
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(Task gate) => ReceiveAsync<string>(_ => gate);
    }
}

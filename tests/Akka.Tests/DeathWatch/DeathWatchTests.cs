using Akka.Actor;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.DeathWatch;

/// <summary>A watcher is told of a death exactly once, whenever it began to watch, and not at all once it has stopped watching.</summary>
public sealed class DeathWatchTests : CoreTest
{
    /// <summary>An actor that logs the deaths it is told of.</summary>
    private IActorRef Watcher(string name = "w") => Start(new Script(name, Log) { Receive = LogDeath });

    private static bool LogDeath(ScriptedActor actor, object message)
    {
        if (message is not Terminated death) return false;
        actor.Note("Terminated " + death.ActorRef.Path.Name + (death.ExistenceConfirmed ? "" : " (unknown)"));
        Assert.Equal(death.ActorRef, actor.From);
        return true;
    }

    private void Watch(IActorRef watcher, IActorRef subject) => Inside(watcher, _ => ScriptedActor.Ctx.Watch(subject));

    private int Deaths(string name) => Log.Count(l => l.Contains(":Terminated " + name, StringComparison.Ordinal));

    private void Kill(IActorRef actor)
    {
        System.Stop(actor);
        Run();
    }

    [Fact]
    public void A_watcher_is_told_once_when_the_actor_stops()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Kill(subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void Watching_twice_is_told_once()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Watch(watcher, subject);
        Kill(subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void A_parent_that_watches_its_child_is_told_once()
    {
        var parent = Watcher("p");
        Inside(parent, p => ScriptedActor.Ctx.Watch(p.Spawn(NewScript("c"))));
        Kill(Child(parent, "c"));
        Assert.Equal(1, Deaths("c"));
    }

    [Fact]
    public void Watching_an_actor_that_is_dead_already_is_told_at_once()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Kill(subject);
        Watch(watcher, subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void Watching_a_path_where_nobody_ever_was_is_told_with_existence_unconfirmed()
    {
        var watcher = Watcher();
        var nobody = Extended.Provider.ResolveActorRef(System.DeadLetters.Path.Root / "user" / "never");
        Watch(watcher, nobody);
        Assert.Contains("w:Terminated never (unknown)", Log);
    }

    [Fact]
    public void A_death_can_be_watched_again_after_it_was_told()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Kill(subject);
        Watch(watcher, subject);
        Assert.Equal(2, Deaths("s"));
    }

    [Fact]
    public void Watching_again_while_the_news_of_the_death_waits_in_the_mailbox_is_told_once()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Inside(watcher, _ => ScriptedActor.Ctx.Stop(subject));
        Log.Clear();
        Watch(watcher, subject);
        Assert.Equal(1, Deaths("s"));

        // The same with the news still waiting.
        var other = Start(NewScript("o"));
        Watch(watcher, other);
        ((IInternalActorRef)watcher).Suspend();
        Kill(other);
        watcher.Tell((Action<ScriptedActor>)(_ => ScriptedActor.Ctx.Watch(other)), ActorRefs.NoSender);
        ((IInternalActorRef)watcher).Resume();
        Run();
        Assert.True(Deaths("o") is 1 or 2);
    }

    [Fact]
    public void Nobody_is_told_after_unwatching()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Inside(watcher, _ => ScriptedActor.Ctx.Unwatch(subject));
        Kill(subject);
        Assert.Equal(0, Deaths("s"));
    }

    [Fact]
    public void Unwatching_takes_back_the_news_that_waits_in_the_mailbox()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        ((IInternalActorRef)watcher).Suspend();
        watcher.Tell((Action<ScriptedActor>)(_ => ScriptedActor.Ctx.Unwatch(subject)), ActorRefs.NoSender);
        Kill(subject);
        ((IInternalActorRef)watcher).Resume();
        Run();
        Assert.Equal(0, Deaths("s"));
    }

    [Fact]
    public void Unwatching_and_watching_again_is_told_once()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Inside(watcher, _ =>
        {
            ScriptedActor.Ctx.Watch(subject);
            ScriptedActor.Ctx.Unwatch(subject);
            ScriptedActor.Ctx.Watch(subject);
        });
        Kill(subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void Every_watcher_is_told()
    {
        var subject = Start(NewScript("s"));
        var watchers = Enumerable.Range(0, 5).Select(i => Watcher("w" + i)).ToList();
        foreach (var watcher in watchers) Watch(watcher, subject);
        Kill(subject);
        Assert.Equal(["w0", "w1", "w2", "w3", "w4"], Log.Where(l => l.Contains(":Terminated s", StringComparison.Ordinal)).Select(l => l[..2]).Order());
    }

    [Fact]
    public void WatchWith_delivers_its_message_in_place_of_Terminated()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Inside(watcher, _ => ScriptedActor.Ctx.WatchWith(subject, "it is gone"));
        Kill(subject);
        Assert.Contains("w:it is gone", Log);
        Assert.Equal(0, Deaths("s"));
    }

    [Fact]
    public void Watching_with_another_message_needs_an_unwatch_first()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        var refused = new List<Exception?>();
        Inside(watcher, _ =>
        {
            ScriptedActor.Ctx.WatchWith(subject, "one");
            ScriptedActor.Ctx.WatchWith(subject, "one");
            refused.Add(Record.Exception(() => ScriptedActor.Ctx.WatchWith(subject, "two")));
            refused.Add(Record.Exception(() => ScriptedActor.Ctx.Watch(subject)));
            ScriptedActor.Ctx.Unwatch(subject);
            ScriptedActor.Ctx.WatchWith(subject, "two");
        });
        Kill(subject);
        Assert.All(refused, e => Assert.IsType<InvalidOperationException>(e));
        Assert.Equal(["w:two"], Log.Where(l => l is "w:one" or "w:two"));
    }

    [Fact]
    public void An_actor_that_does_not_handle_Terminated_dies_of_it()
    {
        var errors = Published<Error>();
        var (watcher, subject) = (Start(NewScript("w")), Start(NewScript("s")));
        Watch(watcher, subject);
        Kill(subject);
        Assert.Contains("w:PostStop", Log);
        var pact = Assert.IsType<DeathPactException>(Assert.Single(errors, e => e.Cause is DeathPactException).Cause);
        Assert.Equal(subject, pact.DeadActor);
    }

    [Fact]
    public void A_watch_lasts_through_the_watchers_restart()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Send(watcher, new BoomException());
        Kill(subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void A_restart_of_the_watched_actor_is_no_death()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Send(subject, new BoomException());
        Assert.Equal(0, Deaths("s"));
        Kill(subject);
        Assert.Equal(1, Deaths("s"));
    }

    [Fact]
    public void A_watcher_that_restarts_is_not_told_of_the_children_that_its_restart_stops()
    {
        var parent = Watcher("p");
        Inside(parent, p => ScriptedActor.Ctx.Watch(p.Spawn(NewScript("c"))));
        Send(parent, new BoomException());
        Assert.Contains("c:PostStop", Log);
        Assert.Equal(0, Deaths("c"));
    }

    [Fact]
    public void The_news_comes_after_everything_that_the_dead_actor_had_told_before()
    {
        var (watcher, subject) = (Watcher(), Start(NewScript("s")));
        Watch(watcher, subject);
        Log.Clear();
        Inside(subject, s =>
        {
            watcher.Tell("one");
            watcher.Tell("two");
            ScriptedActor.Ctx.Stop(s.Me);
        });
        Logged("s:PostStop", "w:one", "w:two", "w:Terminated s");
    }

    [Fact]
    public void The_name_of_a_dead_child_is_free_when_the_news_arrives()
    {
        var parent = Start(new Script("p", Log)
        {
            Receive = (p, message) =>
            {
                if (message is Terminated) p.Spawn(NewScript("c"));
                return message is Terminated;
            },
        });
        Inside(parent, p => ScriptedActor.Ctx.Watch(p.Spawn(NewScript("c"))));
        var first = Child(parent, "c");
        Kill(first);
        Assert.False(Child(parent, "c").IsNobody());
        Assert.NotEqual(first, Child(parent, "c"));
    }

    [Fact]
    public void Another_incarnation_of_the_name_is_another_actor_to_its_watchers()
    {
        var watcher = Watcher();
        var first = Start(NewScript("s"));
        Kill(first);
        var second = Start(NewScript("s"));
        Watch(watcher, second);
        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
        Assert.Equal(0, Deaths("s"));
        Watch(watcher, first);
        Assert.Equal(1, Deaths("s"));
        Kill(second);
        Assert.Equal(2, Deaths("s"));
    }

    [Fact]
    public void An_actor_that_watches_itself_hears_nothing()
    {
        var actor = Watcher();
        Inside(actor, a => ScriptedActor.Ctx.Watch(a.Me));
        Kill(actor);
        Assert.Equal(0, Deaths("w"));
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void Two_actors_that_watch_each_other_both_end_when_one_does()
    {
        var (one, two) = (Start(NewScript("one")), Start(NewScript("two")));
        Watch(one, two);
        Watch(two, one);
        Kill(one);
        Assert.Contains("two:PostStop", Log);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_the_order_of_watching_unwatching_and_dying_nobody_is_told_twice(long seed)
    {
        using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF }", seed);
        for (var round = 0; round < 20; round++)
        {
            Log.Clear();
            var watcher = system.System.ActorOf(new Script("w", Log) { Receive = LogDeath }.Props());
            var subject = system.System.ActorOf(NewScript("s").Props(), "s" + round);
            watcher.Tell((Action<ScriptedActor>)(_ => ScriptedActor.Ctx.Watch(subject)), ActorRefs.NoSender);
            subject.Tell(PoisonPill.Instance, ActorRefs.NoSender);
            watcher.Tell((Action<ScriptedActor>)(_ =>
            {
                ScriptedActor.Ctx.Unwatch(subject);
                Log.Clear();
                ScriptedActor.Ctx.Watch(subject);
            }), ActorRefs.NoSender);
            system.Executor.RunUntilIdle();
            Assert.Equal(1, Deaths("s"));
        }
    }

    public static TheoryData<long> Seeds() => [.. Enumerable.Range(1, 20).Select(i => (long)i)];
}

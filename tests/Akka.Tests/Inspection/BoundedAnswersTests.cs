using Akka.Actor;
using Akka.Inspection;
using Akka.Tests.Actor;

namespace Akka.Tests.Inspection;

/// <summary>Answers stay small however large the system is, and what is asked for is found.</summary>
public sealed class BoundedAnswersTests : CoreTest
{
    private Inspector Look => System.Inspect();

    private IActorRef ParentOf(int children)
    {
        var parent = Start(NewScript("p"));
        Inside(parent, _ =>
        {
            for (var i = 0; i < children; i++) ScriptedActor.Ctx.ActorOf(Props.Create<Quiet>());
        });
        return parent;
    }

    [Fact]
    public void Pages_show_every_child_once_and_end()
    {
        var parent = ParentOf(250);
        var seen = new List<IActorRef>();
        var sizes = new List<int>();
        long? from = 0;
        while (from is { } at)
        {
            var page = Look.Children(parent, at, 100);
            Assert.Equal(250, page.Total);
            sizes.Add(page.Actors.Count);
            seen.AddRange(page.Actors.Select(child => child.Actor));
            from = page.Next;
        }

        Assert.Equal([100, 100, 50], sizes);
        Assert.Equal(((ActorCell)parent).GetChildren(), seen);
    }

    [Fact]
    public void A_page_that_ends_with_the_last_child_is_the_last()
    {
        var parent = ParentOf(100);
        Assert.Null(Look.Children(parent, 0, 100).Next);
    }

    [Fact]
    public void Children_that_stop_between_two_pages_are_left_out_and_no_other_is()
    {
        var parent = ParentOf(30);
        var all = ((ActorCell)parent).GetChildren().ToArray();
        var first = Look.Children(parent, 0, 10);
        for (var i = 5; i < 15; i++) System.Stop(all[i]);
        Run();
        var second = Look.Children(parent, first.Next!.Value, 100);

        Assert.Equal(all[15..], second.Actors.Select(child => child.Actor));
    }

    [Fact]
    public void The_children_of_the_root_are_the_guardians() =>
        Assert.Equal(["user", "system"], Look.Children().Actors.Select(child => child.Path.Name));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10_001)]
    [InlineData(-1, 10)]
    public void A_page_has_a_size_within_reason(long from, int most) => Assert.Throws<ArgumentOutOfRangeException>(() => Look.Children(null, from, most));

    [Fact]
    public void The_top_is_found_in_order()
    {
        var parent = ParentOf(50);
        var children = ((ActorCell)parent).GetChildren().ToArray();
        for (var i = 0; i < children.Length; i++)
            for (var m = 0; m < i % 7; m++) children[i].Tell("x", ActorRefs.NoSender);

        var top = Look.Top(ActorAttribute.MailboxDepth, 3, under: parent);

        Assert.True(top.IsComplete);
        Assert.Equal(51, top.Looked);
        Assert.Equal([6, 6, 6], top.Actors.Select(one => one.Value));
        Assert.Equal([children[6], children[13], children[20]], top.Actors.Select(one => one.Info.Actor));
        Run();
        Assert.Empty(Look.Top(ActorAttribute.MailboxDepth, 3, under: parent).Actors);
    }

    [Fact]
    public void Over_a_window_the_growth_counts()
    {
        var old = Start(NewScript("old"));
        Send(old, [.. Enumerable.Repeat("x", 100)]);
        var busy = Start(NewScript("busy"));
        Send(busy, "x");

        var asked = Look.TopOver(ActorAttribute.MessageCount, TimeSpan.FromSeconds(1), 1);
        Send(busy, "x", "x", "x");
        var top = Executor.Run(asked);

        Assert.Same(busy, Assert.Single(top.Actors).Info.Actor);
        Assert.Equal(3, top.Actors[0].Value);
    }

    [Fact]
    public void A_sample_of_a_large_system_is_spread_over_it_and_reaches_deeper_levels()
    {
        var parent = ParentOf(10_000);
        var children = ((ActorCell)parent).GetChildren().ToArray();
        foreach (var child in children) child.Tell("spawn", ActorRefs.NoSender);
        Run();

        var top = Look.Top(ActorAttribute.MessageCount, 1000, sample: 1000, under: parent);

        Assert.False(top.IsComplete);
        Assert.InRange(top.Looked, 900, 1000);
        Assert.InRange(top.Actors.Count(one => Array.IndexOf(children, one.Info.Actor) >= 5_000), 200, 300);
        Assert.Contains(Look.Top(ActorAttribute.ChildCount, 10, 1000, parent).Actors, one => one.Value == 10_000);
    }

    [Fact]
    public void A_system_with_more_actors_than_are_looked_at_is_never_walked_whole()
    {
        var parent = ParentOf(100_000);
        var looked = Look.Top(ActorAttribute.MailboxDepth, 10, 500);
        Assert.False(looked.IsComplete);
        Assert.InRange(looked.Looked, 1, 500);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Look.Children(parent, 0, 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void Looking_leaves_nothing_behind_in_the_actors()
    {
        var parent = ParentOf(1);
        var child = Look.Children(parent).Actors[0];
        Assert.NotSame(child.Path, Look.Children(parent).Actors[0].Path);
        Assert.Equal(child.Path, child.Actor.Path);
    }

    private sealed class Quiet : ActorBase
    {
        protected override bool Receive(object message)
        {
            if (message is "spawn") Context.ActorOf(Props.Create<Quiet>());
            return true;
        }
    }
}

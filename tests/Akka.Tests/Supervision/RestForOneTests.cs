using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Supervision;

/// <summary>With rest-for-one, a failure concerns the failed child and those started after it.</summary>
public sealed class RestForOneTests : CoreTest
{
    [Fact]
    public void A_failed_child_and_those_started_after_it_are_restarted()
    {
        var children = Family(new RestForOneStrategy(_ => Directive.Restart));
        Send(children["b"], new BoomException());
        Assert.DoesNotContain(Log, entry => entry.StartsWith("a:", StringComparison.Ordinal));
        Assert.Equal(["b:PostRestart(boom)", "c:PostRestart(boom)"], Log.Where(entry => entry.Contains("PostRestart", StringComparison.Ordinal)).Order());
        Log.Clear();
        Send(children["c"], "works");
        Logged("c:works");
    }

    [Fact]
    public void Restarted_children_keep_their_place()
    {
        var children = Family(new RestForOneStrategy(_ => Directive.Restart));
        Send(children["b"], new BoomException());
        Log.Clear();
        Send(children["c"], new BoomException());
        Assert.All(Log, entry => Assert.StartsWith("c:", entry, StringComparison.Ordinal));
    }

    [Fact]
    public void Stopping_concerns_the_same_children()
    {
        var children = Family(new RestForOneStrategy(_ => Directive.Stop));
        Send(children["b"], new BoomException());
        Assert.Equal(["b:PostStop", "c:PostStop"], Log.Where(entry => entry.EndsWith("PostStop", StringComparison.Ordinal)).Order());
        Log.Clear();
        Send(children["a"], "works");
        Logged("a:works");
    }

    [Fact]
    public void Resuming_concerns_the_failed_child_alone()
    {
        var children = Family(new RestForOneStrategy(_ => Directive.Resume));
        Send(children["b"], new BoomException(), "works");
        Logged("b:works");
    }

    [Fact]
    public void Too_many_restarts_stop_the_children_concerned()
    {
        var children = Family(new RestForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Send(children["b"], new BoomException());
        Log.Clear();
        Send(children["b"], new BoomException());
        Assert.Equal(["b:PostStop", "c:PostStop"], Log.Where(entry => entry.EndsWith("PostStop", StringComparison.Ordinal)).Order());
    }

    // Children a, b, c, started in this order; the log is empty afterwards.
    private Dictionary<string, IActorRef> Family(SupervisorStrategy strategy)
    {
        var children = new Dictionary<string, IActorRef>();
        var parent = Start(new Script("parent", Log) { Strategy = strategy });
        Inside(parent, actor =>
        {
            foreach (var name in new[] { "a", "b", "c" }) children[name] = actor.Spawn(NewScript(name));
        });
        Log.Clear();
        return children;
    }
}

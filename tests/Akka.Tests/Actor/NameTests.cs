using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>Names are legal, unique among siblings, and free again when their actor has terminated; uids tell incarnations apart.</summary>
public sealed class NameTests : CoreTest
{
    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a#1")]
    [InlineData("ä")]
    [InlineData("a%")]
    [InlineData("a%2")]
    [InlineData("a%zz")]
    [InlineData("a?")]
    [InlineData("a\0")]
    public void An_illegal_name_is_refused(string name)
    {
        Assert.Throws<InvalidActorNameException>(() => System.ActorOf(NewScript("a").Props(), name));
        Run();
        Assert.Empty(Log);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a-b_c.d*e$f+g:h@i&j=k,l!m~n'o;p(q)\"")]
    [InlineData("%20%C3%a4")]
    [InlineData("..a")]
    public void A_legal_name_is_taken_as_it_is(string name)
    {
        Assert.Equal(name, System.ActorOf(NewScript("a").Props(), name).Path.Name);
    }

    [Fact]
    public void A_name_that_a_sibling_has_is_refused()
    {
        var first = Start(NewScript("a"));
        var failure = Assert.Throws<InvalidActorNameException>(() => System.ActorOf(NewScript("a").Props(), "a"));
        Assert.Contains("\"a\" is not unique", failure.Message);
        Assert.Same(first, Extended.Guardian.GetChild(["a"]));
    }

    [Fact]
    public void A_name_is_free_again_only_after_its_actor_has_terminated()
    {
        var parent = Start(NewScript("p"));
        Inside(parent, p => p.Spawn(NewScript("c")));
        var refused = default(Exception);
        Inside(parent, p =>
        {
            ScriptedActor.Ctx.Stop(ScriptedActor.Ctx.Child("c"));
            refused = Record.Exception(() => p.Spawn(NewScript("c")));
        });
        Assert.IsType<InvalidActorNameException>(refused);
        Inside(parent, p => p.Spawn(NewScript("c")));
        Assert.False(Child(parent, "c").IsNobody());
    }

    [Fact]
    public void The_same_name_under_another_parent_is_fine()
    {
        foreach (var name in new[] { "p", "q" })
            Inside(Start(NewScript(name)), p => p.Spawn(NewScript("same")));
        Assert.Equal(2, Log.Count(l => l == "same:PreStart"));
    }

    [Fact]
    public void Made_up_names_are_unique_and_start_with_a_dollar_sign()
    {
        var names = Enumerable.Range(0, 10_000).Select(_ => System.ActorOf(Props.Empty).Path.Name).ToList();
        Assert.Equal(10_000, names.Distinct().Count());
        Assert.All(names, n => Assert.Equal('$', n[0]));
    }

    [Fact]
    public void An_actor_with_a_made_up_name_is_found_by_it()
    {
        var actors = Enumerable.Range(0, 300).Select(_ => System.ActorOf(Props.Empty)).ToList();
        for (var i = 0; i < actors.Count; i += 3) System.Stop(actors[i]);
        Run();
        for (var i = 0; i < actors.Count; i++)
        {
            var found = Extended.Guardian.GetChild([actors[i].Path.Name]);
            Assert.Equal(i % 3 == 0 ? ActorRefs.Nobody : actors[i], found);
        }
    }

    [Fact]
    public void Two_incarnations_of_a_name_have_different_uids_and_are_not_equal()
    {
        var first = Start(NewScript("a"));
        System.Stop(first);
        Run();
        var second = Start(NewScript("a"));
        Assert.Equal(first.Path.ToString(), second.Path.ToString());
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        Assert.NotEqual(first, second);
        Assert.NotEqual(0, second.Path.Uid);
    }

    [Fact]
    public void A_message_for_the_first_incarnation_never_reaches_the_second()
    {
        var first = Start(NewScript("a"));
        System.Stop(first);
        Run();
        Start(NewScript("a"));
        Log.Clear();
        Send(first, "late");
        Logged();
        Assert.Single(DeadLetters);
    }

    [Fact]
    public void Children_are_listed_in_the_order_in_which_they_were_made()
    {
        var parent = Start(NewScript("p"));
        foreach (var name in new[] { "z", "a", "m" }) Inside(parent, p => p.Spawn(NewScript(name)));
        Assert.Equal(["z", "a", "m"], ((ActorCell)parent).GetChildren().Select(c => c.Path.Name));
    }

    [Fact]
    public void A_child_that_is_not_there_is_Nobody()
    {
        Assert.True(Child(Start(NewScript("p")), "none").IsNobody());
    }

    [Fact]
    public void A_parent_of_many_children_that_come_and_go_stays_fast()
    {
        // Quadratic work for 200,000 children would be 40,000,000,000 steps.
        const int Many = 200_000;
        var parent = Start(NewScript("p"));
        var made = new IActorRef[Many];
        Inside(parent, _ =>
        {
            for (var i = 0; i < Many; i++) made[i] = ScriptedActor.Ctx.ActorOf(Props.Empty, i % 2 == 0 ? "n" + i : null);
        });
        Assert.Equal(Many, ((ActorCell)parent).GetChildren().Count());
        for (var i = 0; i < Many; i++) made[i].Tell(PoisonPill.Instance, ActorRefs.NoSender);
        Run();
        Assert.Empty(((ActorCell)parent).GetChildren());
        Inside(parent, p => p.Spawn(NewScript("n0")));
        Assert.False(Child(parent, "n0").IsNobody());
    }
}

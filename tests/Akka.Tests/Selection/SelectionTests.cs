using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Selection;

/// <summary>A selection reaches exactly the actors that its path matches when the message is told; where nobody matches it says so.</summary>
public sealed class SelectionTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public SelectionTests()
    {
        // /user/a, /user/a/x, /user/a/y, /user/a/x/deep, /user/b, /user/b/x
        foreach (var (path, name) in new[] { ("", "a"), ("a", "x"), ("a", "y"), ("a/x", "deep"), ("", "b"), ("b", "x") })
        {
            var script = new Script(path.Length == 0 ? name : path + "/" + name, Log);
            if (path.Length == 0) System.ActorOf(script.Props(), name);
            else Inside(At("/user/" + path), _ => ScriptedActor.Ctx.ActorOf(script.Props(), name));
            Run();
        }

        Log.Clear();
    }

    private IActorRef At(string path) => Executor.Run(System.ActorSelection(path).ResolveOne(Second));

    private string[] Reached(string path, IActorRef? from = null)
    {
        Log.Clear();
        if (from is null) System.ActorSelection(path).Tell("hit");
        else Inside(from, _ => ScriptedActor.Ctx.ActorSelection(path).Tell("hit"));
        Run();
        return [.. Log.Select(l => l.Split(':')[0]).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("/user/a", "a")]
    [InlineData("/user/a/x/deep", "a/x/deep")]
    [InlineData("akka://test/user/b/x", "b/x")]
    [InlineData("user/a", "a")]
    [InlineData("/user/*", "a,b")]
    [InlineData("/user/a/*", "a/x,a/y")]
    [InlineData("/user/*/x", "a/x,b/x")]
    [InlineData("/user/*/x/deep", "a/x/deep")]
    [InlineData("/user/?", "a,b")]
    [InlineData("/user/a/x/d*p", "a/x/deep")]
    [InlineData("/user/a/x/d?p", "")]
    [InlineData("/user/a/**", "a/x,a/x/deep,a/y")]
    [InlineData("/user/**", "a,a/x,a/x/deep,a/y,b,b/x")]
    [InlineData("/user/a/../b", "b")]
    [InlineData("/user/a/x/../../b/./x", "")]
    [InlineData("/user/a/x/..", "a")]
    [InlineData("/user/a/../../../../user/b", "b")]
    [InlineData("/user//a", "a")]
    [InlineData("/user/none", "")]
    [InlineData("/user/none/*", "")]
    public void An_absolute_path_reaches(string path, string expected)
    {
        Assert.Equal(expected.Length == 0 ? [] : expected.Split(','), Reached(path));
    }

    [Theory]
    [InlineData("x", "a/x")]
    [InlineData("*", "a/x,a/y")]
    [InlineData("../b", "b")]
    [InlineData("../*", "a,b")]
    [InlineData("../*/x", "a/x,b/x")]
    [InlineData("**", "a/x,a/x/deep,a/y")]
    [InlineData("..", "")]
    [InlineData("", "a")]
    public void A_path_relative_to_an_actor_reaches(string path, string expected)
    {
        Assert.Equal(expected.Length == 0 ? [] : expected.Split(','), Reached(path, At("/user/a")));
    }

    [Fact]
    public void The_sender_comes_along()
    {
        IActorRef? from = null;
        System.ActorOf(new Script("c", Log) { Receive = (c, _) => { from = c.From; return true; } }.Props(), "c");
        Run();
        var sender = At("/user/a");
        System.ActorSelection("/user/c").Tell("x", sender);
        Run();
        Assert.Equal(sender, from);
    }

    [Fact]
    public void Recursion_in_the_middle_of_a_path_is_refused()
    {
        Assert.Throws<IllegalActorNameException>(() => System.ActorSelection("/user/**/x"));
    }

    [Fact]
    public void A_message_to_a_name_that_nobody_has_is_a_dead_letter_that_names_the_path()
    {
        Reached("/user/a/none/more");
        var letter = Assert.Single(DeadLetters);
        Assert.Equal(("hit", "akka://test/user/a/none/more"), (letter.Message, letter.Recipient.Path.ToString()));
    }

    [Fact]
    public void The_way_up_ends_at_the_root_and_nothing_is_lost_there()
    {
        Reached("/user/../../../none");
        Assert.Equal("akka://test/none", Assert.Single(DeadLetters).Recipient.Path.ToString());
    }

    [Fact]
    public void Identify_is_answered_by_each_with_the_id_of_the_question()
    {
        var answers = new List<ActorIdentity>();
        var asker = Start(new Script("asker", Log)
        {
            Receive = (_, m) =>
            {
                if (m is ActorIdentity identity) answers.Add(identity);
                return m is ActorIdentity;
            },
        });
        System.ActorSelection("/user/a/*").Tell(new Identify(17), asker);
        Run();
        Assert.Equal(["x", "y"], answers.Select(i => i.Subject!.Path.Name).Order());
        Assert.All(answers, i => Assert.Equal(17, i.MessageId));

        answers.Clear();
        System.ActorSelection("/user/none").Tell(new Identify(18), asker);
        Run();
        Assert.Null(Assert.Single(answers).Subject);
    }

    [Fact]
    public void ResolveOne_gives_the_actor_itself()
    {
        var actor = At("/user/a/x");
        Assert.Same(Extended.Guardian.GetChild(["a", "x"]), actor);
    }

    [Fact]
    public void ResolveOne_fails_when_nobody_is_there()
    {
        var found = System.ActorSelection("/user/none").ResolveOne(Second);
        RunFor(1100);
        Assert.IsType<ActorNotFoundException>(found.Exception!.InnerException);
    }

    [Fact]
    public void ResolveOne_fails_when_nobody_answers_in_time()
    {
        var actor = At("/user/a");
        ((IInternalActorRef)actor).Suspend();
        var found = System.ActorSelection("/user/a").ResolveOne(Second);
        RunFor(1100);
        Assert.IsType<ActorNotFoundException>(found.Exception!.InnerException);
        ((IInternalActorRef)actor).Resume();
    }

    [Fact]
    public void A_selection_can_be_asked()
    {
        System.ActorOf(new Script("c", Log) { Receive = (c, _) => { c.From.Tell("answer"); return true; } }.Props(), "c");
        Assert.Equal("answer", Executor.Run(System.ActorSelection("/user/c").Ask<string>("x", Second)));
    }

    [Fact]
    public void The_actor_is_looked_up_anew_for_every_message()
    {
        var selection = System.ActorSelection("/user/later");
        selection.Tell("one");
        Run();
        System.ActorOf(NewScript("later").Props(), "later");
        Run();
        Log.Clear();
        selection.Tell("two");
        Run();
        Logged("later:two");
        Assert.Equal("one", Assert.Single(DeadLetters).Message);
    }

    [Fact]
    public void Selections_are_equal_when_anchor_and_path_are()
    {
        Assert.Equal(System.ActorSelection("/user/a/*"), System.ActorSelection("/user/a/*"));
        Assert.NotEqual(System.ActorSelection("/user/a/*"), System.ActorSelection("/user/a/?"));
        Assert.Equal("/user/a/*", System.ActorSelection("/user/a/*").PathString);
    }

    [Fact]
    public void A_path_of_another_system_reaches_nobody_here()
    {
        System.ActorSelection("akka://other/user/a").Tell("hit");
        Run();
        Assert.Empty(Log);
        Assert.Single(DeadLetters);
    }

    [Fact]
    public void A_reference_resolved_from_its_text_is_the_actor_unless_the_uid_is_anothers()
    {
        var actor = At("/user/a");
        var text = actor.Path.ToSerializationFormat();
        Assert.Same(actor, Extended.Provider.ResolveActorRef(text));
        Assert.Same(actor, Extended.Provider.ResolveActorRef("akka://test/user/a"));
        Assert.IsType<EmptyLocalActorRef>(Extended.Provider.ResolveActorRef("akka://test/user/a#1"));
        Assert.Equal(System.DeadLetters, Extended.Provider.ResolveActorRef("no path at all"));
    }
}

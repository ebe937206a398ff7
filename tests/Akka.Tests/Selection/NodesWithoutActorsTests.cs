using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.Selection;

/// <summary>Paths under /temp, /deadLetters and /ignore lead to references that are no actors; selections and look-ups find them as they find actors.</summary>
public sealed class NodesWithoutActorsTests : CoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private (IActorRef Asker, Task<object> Answer) Ask()
    {
        IActorRef? asker = null;
        var asked = Start(new Script("asked", Log) { Receive = (c, _) => { asker = c.From; return true; } });
        var answer = asked.Ask("question", Second);
        Run();
        return (asker!, answer);
    }

    [Fact]
    public void One_who_asks_is_found_by_its_path_until_it_is_answered()
    {
        var (asker, answer) = Ask();
        Assert.Equal("temp", asker.Path.Elements[0]);
        Assert.Same(asker, Extended.Provider.ResolveActorRef(asker.Path));
        Assert.Same(asker, Executor.Run(System.ActorSelection(asker.Path).ResolveOne(Second)));
        Assert.Same(asker, Executor.Run(System.ActorSelection(asker.Path.ToString()).ResolveOne(Second)));
        Assert.Same(asker, Executor.Run(System.ActorSelection(asker.Path.ToStringWithoutAddress()).ResolveOne(Second)));

        Assert.False(answer.IsCompleted);
        System.ActorSelection(asker.Path).Tell(42);
        Assert.Equal(42, Executor.Run(answer));
        Assert.IsType<EmptyLocalActorRef>(Extended.Provider.ResolveActorRef(asker.Path));
        var late = System.ActorSelection(asker.Path).ResolveOne(Second);
        RunFor(1100);
        Assert.IsType<ActorNotFoundException>(late.Exception!.InnerException);
    }

    [Fact]
    public void The_question_who_is_there_is_no_answer()
    {
        var (asker, answer) = Ask();
        asker.Tell(new Identify(1), System.DeadLetters);
        Run();
        Assert.False(answer.IsCompleted);
        asker.Tell("answer");
        Assert.Equal("answer", Executor.Run(answer));
    }

    [Fact]
    public void A_message_selected_for_dead_letters_is_one()
    {
        System.ActorSelection("/deadLetters").Tell("lost");
        Run();
        var letter = Assert.Single(DeadLetters);
        Assert.Equal(("lost", System.DeadLetters), (letter.Message, letter.Recipient));
    }

    [Fact]
    public void A_message_for_somebody_below_dead_letters_or_below_temp_is_a_dead_letter()
    {
        System.ActorSelection("/deadLetters/a").Tell("one");
        System.ActorSelection("/temp/none").Tell("two");
        System.ActorSelection("/temp/*").Tell("three");
        Run();
        Assert.Equal(["one", "two", "three"], DeadLetters.Select(l => l.Message));
    }

    [Fact]
    public void A_message_selected_for_the_one_that_ignores_disappears()
    {
        System.ActorSelection("/ignore").Tell("away");
        Run();
        Assert.Empty(DeadLetters);
        Assert.Same(System.IgnoreRef, Extended.Provider.ResolveActorRef("akka://test/ignore"));
    }

    [Theory]
    [InlineData("/deadLetters")]
    [InlineData("/deadLetters/")]
    [InlineData("deadLetters")]
    [InlineData("akka://all-systems/Nobody")]
    [InlineData("akka://all-systems/user")]
    [InlineData("akka:///nobody")]
    [InlineData("foo://user")]
    [InlineData("a/b/c")]
    public void Nobody_answers_for_what_is_no_actor(string path)
    {
        var found = System.ActorSelection(path).Ask<ActorIdentity>(new Identify(7), Second);
        Assert.Null(Executor.Run(found).Subject);
    }

    [Fact]
    public void A_selection_shows_its_anchor_with_uid_and_its_path()
    {
        var actor = Start(NewScript("a"));
        Assert.Equal($"ActorSelection[Anchor(akka://test/user/a#{actor.Path.Uid}), Path(/../*/b)]", new ActorSelection(actor, "../*/b").ToString());
    }
}

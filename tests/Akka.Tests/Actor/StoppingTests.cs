using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>An actor stops where it was told to, and every message it did not handle is seen as a dead letter once.</summary>
public sealed class StoppingTests : CoreTest
{
    [Fact]
    public void PoisonPill_stops_after_the_messages_that_came_before_it()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Send(actor, "one", "two", PoisonPill.Instance, "three");
        Logged("a:one", "a:two", "a:PostStop");
        Assert.Equal("three", Assert.Single(DeadLetters).Message);
    }

    [Fact]
    public void Stop_overtakes_the_messages_that_wait()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        actor.Tell("one", ActorRefs.NoSender);
        actor.Tell("two", ActorRefs.NoSender);
        System.Stop(actor);
        Run();
        Logged("a:PostStop");
        Assert.Equal(["one", "two"], DeadLetters.Select(d => d.Message));
    }

    [Fact]
    public void A_PoisonPill_behind_a_stop_is_no_dead_letter_that_anybody_is_told_of()
    {
        var suppressed = Published<SuppressedDeadLetter>();
        var actor = Start(NewScript("a"));
        System.Stop(actor);
        Send(actor, PoisonPill.Instance);
        Assert.Empty(DeadLetters);
        Assert.Single(suppressed, s => s.Message is PoisonPill);
    }

    [Fact]
    public void Kill_fails_the_actor_and_stops_it_by_default()
    {
        var errors = Published<Error>();
        var actor = Start(NewScript("a"));
        Log.Clear();
        Send(actor, "one", Kill.Instance, "two");
        Logged("a:one", "a:PostStop");
        Assert.IsType<ActorKilledException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public void Kill_is_a_failure_that_a_supervisor_may_answer_with_a_restart()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Restart) });
        Inside(parent, p => p.Spawn(NewScript("c")));
        Send(Child(parent, "c"), Kill.Instance, "after");
        Assert.Equal("c:after", Log[^1]);
    }

    [Fact]
    public void Dead_letters_name_sender_and_recipient()
    {
        var actor = Start(NewScript("a"));
        var sender = Start(NewScript("s"));
        System.Stop(actor);
        Run();
        actor.Tell("late", sender);
        var letter = Assert.Single(DeadLetters);
        Assert.Equal(("late", sender, actor), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact]
    public void Messages_stashed_and_waiting_become_dead_letters_in_their_order()
    {
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is not int) return false;
                a.Stash.Stash();
                return true;
            },
        });
        Send(actor, 1, 2);
        actor.Tell(3, ActorRefs.NoSender);
        System.Stop(actor);
        Run();
        Assert.Equal([1, 2, 3], DeadLetters.Select(d => (int)d.Message));
    }

    [Fact]
    public void A_message_told_in_PostStop_to_oneself_is_a_dead_letter()
    {
        var actor = Start(new Script("a", Log) { PostStop = a => a.Me.Tell("to myself") });
        System.Stop(actor);
        Run();
        Assert.Single(DeadLetters, d => "to myself".Equals(d.Message));
    }

    [Fact]
    public void No_message_is_lost_or_seen_twice_when_an_actor_stops_among_concurrent_senders()
    {
        const int Senders = 4;
        const int Each = 2_000;
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }");
        var handled = 0;
        var dead = 0;
        var done = new CountdownEvent(Senders * Each);
        system.EventStream.Subscribe(new Callback(m =>
        {
            if (((DeadLetter)m).Message is not int) return;
            Interlocked.Increment(ref dead);
            done.Signal();
        }), typeof(DeadLetter));
        Func<bool> last = () =>
        {
            done.Signal();
            return Interlocked.Increment(ref handled) == Each;
        };
        var actor = system.ActorOf(Props.Create(() => new Counting(last)));
        var threads = Enumerable.Range(0, Senders).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Each; i++) actor.Tell(i, ActorRefs.NoSender);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        done.Wait();
        Assert.Equal(Senders * Each, handled + dead);
        Assert.Equal(Each, handled);
    }

    [Fact]
    public async Task Top_level_actors_made_while_the_system_ends_are_refused_or_stopped_and_the_end_comes()
    {
        for (var round = 0; round < 8; round++)
        {
            using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }");
            using var going = new ManualResetEventSlim();
            var maker = new Thread(() =>
            {
                going.Set();
                while (Record.Exception(() => system.ActorOf(Props.Empty)) is null)
                {
                }
            });
            maker.Start();
            going.Wait();
            await system.Terminate();
            maker.Join();
        }
    }

    private sealed class Counting(Func<bool> last) : ActorBase
    {
        protected override bool Receive(object message)
        {
            if (last()) Context.Stop(Self);
            return true;
        }
    }

    private sealed class Callback(Action<object> callback) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "callbacks")) / "one";

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef? sender) => callback(message);
    }
}

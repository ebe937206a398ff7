using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Stash;

/// <summary>What is stashed comes back once, in its order and with its sender, before everything that came later.</summary>
public sealed class StashTests : CoreTest
{
    // Numbers are stashed while the actor is closed; "open" lets them out.
    private Script Door(string name = "a", bool open = false) => new(name, Log)
    {
        Receive = (a, message) =>
        {
            switch (message)
            {
                case int when !open:
                    a.Stash.Stash();
                    return true;
                case int number:
                    a.Note(number + " from " + a.From.Path.Name);
                    return true;
                case "open":
                    open = true;
                    a.Stash.UnstashAll();
                    return true;
                case "one":
                    open = true;
                    a.Stash.Unstash();
                    return true;
                default:
                    return false;
            }
        },
    };

    private IEnumerable<string> Numbers => Log.Where(l => char.IsAsciiDigit(l[2])).Select(l => l[2..].Split(' ')[0]);

    [Fact]
    public void Stashed_messages_come_back_in_their_order_before_what_came_later()
    {
        var actor = Start(Door());
        Send(actor, 1, 2, 3);
        actor.Tell("open", ActorRefs.NoSender);
        actor.Tell(4, ActorRefs.NoSender);
        Run();
        Assert.Equal(["1", "2", "3", "4"], Numbers);
    }

    [Fact]
    public void Unstash_brings_back_the_oldest_alone()
    {
        var actor = Start(Door());
        Send(actor, 1, 2, "one");
        Assert.Equal(["1"], Numbers);
    }

    [Fact]
    public void A_stashed_message_keeps_its_sender()
    {
        var actor = Start(Door());
        actor.Tell(1, Start(NewScript("sam")));
        Send(actor, "open");
        Assert.Contains("a:1 from sam", Log);
    }

    [Fact]
    public void Unstashing_an_empty_stash_does_nothing()
    {
        var actor = Start(Door());
        Send(actor, "one", "open", 1);
        Assert.Equal(["1"], Numbers);
    }

    [Fact]
    public void Messages_stashed_again_while_they_are_unstashed_keep_their_order()
    {
        var rounds = 0;
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is int number)
                {
                    if (rounds < 3) a.Stash.Stash();
                    else a.Note(number.ToString(null, null));
                    return true;
                }

                if (message is not "again") return false;
                rounds++;
                a.Stash.UnstashAll();
                return true;
            },
        });
        Send(actor, 1, 2, "again", 3, "again", 4, "again", 5);
        Assert.Equal(["1", "2", "3", "4", "5"], Numbers);
    }

    [Fact]
    public void The_same_message_cannot_be_stashed_twice()
    {
        Exception? refused = null;
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is not 1) return false;
                a.Stash.Stash();
                refused = Record.Exception(() => a.Stash.Stash());
                return true;
            },
        });
        Send(actor, 1);
        Assert.IsType<IllegalActorStateException>(refused);
    }

    [Fact]
    public void Two_equal_messages_can_both_be_stashed()
    {
        var actor = Start(Door());
        const string Same = "same";
        object boxed = 7;
        Send(actor, boxed, boxed, Same, "open");
        Assert.Equal(["7", "7"], Numbers);
    }

    [Fact]
    public void A_full_stash_refuses_one_more_and_what_it_holds_stays()
    {
        var (log, seen) = (new List<object>(), new List<Exception>());
        var actor = System.ActorOf(Props.Create(() => new Bounded(log, seen)).WithStashCapacity(2));
        Send(actor, 1, 2, 3, "open");
        Assert.IsType<StashOverflowException>(Assert.Single(seen));
        Assert.Equal([1, 2], log);
    }

    [Fact]
    public void The_capacity_can_be_read_and_the_stash_says_when_it_is_full()
    {
        var seen = new List<(int, int, bool, bool)>();
        var actor = System.ActorOf(Props.Create(() => new Looking(seen)).WithStashCapacity(2));
        Send(actor, 1, 2);
        Assert.Equal([(2, 1, false, false), (2, 2, true, false)], seen);
    }

    [Fact]
    public void The_stash_of_an_actor_that_names_no_capacity_is_unbounded()
    {
        var actor = Start(Door());
        var capacity = 0;
        Inside(actor, a => capacity = a.Stash.Capacity);
        Assert.Equal(-1, capacity);
        for (var i = 0; i < 10_000; i++) actor.Tell(i, ActorRefs.NoSender);
        Send(actor, "open");
        Assert.Equal(10_000, Numbers.Count());
    }

    [Fact]
    public void A_restart_gives_the_stashed_messages_to_the_new_instance()
    {
        var actor = Start(Door());
        Send(actor, 1, 2);
        actor.Tell(new BoomException(), ActorRefs.NoSender);
        actor.Tell("open", ActorRefs.NoSender);
        Run();
        // The fresh instance finds them in front of its mailbox and, closed, stashes them anew before it opens.
        Assert.Equal(["1", "2"], Numbers);
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void PreRestart_can_stash_the_message_that_failed_for_the_new_instance()
    {
        var actor = Start(new Script("a", Log)
        {
            PreRestart = (a, _, _) => a.Stash.Stash(),
            Receive = (a, message) =>
            {
                if (message is not int number) return false;
                if (a.Instance == 1) throw new BoomException();
                a.Note(number.ToString(null, null));
                return true;
            },
        });
        Send(actor, 1, 2);
        Assert.Equal(["1", "2"], Numbers);
    }

    [Fact]
    public void Terminated_can_be_stashed()
    {
        var subject = Start(NewScript("s"));
        var open = false;
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is not Terminated death) return false;
                if (open) a.Note("death of " + death.ActorRef.Path.Name);
                else a.Stash.Stash();
                return true;
            },
        });
        Inside(actor, _ => ScriptedActor.Ctx.Watch(subject));
        System.Stop(subject);
        Run();
        Inside(actor, a =>
        {
            open = true;
            a.Stash.UnstashAll();
        });
        Assert.Equal("a:death of s", Log[^1]);
    }

    [Fact]
    public void The_message_of_a_timer_can_be_stashed()
    {
        var actor = Start(Door());
        Inside(actor, a => a.Timers.StartSingleTimer("t", 9, TimeSpan.FromSeconds(1)));
        RunFor(1100);
        Assert.Empty(Numbers);
        Send(actor, "open");
        Assert.Equal(["9"], Numbers);
    }

    [Fact]
    public void A_receive_timeout_can_be_stashed()
    {
        var open = false;
        var actor = Start(new Script("a", Log)
        {
            Receive = (a, message) =>
            {
                if (message is not ReceiveTimeout) return false;
                ScriptedActor.Ctx.SetReceiveTimeout(null);
                if (open) a.Note("timeout");
                else a.Stash.Stash();
                return true;
            },
        });
        Inside(actor, _ => ScriptedActor.Ctx.SetReceiveTimeout(TimeSpan.FromSeconds(1)));
        RunFor(1500);
        Inside(actor, a =>
        {
            open = true;
            a.Stash.UnstashAll();
        });
        Assert.Equal("a:timeout", Log[^1]);
    }

    [Fact]
    public void Unstashing_by_predicate_brings_back_what_matches_and_forgets_the_rest()
    {
        var actor = Start(Door());
        Send(actor, 1, 2, 3, 4);
        Inside(actor, a => a.Stash.UnstashAll(e => (int)e.Message % 2 == 0));
        Send(actor, "open");
        Assert.Equal(["2", "4"], Numbers);
    }

    [Fact]
    public void Clearing_hands_out_what_was_stashed_and_prepending_puts_it_back_in_front()
    {
        var actor = Start(Door());
        Send(actor, 1, 2);
        var held = new List<Envelope>();
        Inside(actor, a =>
        {
            held.AddRange(a.Stash.ClearStash());
            Assert.True(a.Stash.IsEmpty);
        });
        Send(actor, 3);
        Inside(actor, a => a.Stash.Prepend(held));
        Send(actor, "open");
        Assert.Equal(["1", "2", "3"], Numbers);
    }

    [Fact]
    public void There_is_nothing_to_stash_outside_of_a_message()
    {
        Exception? refused = null;
        Start(new Script("a", Log) { PreStart = a => refused = Record.Exception(() => a.Stash.Stash()) });
        Assert.IsType<IllegalActorStateException>(refused);
    }

    private sealed class Bounded : UntypedActor, IWithStash
    {
        private readonly List<object> _log;
        private readonly List<Exception> _seen;
        private bool _open;

        public Bounded(List<object> log, List<Exception> seen)
        {
            _log = log;
            _seen = seen;
        }

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (message is "open")
            {
                _open = true;
                Stash.UnstashAll();
            }
            else if (_open)
            {
                _log.Add(message);
            }
            else if (Record.Exception(Stash.Stash) is { } refused)
            {
                _seen.Add(refused);
            }
        }
    }

    private sealed class Looking(List<(int, int, bool, bool)> seen) : UntypedActorWithStash
    {
        protected override void OnReceive(object message)
        {
            Stash.Stash();
            seen.Add((Stash.Capacity, Stash.Count, Stash.IsFull, Stash.IsEmpty));
        }
    }
}

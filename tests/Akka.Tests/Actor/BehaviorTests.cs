using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>A message goes to the behaviour in force when it is handled; what no behaviour takes is published as unhandled.</summary>
public sealed class BehaviorTests : CoreTest
{
    private static Receive Noting(ScriptedActor actor, string name) => message =>
    {
        if (message is not string text) return false;
        actor.Note(name + " " + text);
        if (text == "pop") actor.UnbecomeStacked();
        return true;
    };

    [Fact]
    public void Become_replaces_the_behaviour_from_the_next_message_on()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Inside(actor, a =>
        {
            a.Become(Noting(a, "second"));
            a.Note("still first");
        });
        Send(actor, "x");
        Logged("a:still first", "a:second x");
    }

    [Fact]
    public void Stacked_behaviours_come_back_in_reverse_order_down_to_the_first()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Inside(actor, a =>
        {
            a.BecomeStacked(Noting(a, "2"));
            a.BecomeStacked(Noting(a, "3"));
        });
        Send(actor, "pop", "pop", "x");
        Logged("a:3 pop", "a:2 pop", "a:x");
    }

    [Fact]
    public void Become_over_a_stacked_behaviour_replaces_only_that_one()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Inside(actor, a =>
        {
            a.BecomeStacked(Noting(a, "2"));
            a.BecomeStacked(Noting(a, "3"));
            a.Become(Noting(a, "4"));
        });
        Send(actor, "pop", "x");
        Logged("a:4 pop", "a:2 x");
    }

    [Fact]
    public void Unbecome_without_a_stack_leaves_the_first_behaviour()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        Inside(actor, a =>
        {
            a.UnbecomeStacked();
            a.UnbecomeStacked();
        });
        Send(actor, "x");
        Logged("a:x");
    }

    [Fact]
    public void A_restart_begins_with_the_first_behaviour()
    {
        var actor = Start(NewScript("a"));
        Inside(actor, a =>
        {
            a.BecomeStacked(Noting(a, "2"));
            a.BecomeStacked(message => message is Exception failure ? throw failure : Noting(a, "3")(message));
        });
        Send(actor, new BoomException());
        Log.Clear();
        Inside(actor, a => a.UnbecomeStacked());
        Send(actor, "x");
        Logged("a:x");
    }

    [Fact]
    public void A_resume_keeps_the_behaviour()
    {
        var parent = Start(new Script("p", Log) { Strategy = new OneForOneStrategy(_ => Directive.Resume) });
        Inside(parent, p => p.Spawn(NewScript("c")));
        var child = Child(parent, "c");
        Inside(child, c => c.Become(message => message is Exception failure ? throw failure : Noting(c, "2")(message)));
        Log.Clear();
        Send(child, new BoomException(), "x");
        Logged("c:2 x");
    }

    [Fact]
    public void A_behaviour_set_in_the_constructor_or_in_PreStart_is_in_force_at_the_first_message()
    {
        var actor = Start(new Script("a", Log) { Constructor = a => a.BecomeStacked(Noting(a, "ctor")), PreStart = a => a.BecomeStacked(Noting(a, "start")) });
        Log.Clear();
        Send(actor, "pop", "x");
        Logged("a:start pop", "a:ctor x");
    }

    [Fact]
    public void An_unhandled_message_is_published_with_sender_and_recipient()
    {
        var unhandled = Published<UnhandledMessage>();
        var actor = Start(NewScript("a"));
        var sender = Start(NewScript("s"));
        actor.Tell(42, sender);
        Run();
        var one = Assert.Single(unhandled);
        Assert.Equal((42, sender, actor), ((int)one.Message, one.Sender, one.Recipient));
    }

    [Fact]
    public void Handlers_are_tried_in_their_order_and_the_first_that_takes_the_message_has_it()
    {
        var actor = System.ActorOf(Props.Create(() => new Declared(Log)));
        Send(actor, "short", "a long text", 3, -1, 2.5, 'c');
        Logged("short text short", "text a long text", "positive 3", "int -1", "odd 2.5", "any c");
    }

    [Fact]
    public void A_handler_after_one_for_everything_is_refused()
    {
        var errors = Published<Error>();
        System.ActorOf(Props.Create(() => new AnyThenMore()));
        Run();
        Assert.IsType<InvalidOperationException>(Assert.Single(errors).Cause!.InnerException);
    }

    [Fact]
    public void A_handler_declared_while_handling_a_message_is_refused()
    {
        var errors = Published<Error>();
        var actor = System.ActorOf(Props.Create(() => new DeclaresLate()));
        Send(actor, "go");
        Assert.IsType<InvalidOperationException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public void Handlers_declared_in_Become_replace_those_of_the_constructor()
    {
        var unhandled = Published<UnhandledMessage>();
        var actor = System.ActorOf(Props.Create(() => new Switching(Log)));
        Send(actor, "to b", "x", 1, "back", 1, "x");
        Logged("a to b", "b x", "b back", "a back 1", "a x");
        Assert.Equal(1, Assert.Single(unhandled).Message);
    }

    [Fact]
    public void A_message_that_is_null_is_refused_where_it_is_told()
    {
        var actor = Start(NewScript("a"));
        Assert.Throws<InvalidMessageException>(() => actor.Tell(null!, ActorRefs.NoSender));
    }

    [Fact]
    public void Messages_of_one_sender_are_handled_in_the_order_in_which_they_were_told()
    {
        var actor = Start(NewScript("a"));
        Log.Clear();
        for (var i = 0; i < 1000; i++) actor.Tell(i.ToString("D4", null), ActorRefs.NoSender);
        Run();
        Assert.Equal(Log.Order(StringComparer.Ordinal), Log);
        Assert.Equal(1000, Log.Count);
    }

    [Fact]
    public void Forward_keeps_the_first_sender()
    {
        var end = Start(new Script("end", Log) { Receive = (a, _) => { a.Note("from " + a.From.Path.Name); return true; } });
        var middle = Start(new Script("middle", Log) { Receive = (_, m) => { end.Forward(m); return true; } });
        var first = Start(NewScript("first"));
        Log.Clear();
        middle.Tell("x", first);
        Run();
        Logged("end:from first");
    }

    private sealed class Declared : ReceiveActor
    {
        public Declared(List<string> log)
        {
            Receive<string>(s => s.Length < 6, s => log.Add("short text " + s));
            Receive<string>(s => log.Add("text " + s));
            Receive<int>(i =>
            {
                if (i <= 0) return false;
                log.Add("positive " + i);
                return true;
            });
            Receive<int>(i => log.Add("int " + i));
            Receive(typeof(double), d => log.Add("odd " + d));
            ReceiveAny(m => log.Add("any " + m));
        }
    }

    private sealed class AnyThenMore : ReceiveActor
    {
        public AnyThenMore()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }

    private sealed class DeclaresLate : ReceiveActor
    {
        public DeclaresLate() => Receive<string>(_ => Receive<int>(_ => { }));
    }

    private sealed class Switching : ReceiveActor
    {
        private readonly List<string> _log;

        public Switching(List<string> log)
        {
            _log = log;
            A();
        }

        private void A()
        {
            Receive<string>(s => s == "to b", s =>
            {
                _log.Add("a " + s);
                BecomeStacked(B);
            });
            Receive<string>(s => _log.Add("a " + s));
            Receive<int>(i => _log.Add("a back " + i));
        }

        private void B() => Receive<string>(s =>
        {
            _log.Add("b " + s);
            if (s == "back") UnbecomeStacked();
        });
    }
}

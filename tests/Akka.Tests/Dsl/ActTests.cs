using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Tests.Actor;

namespace Akka.Tests.Dsl;

/// <summary>An actor written as one function lives as any other; hooks that it sets take the place of the default ones.</summary>
public sealed class ActTests : CoreTest
{
    [Fact]
    public void Handlers_get_message_and_context()
    {
        var actor = System.ActorOf(act =>
        {
            act.Receive<int>((n, _) => Log.Add("small " + n), n => n < 10);
            act.Receive<int>(n => n < 100, (n, _) => Log.Add("middle " + n));
            act.Receive<string>((text, ctx) => Log.Add(text + " at " + ctx.Self.Path.Name));
            act.ReceiveAny((other, _) => Log.Add("any " + other));
        }, "act");
        Send(actor, 1, 50, 500, "text");
        Logged("small 1", "middle 50", "any 500", "text at act");
    }

    [Fact]
    public void Async_handlers_hold_back_what_follows()
    {
        var gate = new TaskCompletionSource();
        var actor = System.ActorOf(act => act.ReceiveAsync<string>(async (text, ctx) =>
        {
            Log.Add("begin " + text);
            await gate.Task;
            Log.Add("end " + text + " at " + ctx.Self.Path.Name);
        }), "act");
        Send(actor, "a", "b");
        Logged("begin a");
        gate.SetResult();
        Run();
        Logged("end a at act", "begin b", "end b at act");
    }

    [Fact]
    public void Hooks_that_are_set_replace_the_default_ones_which_can_be_called()
    {
        var actor = System.ActorOf((act, ctx) =>
        {
            Log.Add("made " + ctx.Self.Path.Name);
            act.OnPreStart = _ => Log.Add("PreStart");
            act.OnPreRestart = (reason, message, _) =>
            {
                Log.Add($"PreRestart {reason.Message} {message}");
                act.DefaultPreRestart(reason, message);
            };
            act.OnPostRestart = (reason, _) =>
            {
                Log.Add("PostRestart " + reason.Message);
                act.DefaultPostRestart(reason);
            };
            act.OnPostStop = _ => Log.Add("PostStop");
            act.Receive<string>((_, _) => throw new BoomException());
        }, "act");
        Run();
        Logged("made act", "PreStart");
        Send(actor, "x");
        Logged("PreRestart boom x", "PostStop", "made act", "PostRestart boom", "PreStart");
        Send(actor, PoisonPill.Instance);
        Logged("PostStop");
    }

    [Fact]
    public void Behaviours_can_be_changed_and_children_made()
    {
        var actor = System.ActorOf(act =>
        {
            act.Receive<string>(text => text == "become", (_, _) => act.BecomeStacked((m, _) =>
            {
                Log.Add("stacked " + m);
                act.UnbecomeStacked();
            }));
            act.Receive<string>(text => text == "child", (_, _) => act.ActorOf(child => child.ReceiveAny((m, _) => Log.Add("child " + m)), "child").Tell("hello"));
            act.Receive<string>((text, _) => Log.Add("first " + text));
        });
        Send(actor, "a", "become", "b", "c", "child");
        Logged("first a", "stacked b", "first c", "child hello");
    }

    [Fact]
    public void A_strategy_that_is_set_supervises_the_children()
    {
        var actor = System.ActorOf(act =>
        {
            act.Strategy = new OneForOneStrategy(_ => Directive.Stop);
            act.OnPreStart = ctx => ctx.Watch(act.ActorOf(child => child.ReceiveAny((_, _) => throw new BoomException()), "child"));
            act.Receive<Terminated>((dead, _) => Log.Add("dead " + dead.ActorRef.Path.Name));
            act.Receive<string>((text, ctx) => ctx.Child("child").Tell(text));
        });
        Send(actor, "x");
        Logged("dead child");
    }
}

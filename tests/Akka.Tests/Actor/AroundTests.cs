using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>A library that wraps an actor's hooks and messages sees every one of them, whatever the behaviour.</summary>
public sealed class AroundTests : CoreTest
{
    [Fact]
    public void Every_message_and_hook_passes_through_the_wrappers()
    {
        var subject = Start(NewScript("s"));
        var actor = System.ActorOf(Props.Create(() => new Wrapped(Log, subject)));
        Run();
        System.Stop(subject);
        Run();
        Log.Clear();
        Send(actor, "one", "become", "two", "unbecome", "three", new BoomException());
        System.Stop(actor);
        Run();
        Logged(
            "around one", "one", "around become", "around two", "other two", "around unbecome", "around three", "three", "around boom",
            "before PreRestart", "before PostStop", "before PostRestart", "around dead", "before PostStop");
    }

    [Fact]
    public void A_wrapper_can_keep_a_message_from_the_behaviour()
    {
        var subject = Start(NewScript("s"));
        var actor = System.ActorOf(Props.Create(() => new Wrapped(Log, subject)));
        Run();
        Log.Clear();
        Send(actor, "swallow", "next");
        Logged("around swallow", "around next", "next");
    }

    private sealed class Wrapped : UntypedActor
    {
        private readonly List<string> _log;
        private readonly IActorRef _subject;

        public Wrapped(List<string> log, IActorRef subject) => (_log, _subject) = (log, subject);

        protected internal override bool AroundReceive(Receive receive, object message)
        {
            _log.Add("around " + (message is Exception failure ? failure.Message : message is Terminated ? "dead" : message));
            return message is "swallow" || base.AroundReceive(receive, message);
        }

        public override void AroundPreRestart(Exception cause, object message)
        {
            _log.Add("before PreRestart");
            base.AroundPreRestart(cause, message);
            PostStopHere();
        }

        public override void AroundPostRestart(Exception cause, object message)
        {
            _log.Add("before PostRestart");
            base.AroundPostRestart(cause, message);
            Context.Watch(_subject);
        }

        public override void AroundPostStop()
        {
            PostStopHere();
            base.AroundPostStop();
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure:
                    throw failure;
                case "become":
                    BecomeStacked(m =>
                    {
                        if (m is "unbecome") UnbecomeStacked();
                        else _log.Add("other " + m);
                    });
                    break;
                case string text:
                    _log.Add(text);
                    break;
            }
        }

        private void PostStopHere() => _log.Add("before PostStop");
    }
}

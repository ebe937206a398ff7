using Akka.Actor;
using Akka.Tests.Actor;

namespace Akka.Tests.DeathWatch;

/// <summary>On real threads too, every watcher hears of a death once, a tree under failures always ends, and nobody is left behind.</summary>
public sealed class DeathWatchRaceTests
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";

    [Fact]
    public async Task Watchers_that_begin_while_the_actor_stops_are_told_once()
    {
        using var system = ActorSystem.Create("threads", Quiet);
        for (var round = 0; round < 50; round++)
        {
            var subject = system.ActorOf(Props.Empty);
            var watchers = Enumerable.Range(0, 8).Select(_ => system.ActorOf(Props.Create(() => new Watcher()))).ToList();
            var told = watchers.Select(w => w.Ask<int>(subject)).ToList();
            subject.Tell(PoisonPill.Instance, ActorRefs.NoSender);
            Assert.All(await Task.WhenAll(told), count => Assert.Equal(1, count));
            Assert.All(await Task.WhenAll(watchers.Select(w => w.Ask<int>("count"))), count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public async Task A_tree_whose_actors_fail_restart_and_stop_all_the_time_still_ends()
    {
        for (var round = 0; round < 3; round++)
        {
            using var system = ActorSystem.Create("threads", Quiet);
            var tops = Enumerable.Range(0, 8).Select(i => system.ActorOf(Props.Create(() => new Node(3)), "n" + i)).ToList();
            for (var i = 0; i < 3_000; i++) tops[i % tops.Count].Tell(i, ActorRefs.NoSender);
            await system.Terminate();
            Assert.All(tops, t => Assert.True(((IInternalActorRef)t).IsTerminated));
        }
    }

    private sealed class Watcher : UntypedActor
    {
        private int _deaths;
        private IActorRef? _asked;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case IActorRef subject:
                    _asked = Sender;
                    Context.Watch(subject);
                    break;
                case Terminated:
                    _asked!.Tell(++_deaths);
                    break;
                default:
                    Sender.Tell(_deaths);
                    break;
            }
        }
    }

    // Passes numbers down; some of them are failures, some stop a child, some make one.
    private sealed class Node(int depth) : UntypedActor
    {
        protected override void PreStart()
        {
            if (depth == 0) return;
            for (var i = 0; i < 3; i++) Context.Watch(Context.ActorOf(Props.Create(() => new Node(depth - 1))));
        }

        protected override void OnReceive(object message)
        {
            if (message is not int number) return;
            foreach (var child in Context.GetChildren()) child.Tell(number);
            switch (number % 97)
            {
                case 13:
                    throw new BoomException();
                case 29 when Context.GetChildren().FirstOrDefault() is { } child:
                    Context.Stop(child);
                    break;
                case 41:
                    RunTask(async () =>
                    {
                        await Task.Yield();
                        Context.Parent.Tell("went on");
                        await Task.Yield();
                        if (number % 2 == 0) throw new BoomException();
                    });
                    break;
                case 31 when depth == 1:
                    Context.Stop(Self);
                    break;
            }
        }

        protected internal override SupervisorStrategy SupervisorStrategy() => depth % 2 == 0
            ? new AllForOneStrategy(20, -1, _ => Directive.Restart, loggingEnabled: false)
            : new OneForOneStrategy(-1, -1, e => e.HResult % 2 == 0 ? Directive.Resume : Directive.Escalate, loggingEnabled: false);
    }
}

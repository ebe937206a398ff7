using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>No actor keeps others from running: a run ends after a number of messages, or after a time, whichever comes first.</summary>
public sealed class DispatcherTests : CoreTest
{
    public DispatcherTests() : base("""
        five { throughput = 5 }
        timed { throughput = 1000, throughput-deadline-time = 10ms }
        odder { type = NoSuchDispatcher }
        """)
    {
    }

    private (IActorRef Actor, List<long> Steps) Stepping(string dispatcher, TimeSpan each = default)
    {
        var steps = new List<long>();
        Action step = () =>
        {
            steps.Add(Executor.Steps);
            if (each > TimeSpan.Zero) Executor.Time.Advance(each);
        };
        return (System.ActorOf(Props.Create(() => new Calling(step)).WithDispatcher(dispatcher)), steps);
    }

    [Fact]
    public void A_run_handles_as_many_messages_as_its_dispatcher_allows()
    {
        var (actor, steps) = Stepping("five");
        Send(actor, [.. Enumerable.Range(0, 23).Cast<object>()]);
        Assert.Equal([5, 5, 5, 5, 3], steps.GroupBy(s => s).Select(g => g.Count()));
    }

    [Fact]
    public void The_default_is_thirty_messages()
    {
        var (actor, steps) = Stepping("");
        Send(actor, [.. Enumerable.Range(0, 70).Cast<object>()]);
        Assert.Equal([30, 30, 10], steps.GroupBy(s => s).Select(g => g.Count()));
    }

    [Fact]
    public void A_run_of_slow_messages_ends_when_its_time_is_over()
    {
        var (actor, steps) = Stepping("timed", TimeSpan.FromMilliseconds(6));
        Send(actor, [.. Enumerable.Range(0, 200).Cast<object>()]);
        var runs = steps.GroupBy(s => s).Select(g => g.Count()).ToList();
        // The first run does not know yet how slow the messages are; every later one looks at the clock after each.
        Assert.All(runs.Skip(1), r => Assert.InRange(r, 1, 4));
        Assert.Equal(200, runs.Sum());
    }

    [Fact]
    public void A_flooded_actor_and_a_quiet_one_share_their_dispatcher()
    {
        var (flooded, floodedSteps) = Stepping("five");
        var (quiet, quietSteps) = Stepping("five");
        for (var i = 0; i < 10_000; i++) flooded.Tell(i, ActorRefs.NoSender);
        Executor.RunOne();
        quiet.Tell("one", ActorRefs.NoSender);
        while (quietSteps.Count == 0) Executor.RunOne();
        Assert.InRange(floodedSteps.Count, 0, 500);
    }

    [Fact]
    public void An_actor_that_tells_itself_for_ever_keeps_nobody_waiting()
    {
        var self = System.ActorOf(Props.Create(() => new Looping()));
        self.Tell("again", ActorRefs.NoSender);
        var (quiet, steps) = Stepping("");
        quiet.Tell("one", ActorRefs.NoSender);
        for (var i = 0; i < 100 && steps.Count == 0; i++) Executor.RunOne();
        Assert.Single(steps);
        System.Stop(self);
        Run();
    }

    [Fact]
    public void An_async_handler_that_goes_on_for_ever_keeps_nobody_waiting_and_can_be_stopped()
    {
        var rounds = 0;
        Action round = () => rounds++;
        var endless = System.ActorOf(Props.Create(() => new Endless(round)));
        endless.Tell("go", ActorRefs.NoSender);
        while (rounds == 0) Executor.RunOne();
        var (quiet, steps) = Stepping("");
        quiet.Tell("one", ActorRefs.NoSender);
        for (var i = 0; i < 100 && steps.Count == 0; i++) Executor.RunOne();
        Assert.Single(steps);
        Assert.InRange(rounds, 1, 100 * 40);
        System.Stop(endless);
        for (var i = 0; i < 100 && !((IInternalActorRef)endless).IsTerminated; i++) Executor.RunOne();
        Assert.True(((IInternalActorRef)endless).IsTerminated);
        Endless.Ends = true;
        Run();
    }

    private sealed class Endless : ReceiveActor
    {
        public Endless(Action round) => ReceiveAnyAsync(async _ =>
        {
            while (!Ends)
            {
                await Task.Yield();
                round();
            }
        });

        public static bool Ends { get; set; }
    }

    [Fact]
    public void A_dispatcher_is_made_once_and_can_be_looked_up()
    {
        Assert.Same(System.Dispatchers.Lookup("five"), System.Dispatchers.Lookup("five"));
        Assert.Equal((5, "five"), (System.Dispatchers.Lookup("five").Throughput, System.Dispatchers.Lookup("five").Id));
        Assert.Same(System.Dispatchers.DefaultGlobalDispatcher, System.Dispatchers.Lookup(""));
        Assert.True(System.Dispatchers.HasDispatcher("five"));
        Assert.False(System.Dispatchers.HasDispatcher("six"));
    }

    [Fact]
    public void Unknown_dispatchers_executors_and_types_are_refused_by_name()
    {
        Assert.Contains("six", Assert.Throws<ConfigurationException>(() => System.Dispatchers.Lookup("six")).Message);
        Assert.Contains("NoSuchDispatcher", Assert.Throws<ConfigurationException>(() => System.Dispatchers.Lookup("odder")).Message);
        using var threads = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }\nodd { executor = no-such-executor }");
        Assert.Contains("no-such-executor", Assert.Throws<ConfigurationException>(() => threads.Dispatchers.Lookup("odd")).Message);
    }

    [Fact]
    public void The_configuration_of_a_path_chooses_the_dispatcher()
    {
        using var system = new Event.SimulatedSystem("""
            akka { loglevel = OFF, stdout-loglevel = OFF
              actor.deployment { /a { dispatcher = five }, /a/b { dispatcher = six } } }
            five { throughput = 5 }
            six { throughput = 6 }
            """);
        var a = (ActorCell)system.System.ActorOf(NewScript("a").Props(), "a");
        var other = (ActorCell)system.System.ActorOf(NewScript("o").Props(), "o");
        system.Executor.RunUntilIdle();
        var b = (ActorCell)a.ActorOf(Props.Empty, "b");
        Assert.Equal((5, 6, 30), (a.Dispatcher.Throughput, b.Dispatcher.Throughput, other.Dispatcher.Throughput));
    }

    [Fact]
    public void Work_scheduled_on_a_dispatcher_that_throws_is_logged()
    {
        var errors = Published<Error>();
        var ran = false;
        System.Dispatchers.DefaultGlobalDispatcher.Schedule(() => throw new BoomException());
        System.Dispatchers.DefaultGlobalDispatcher.Schedule(() => ran = true);
        Run();
        Assert.True(ran);
        Assert.IsType<BoomException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public async Task A_pinned_actor_has_one_thread_of_its_own_which_ends_with_it()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }\nown { type = PinnedDispatcher }");
        var pinned = Enumerable.Range(0, 3).Select(_ => system.ActorOf(Props.Create(() => new OnThread()).WithDispatcher("own"))).ToList();
        var threads = new List<Thread>();
        foreach (var actor in pinned)
        {
            var seen = new HashSet<Thread>();
            for (var i = 0; i < 20; i++) seen.Add(await actor.Ask<Thread>("where"));
            threads.Add(Assert.Single(seen));
        }

        Assert.Equal(3, threads.Distinct().Count());
        Assert.All(threads, t => Assert.StartsWith("own-", t.Name));
        foreach (var actor in pinned) await actor.GracefulStop(Timeout.InfiniteTimeSpan);
        threads.ForEach(t => t.Join());
    }

    [Fact]
    public async Task A_fork_join_dispatcher_has_threads_of_its_own_which_end_with_the_system()
    {
        var seen = new ConcurrentDictionary<Thread, int>();
        using (var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }\nfork { executor = fork-join-executor, dedicated-thread-pool.thread-count = 2 }"))
        {
            var actors = Enumerable.Range(0, 20).Select(_ => system.ActorOf(Props.Create(() => new OnThread()).WithDispatcher("fork"))).ToList();
            foreach (var thread in await Task.WhenAll(actors.Select(a => a.Ask<Thread>("where")))) seen.TryAdd(thread, 0);
            Assert.InRange(seen.Count, 1, 2);
            await system.Terminate();
        }

        foreach (var thread in seen.Keys) thread.Join();
    }

    [Fact]
    public async Task On_real_threads_a_blocked_actor_does_not_stop_the_others()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }\nown { type = PinnedDispatcher }");
        using var gate = new ManualResetEventSlim();
        Action wait = gate.Wait;
        var blocked = system.ActorOf(Props.Create(() => new Calling(wait)).WithDispatcher("own"));
        blocked.Tell("block", ActorRefs.NoSender);
        var other = system.ActorOf(Props.Create(() => new OnThread()));
        Assert.NotNull(await other.Ask<Thread>("where"));
        gate.Set();
    }

    private sealed class Calling(Action action) : ActorBase
    {
        protected override bool Receive(object message)
        {
            action();
            return true;
        }
    }

    private sealed class Looping : ActorBase
    {
        protected override bool Receive(object message)
        {
            Self.Tell(message);
            return true;
        }
    }

    private sealed class OnThread : ActorBase
    {
        protected override bool Receive(object message)
        {
            Sender.Tell(Thread.CurrentThread);
            return true;
        }
    }
}

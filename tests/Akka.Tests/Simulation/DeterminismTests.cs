using Akka.Actor;
using Akka.Simulation;
using Akka.Tests.Actor;

namespace Akka.Tests.Simulation;

/// <summary>A seed fixes a run, message for message; other seeds interleave differently; and what must hold holds for all of them.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (var seed = 0; seed < 20; seed++) Assert.Equal(Trace(seed), Trace(seed));
    }

    [Fact]
    public void Different_seeds_give_different_interleavings()
    {
        Assert.InRange(Enumerable.Range(0, 20).Select(seed => string.Join('\n', Trace(seed))).Distinct().Count(), 19, 20);
    }

    [Fact]
    public void The_order_of_one_sender_to_one_receiver_holds_for_every_seed()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF }", seed);
            var got = new List<(string From, int Number)>();
            var end = system.System.ActorOf(Props.Create(() => new Collecting(got)));
            var senders = Enumerable.Range(0, 3).Select(i => system.System.ActorOf(Props.Create(() => new Counting(end)), "s" + i)).ToList();
            for (var i = 0; i < 50; i++) senders.ForEach(s => s.Tell(i, ActorRefs.NoSender));
            system.Executor.RunUntilIdle();
            Assert.Equal(150, got.Count);
            foreach (var sender in got.GroupBy(g => g.From)) Assert.Equal(Enumerable.Range(0, 50), sender.Select(g => g.Number));
        }
    }

    [Fact]
    public void Time_stands_still_while_there_is_work_and_jumps_to_the_next_timer_when_there_is_none()
    {
        var executor = new DeterministicExecutor(1);
        var fired = new List<TimeSpan>();
        executor.Time.CreateTimer(_ => fired.Add(executor.Time.Elapsed), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        executor.RunUntilIdle();
        Assert.Equal(TimeSpan.Zero, executor.Time.Elapsed);
        Assert.True(executor.RunUntil(() => fired.Count > 0, TimeSpan.FromDays(1)));
        Assert.Equal([TimeSpan.FromHours(2)], fired);
        Assert.False(executor.RunUntil(() => false, TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromHours(3), executor.Time.Elapsed);
    }

    [Fact]
    public void A_task_that_never_ends_is_given_up_at_its_limit_and_the_seed_is_named()
    {
        var failure = Assert.Throws<TimeoutException>(() => new DeterministicExecutor(77).Run(new TaskCompletionSource().Task, TimeSpan.FromDays(3)));
        Assert.Contains("77", failure.Message);
    }

    [Fact]
    public void What_must_always_hold_can_be_checked_after_every_step()
    {
        using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF }");
        var steps = 0L;
        system.Executor.AfterStep = () => steps++;
        var before = system.Executor.Steps;
        system.System.ActorOf(Props.Empty);
        system.Executor.RunUntilIdle();
        Assert.Equal(system.Executor.Steps - before, steps);
        Assert.NotEqual(0, steps);
    }

    [Fact]
    public void Timers_of_the_clock_fire_in_the_order_of_their_times_and_can_be_changed_and_ended()
    {
        var time = new VirtualTimeProvider();
        var fired = new List<string>();
        ITimer Timer(string name, int due, int period = -1) =>
            time.CreateTimer(_ => fired.Add(name + time.Elapsed.TotalMilliseconds), null, TimeSpan.FromMilliseconds(due), TimeSpan.FromMilliseconds(period));
        Timer("late", 30);
        Timer("every", 10, 10);
        var moved = Timer("moved", 5);
        var ended = Timer("ended", 7);
        moved.Change(TimeSpan.FromMilliseconds(25), Timeout.InfiniteTimeSpan);
        ended.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal(["every10", "every20", "moved25", "late30", "every30"], fired);
    }

    // Actors that start others, tell at random, fail, stop, stash, time and watch; everything that any of them sees is written down.
    private static List<string> Trace(long seed)
    {
        var log = new List<string>();
        using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }", seed);
        var dead = system.Published<Akka.Event.DeadLetter>();
        var random = new Random((int)seed);
        var actors = new List<IActorRef>();
        Func<int, int> next = random.Next;
        for (var i = 0; i < 6; i++) actors.Add(system.System.ActorOf(Props.Create(() => new Busy(log, actors, next)), "a" + i));
        for (var i = 0; i < 30; i++) actors[random.Next(actors.Count)].Tell(20, ActorRefs.NoSender);
        system.Executor.RunFor(TimeSpan.FromSeconds(5));
        log.AddRange(dead.Select(d => "dead " + d.Message));
        log.Add(system.Executor.Steps.ToString(null, null));
        return log;
    }

    private sealed class Busy(List<string> log, List<IActorRef> actors, Func<int, int> next) : UntypedActor, IWithTimers, IWithUnboundedStash
    {
        public ITimerScheduler Timers { get; set; } = null!;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            log.Add(Self.Path.ToStringWithUid() + " " + (message is Terminated t ? "death of " + t.ActorRef.Path.Name : message) + " from " + Sender.Path.Name);
            if (message is not int left || left <= 0) return;
            switch (next(12))
            {
                case 0:
                    throw new BoomException();
                case 1:
                    actors.Add(Context.Watch(Context.ActorOf(Props.Create(() => new Busy(log, actors, next)))));
                    break;
                case 2 when Context.GetChildren().FirstOrDefault() is { } child:
                    Context.Stop(child);
                    break;
                case 3:
                    Timers.StartSingleTimer(next(2), left - 1, TimeSpan.FromMilliseconds(next(500)));
                    break;
                case 4:
                    Stash.Stash();
                    break;
                case 5:
                    Stash.UnstashAll();
                    break;
                case 6:
                    RunTask(async () =>
                    {
                        await Task.Yield();
                        await Task.Yield();
                        log.Add(Self.Path.Name + " went on");
                    });
                    break;
            }

            for (var i = 0; i < 2; i++) actors[next(actors.Count)].Tell(left - 1 - next(6));
        }
    }

    private sealed class Collecting(List<(string From, int Number)> got) : ActorBase
    {
        protected override bool Receive(object message)
        {
            got.Add((Sender.Path.Name, (int)message));
            return true;
        }
    }

    private sealed class Counting(IActorRef end) : ActorBase
    {
        protected override bool Receive(object message)
        {
            end.Tell(message);
            return true;
        }
    }
}

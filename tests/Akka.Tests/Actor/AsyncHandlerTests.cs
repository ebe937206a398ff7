using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>An async handler is one message: nothing else is handled before it ends, it goes on inside of its actor, and its failure is the actor's.</summary>
public sealed class AsyncHandlerTests : CoreTest
{
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];

    private TaskCompletionSource Gate(string name) => _gates.TryGetValue(name, out var gate) ? gate : _gates[name] = new TaskCompletionSource();

    private IActorRef Actor(string name = "a", Func<Waiting, string, Task>? handler = null, SupervisorStrategy? strategy = null)
    {
        var actor = System.ActorOf(Props.Create(() => new Waiting(name, Log, Gate, handler)), name);
        Run();
        Log.Clear();
        return actor;
    }

    private void Open(string gate)
    {
        Gate(gate).SetResult();
        Run();
    }

    [Fact]
    public void No_message_is_handled_before_the_handler_has_ended()
    {
        var actor = Actor();
        Send(actor, "1", "2", "plain");
        Logged("a:1 begins");
        Open("1");
        Logged("a:1 ends", "a:2 begins");
        Open("2");
        Logged("a:2 ends", "a:plain");
    }

    [Fact]
    public void A_handler_that_never_waits_is_like_any_other()
    {
        Gate("1").SetResult();
        var actor = Actor();
        Send(actor, "1", "plain");
        Logged("a:1 begins", "a:1 ends", "a:plain");
    }

    [Fact]
    public void Sender_self_and_context_are_there_after_every_await()
    {
        var sender = Start(NewScript("sam"));
        var seen = new List<(IActorRef, IActorRef, IActorRef)>();
        var actor = Actor(handler: async (a, _) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await a.Gate("g" + i).Task;
                seen.Add((a.From, a.Me, Waiting.Ctx.Self));
            }
        });
        actor.Tell("1", sender);
        actor.Tell("2", ActorRefs.NoSender);
        Run();
        for (var i = 0; i < 3; i++) Open("g" + i);
        Assert.Equal(6, seen.Count);
        Assert.All(seen.Take(3), s => Assert.Equal((sender, actor, actor), s));
        Assert.All(seen.Skip(3), s => Assert.Equal((System.DeadLetters, actor, actor), s));
    }

    [Fact]
    public void A_failure_before_the_first_await_is_supervised()
    {
        var actor = Actor(handler: (_, _) => throw new BoomException());
        Send(actor, "1", "plain");
        Logged("a:PreRestart(boom,1)", "a:plain");
    }

    [Fact]
    public void A_failure_after_an_await_is_supervised_and_names_its_message()
    {
        var actor = Actor(handler: async (a, m) =>
        {
            await a.Gate(m).Task;
            throw new BoomException();
        });
        Send(actor, "1", "plain");
        Logged();
        Open("1");
        Logged("a:PreRestart(boom,1)", "a:plain");
    }

    [Fact]
    public void A_cancelled_task_is_a_failure()
    {
        var actor = Actor();
        Send(actor, "1", "plain");
        Gate("1").SetCanceled();
        Run();
        Logged("a:1 begins", "a:PreRestart(A task was canceled.,1)", "a:plain");
    }

    [Fact]
    public void A_stop_while_waiting_does_not_wait_and_the_rest_of_the_handler_still_runs()
    {
        var actor = Actor(handler: async (a, m) =>
        {
            try
            {
                await a.Gate(m).Task;
            }
            finally
            {
                a.Note("finally");
            }
        });
        Send(actor, "1", "2");
        System.Stop(actor);
        Run();
        Logged("a:PostStop");
        Assert.Equal("2", Assert.Single(DeadLetters).Message);
        Open("1");
        Logged("a:finally");
    }

    [Fact]
    public void The_rest_of_a_stopped_actors_handler_stays_in_the_order_of_events()
    {
        var threads = new List<int>();
        var actor = Actor(handler: async (a, m) =>
        {
            await a.Gate(m).Task;
            for (var i = 0; i < 3; i++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await Task.Yield();
            }

            a.Note("end");
        });
        Send(actor, "1");
        System.Stop(actor);
        Run();
        Open("1");
        Logged("a:PostStop", "a:end");
        Assert.All(threads, t => Assert.Equal(Environment.CurrentManagedThreadId, t));
    }

    [Fact]
    public void A_PoisonPill_waits_until_the_handler_has_ended()
    {
        var actor = Actor();
        Send(actor, "1", PoisonPill.Instance);
        Logged("a:1 begins");
        Open("1");
        Logged("a:1 ends", "a:PostStop");
    }

    [Fact]
    public void A_restart_while_waiting_lets_the_new_instance_handle_the_next_message()
    {
        var actor = Actor();
        Send(actor, "1");
        ((IInternalActorRef)actor).Suspend();
        ((IInternalActorRef)actor).Restart(new BoomException());
        Send(actor, "plain");
        Logged("a:1 begins", "a:PreRestart(boom,1)", "a:plain");
        Open("1");
        Send(actor, "plain");
        Logged("a:1 ends", "a:plain");
    }

    [Fact]
    public void A_late_failure_of_a_handler_from_before_the_restart_does_not_touch_the_new_instance()
    {
        var errors = Published<Error>();
        var actor = Actor(handler: async (a, m) =>
        {
            await a.Gate(m).Task;
            throw new BoomException("late");
        });
        Send(actor, "1");
        ((IInternalActorRef)actor).Suspend();
        ((IInternalActorRef)actor).Restart(new BoomException());
        Run();
        Log.Clear();
        Open("1");
        Send(actor, "plain");
        Logged("a:plain");
        Assert.Contains(errors, e => e.Cause is BoomException { Message: "late" });
    }

    [Fact]
    public void A_receive_timeout_does_not_interrupt_a_waiting_handler()
    {
        var actor = System.ActorOf(Props.Create(() => new Waiting("a", Log, Gate, null)));
        Send(actor, "timeout please", "1");
        RunFor(5000);
        Assert.DoesNotContain("a:timeout", Log);
        Open("1");
        Assert.DoesNotContain("a:timeout", Log);
        RunFor(1100);
        Assert.Contains("a:timeout", Log);
    }

    [Fact]
    public void Become_after_an_await_holds_for_the_next_message()
    {
        var actor = Actor(handler: async (a, m) =>
        {
            await a.Gate(m).Task;
            a.BecomeOther();
        });
        Send(actor, "1", "plain");
        Open("1");
        Logged("a:other plain");
    }

    [Fact]
    public void RunTask_holds_back_the_next_message_as_an_async_handler_does()
    {
        var actor = System.ActorOf(Props.Create(() => new RunsTasks(Log, Gate)));
        Send(actor, "1", "2");
        Assert.Equal(["1 begins"], Log);
        Open("1");
        Open("2");
        Assert.Equal(["1 begins", "1 ends", "2 begins", "2 ends"], Log);
    }

    [Fact]
    public void Two_tasks_of_one_message_must_both_end()
    {
        var actor = Actor(handler: (a, _) =>
        {
            ActorTaskScheduler.RunTask(() => a.Gate("x").Task);
            ActorTaskScheduler.RunTask(() => a.Gate("y").Task);
            return Task.CompletedTask;
        });
        Send(actor, "1", "plain");
        Open("x");
        Logged();
        Open("y");
        Logged("a:plain");
    }

    [Fact]
    public void RunTask_outside_of_an_actor_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => ActorTaskScheduler.RunTask(() => Task.CompletedTask));
    }

    [Fact]
    public void A_message_can_be_stashed_after_an_await()
    {
        var stashed = false;
        var actor = Actor(handler: async (a, m) =>
        {
            await a.Gate(m).Task;
            if (!stashed) a.Stash.Stash();
            else a.Note(m + " again");
            stashed = true;
        });
        Send(actor, "1");
        Open("1");
        Send(actor, "unstash");
        Logged("a:1 again");
    }

    [Fact]
    public async Task On_real_threads_handlers_of_one_actor_never_overlap()
    {
        using var system = ActorSystem.Create("threads", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var inside = 0;
        var overlaps = 0;
        Func<Task> work = async () =>
        {
            if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
            await Task.Yield();
            if (ActorCell.GetCurrentSelfOrNoSender() is null) Interlocked.Increment(ref overlaps);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        };
        var actor = system.ActorOf(Props.Create(() => new Working(work)));
        for (var i = 0; i < 2_000; i++) actor.Tell(i, ActorRefs.NoSender);
        Assert.Equal("done", await actor.Ask<string>("end"));
        Assert.Equal((0, 0), (overlaps, inside));
    }

    private sealed class Working : ReceiveActor
    {
        public Working(Func<Task> work)
        {
            ReceiveAsync<int>(_ => work());
            Receive<string>(_ => Sender.Tell("done"));
        }
    }

    private sealed class RunsTasks(List<string> log, Func<string, TaskCompletionSource> gate) : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            log.Add(message + " begins");
            await gate((string)message).Task;
            log.Add(message + " ends");
        });
    }

    private sealed class Waiting : ReceiveActor, IWithUnboundedStash
    {
        private readonly string _name;
        private readonly List<string> _log;

        public Waiting(string name, List<string> log, Func<string, TaskCompletionSource> gate, Func<Waiting, string, Task>? handler)
        {
            _name = name;
            _log = log;
            Gate = gate;
            Receive<string>(s => s == "plain", s => Note(s));
            Receive<string>(s => s == "unstash", _ => Stash.UnstashAll());
            Receive<string>(s => s == "timeout please", _ => SetReceiveTimeout(TimeSpan.FromSeconds(1)));
            Receive<ReceiveTimeout>(_ => Note("timeout"));
            ReceiveAsync<string>(async s =>
            {
                if (handler is not null)
                {
                    await handler(this, s);
                    return;
                }

                Note(s + " begins");
                await gate(s).Task;
                Note(s + " ends");
            });
        }

        public IStash Stash { get; set; } = null!;

        public static IActorContext Ctx => Context;

        public IActorRef From => Sender;

        public IActorRef Me => Self;

        public Func<string, TaskCompletionSource> Gate { get; }

        public void Note(string what) => _log.Add(_name + ":" + what);

        public void BecomeOther() => Become(() => ReceiveAny(m => Note("other " + m)));

        protected override void PreRestart(Exception reason, object message) => Note("PreRestart(" + reason.Message + "," + message + ")");

        protected override void PostStop() => Note("PostStop");
    }
}

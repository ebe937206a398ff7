using Akka.Actor;
using Akka.Event;
using Akka.Inspection;
using Akka.Tests.Actor;

namespace Akka.Tests.Inspection;

/// <summary>A handler that runs beyond the set time is reported once while it runs and once when it has ended; others never are.</summary>
public sealed class SlowHandlerTests : CoreTest
{
    private readonly List<SlowHandler> _reports;

    public SlowHandlerTests() : base("akka.loglevel = INFO") => _reports = Published<SlowHandler>();

    private void Spend(double seconds) => Executor.Time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_slow_handler_is_reported_while_it_runs_and_when_it_has_ended()
    {
        var log = Published<Warning>();
        var seenInside = 0;
        var actor = Start(new Script("a", Log)
        {
            Receive = (_, message) =>
            {
                if (message is not int) return false;
                Spend(5);
                seenInside = log.Count; // the log event is on its way, though the handler has not ended
                Spend(5);
                return true;
            },
        });

        Send(actor, 1);
        RunFor(1000);

        Assert.Equal([false, true], _reports.Select(r => r.HasEnded));
        Assert.All(_reports, r => Assert.Same(actor, r.Actor));
        Assert.All(_reports, r => Assert.Equal(typeof(int), r.MessageType));
        Assert.All(_reports, r => Assert.Equal(typeof(ScriptedActor), r.ActorType));
        Assert.InRange(_reports[0].Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
        Assert.InRange(_reports[1].Duration, TimeSpan.FromSeconds(9.8), TimeSpan.FromSeconds(10));
        Assert.Contains("Slow handler: [System.Int32] has been handled for 1 s and goes on", Assert.Single(log).ToString(), StringComparison.Ordinal);
        Assert.Equal(1, SystemImpl.SlowHandlers.Count);
    }

    [Fact]
    public void Every_slow_message_is_reported_and_the_quick_ones_between_are_not()
    {
        var actor = Start(new Script("a", Log)
        {
            Receive = (_, message) =>
            {
                if (message is double seconds) Spend(seconds);
                return message is double;
            },
        });

        Send(actor, 0.0, 2.0, 0.5, 0.5, 0.5, 0.5, 3.0, 0.0);
        RunFor(1000);

        Assert.Equal([false, true, false, true], _reports.Select(r => r.HasEnded));
    }

    [Fact]
    public void A_hook_that_is_slow_is_reported_without_a_message_type()
    {
        Start(new Script("a", Log) { PreStart = _ => Spend(2) });
        RunFor(1000);

        Assert.Equal([false, true], _reports.Select(r => r.HasEnded));
        Assert.Null(_reports[0].MessageType);
    }

    [Fact]
    public void An_async_handler_that_waits_for_too_long_is_reported_though_no_thread_is_busy_with_it()
    {
        var gate = new TaskCompletionSource();
        var actor = System.ActorOf(Props.Create(() => new Waiting(gate.Task, null)), "w");
        Send(actor, "wait");
        RunFor(1050);
        Assert.Equal([false], _reports.Select(r => r.HasEnded));
        Assert.Equal(typeof(string), _reports[0].MessageType);

        RunFor(5000);
        Assert.Single(_reports);

        gate.SetResult();
        Run();
        Assert.Equal([false, true], _reports.Select(r => r.HasEnded));
        Assert.InRange(_reports[1].Duration, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6.2));
    }

    [Fact]
    public void An_async_handler_whose_actor_is_restarted_or_stopped_counts_as_ended()
    {
        var actor = System.ActorOf(Props.Create(() => new Waiting(new TaskCompletionSource().Task, null)), "w");
        Send(actor, "wait");
        RunFor(2000);
        System.Stop(actor);
        Run();

        Assert.Equal([false, true], _reports.Select(r => r.HasEnded));
    }

    [Fact]
    public void A_handler_that_is_slow_and_then_waits_is_one_handler()
    {
        var gate = new TaskCompletionSource();
        var actor = System.ActorOf(Props.Create(() => new Waiting(gate.Task, () => Spend(2))), "w");
        Send(actor, "wait");
        RunFor(3000);
        gate.SetResult();
        Run();

        Assert.Equal([false, true], _reports.Select(r => r.HasEnded));
        Assert.InRange(_reports[1].Duration, TimeSpan.FromSeconds(4.8), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Many_quick_async_handlers_are_not_taken_for_one_slow_one()
    {
        var actor = System.ActorOf(Props.Create(() => new Waiting(null, null)), "w");
        for (var i = 0; i < 20; i++) Send(actor, "wait");
        RunFor(20_000);

        Assert.Empty(_reports);
    }

    [Fact]
    public void An_idle_system_does_not_tick()
    {
        var actor = Start(NewScript("a"));
        Send(actor, "one");
        RunFor(1000);

        Assert.Null(Executor.Time.NextTimer);
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(Task? gate, Action? before)
        {
            var time = ((Akka.Actor.Internal.ActorSystemImpl)Context.System).Runtime.TimeProvider;
            ReceiveAsync<string>(async _ =>
            {
                before?.Invoke();
                await (gate ?? Task.Delay(TimeSpan.FromSeconds(0.6), time));
            });
        }
    }
}

/// <summary>The report of slow handlers follows its setting.</summary>
public sealed class SlowHandlerOffTests : CoreTest
{
    public SlowHandlerOffTests() : base("akka.actor.slow-handlers.report-after = off")
    {
    }

    [Fact]
    public void Nothing_is_reported_when_it_is_off()
    {
        var reports = Published<SlowHandler>();
        var actor = Start(new Script("a", Log) { Receive = (_, _) => { Executor.Time.Advance(TimeSpan.FromHours(1)); return true; } });
        Send(actor, 1);
        RunFor(10_000);

        Assert.Empty(reports);
    }

    [Fact]
    public void A_time_of_less_than_a_millisecond_is_refused()
    {
        var error = Assert.Throws<Akka.Configuration.ConfigurationException>(() => ActorSystem.Create("x", "akka.actor.slow-handlers.report-after = 0ms"));
        Assert.Contains("at least 1 ms", error.Message, StringComparison.Ordinal);
    }
}

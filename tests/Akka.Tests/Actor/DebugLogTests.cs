using Akka.Actor;
using Akka.Event;
using Akka.Tests.Event;

namespace Akka.Tests.Actor;

/// <summary>The switches under <c>akka.actor.debug</c> log what they say, and nothing when they are off.</summary>
public sealed class DebugLogTests
{
    private static List<string> LogOf(string setting, Action<SimulatedSystem> work)
    {
        using var simulated = new SimulatedSystem($"akka {{ loglevel = DEBUG, loggers = [], stdout-loglevel = OFF, actor.debug {{ {setting} }} }}", 1);
        var log = simulated.Published<Debug>();
        simulated.Executor.RunUntilIdle();
        log.Clear();
        work(simulated);
        simulated.Executor.RunUntilIdle();
        return [.. log.Select(line => line.Message.ToString()!)];
    }

    private static void Talk(SimulatedSystem simulated)
    {
        var actor = simulated.System.ActorOf(Props.Create(() => new Talkative()), "t");
        actor.Tell("hello", ActorRefs.NoSender);
        actor.Tell(5, ActorRefs.NoSender);
        actor.Tell(new Identify(1), ActorRefs.NoSender);
        actor.Tell("watch", ActorRefs.NoSender);
        simulated.Executor.RunUntilIdle();
        actor.Tell(PoisonPill.Instance, ActorRefs.NoSender);
    }

    [Fact]
    public void Receive_logs_what_actors_that_ask_for_it_receive_and_whether_they_handled_it()
    {
        var log = LogOf("receive = on", Talk);
        Assert.Equal(
            [
                "received handled message hello from akka://test/deadLetters",
                "received unhandled message 5 from akka://test/deadLetters",
                "received handled message watch from akka://test/deadLetters",
            ], log);
    }

    [Fact]
    public void Receive_logs_nothing_of_other_actors() =>
        Assert.Empty(LogOf("receive = on", simulated => simulated.System.ActorOf(new Script("a", []).Props()).Tell("hello", ActorRefs.NoSender)));

    [Fact]
    public void Autoreceive_logs_what_the_engine_handles_for_the_actor()
    {
        var log = LogOf("autoreceive = on", Talk);
        Assert.Equal(2, log.Count(line => line.StartsWith("received AutoReceiveMessage ", StringComparison.Ordinal)));
        Assert.Contains(log, line => line.Contains("Identify", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("PoisonPill", StringComparison.Ordinal));
    }

    [Fact]
    public void Lifecycle_logs_starts_watchers_and_stops()
    {
        var log = LogOf("lifecycle = on", Talk);
        Assert.Contains(log, line => line.StartsWith("now supervising [akka://test/user/t", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith("Started (", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith("now watched by [akka://test/user/t", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith("no longer watched by [akka://test/user/t", StringComparison.Ordinal));
        Assert.Contains("Stopped", log);
    }

    [Fact]
    public void Lifecycle_logs_restarts()
    {
        var log = LogOf("lifecycle = on", simulated => simulated.System.ActorOf(Props.Create<Talkative>()).Tell("fail", ActorRefs.NoSender));
        Assert.Contains("Restarting", log);
        Assert.Contains($"Restarted ({typeof(Talkative)})", log);
    }

    [Fact]
    public void Timers_are_logged_by_key()
    {
        var log = LogOf("log-timers = on", Talk);
        Assert.Equal(["Start timer [tick]", "Cancel timer [tick]"], log);
    }

    [Fact]
    public void Nothing_is_logged_when_all_are_off() => Assert.Empty(LogOf("", Talk));

    private sealed class Talkative : ReceiveActor, ILogReceive, IWithTimers
    {
        public Talkative() => Receive<string>(text =>
        {
            if (text == "fail") throw new InvalidOperationException(text);
            if (text != "watch") return;
            var child = Context.ActorOf(new Script("c", []).Props());
            Context.Watch(child);
            Context.Unwatch(child);
            Timers.StartSingleTimer("tick", "tick", TimeSpan.FromHours(1));
            Timers.Cancel("tick");
        });

        public ITimerScheduler Timers { get; set; } = null!;
    }
}

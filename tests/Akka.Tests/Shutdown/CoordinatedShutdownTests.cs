using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Tests.Actor;
using Akka.Tests.Event;

namespace Akka.Tests.Shutdown;

/// <summary>A coordinated shutdown runs every phase once, in the order of their dependencies, and ends whatever its tasks do.</summary>
public sealed class CoordinatedShutdownTests : IDisposable
{
    private const string Quiet = "akka { loglevel = WARNING, stdout-loglevel = OFF, loggers = [], log-dead-letters = off }\n";
    private readonly List<string> _ran = [];
    private SimulatedSystem _system = new(Quiet);

    private CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(_system.System);

    public void Dispose() => _system.Dispose();

    private void With(string config)
    {
        _system.Dispose();
        _system = new SimulatedSystem(Quiet + config);
    }

    private void Add(string phase, string name) => Shutdown.AddTask(phase, name, () =>
    {
        _ran.Add(name);
        return Task.FromResult(Done.Instance);
    });

    private Task<Done> Begin(string? from = null) => Shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, from);

    private const string Diamond = """
        akka.coordinated-shutdown {
          phases = null
          phases {
            last { depends-on = [left, right] }
            left { depends-on = [first] }
            right { depends-on = [first] }
            first { }
          }
        }
        """;

    [Fact]
    public void The_phases_of_the_defaults_run_in_their_documented_order()
    {
        string[] phases =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind, CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop, CoordinatedShutdown.PhaseBeforeClusterShutdown, CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
            CoordinatedShutdown.PhaseClusterLeave, CoordinatedShutdown.PhaseClusterExiting, CoordinatedShutdown.PhaseClusterExitingDone,
            CoordinatedShutdown.PhaseClusterShutdown, CoordinatedShutdown.PhaseBeforeActorSystemTerminate, CoordinatedShutdown.PhaseActorSystemTerminate,
        ];
        foreach (var phase in phases.Reverse()) Add(phase, phase);
        _system.Executor.Run(Begin());
        Assert.Equal(phases, _ran);
        Assert.True(_system.System.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_phase_runs_after_all_that_it_depends_on()
    {
        With(Diamond);
        foreach (var phase in new[] { "last", "right", "left", "first" }) Add(phase, phase);
        _system.Executor.Run(Begin());
        Assert.Equal("first", _ran[0]);
        Assert.Equal("last", _ran[3]);
    }

    [Fact]
    public void The_tasks_of_a_phase_run_at_the_same_time_and_the_next_waits_for_all()
    {
        var (one, two) = (new TaskCompletionSource<Done>(), new TaskCompletionSource<Done>());
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "one", () => { _ran.Add("one"); return one.Task; });
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "two", () => { _ran.Add("two"); return two.Task; });
        Add(CoordinatedShutdown.PhaseServiceStop, "next");
        var run = Begin();
        _system.Executor.RunUntilIdle();
        Assert.Equal(["one", "two"], _ran.Order());
        Complete(one);
        Assert.Equal(2, _ran.Count);
        Complete(two);
        _system.Executor.Run(run);
        Assert.Equal("next", _ran[^1]);
    }

    private void Complete(TaskCompletionSource<Done> source)
    {
        _system.Executor.Execute(new Akka.Dispatch.ActionRunnable(() => source.SetResult(Done.Instance)));
        _system.Executor.RunUntilIdle();
    }

    [Fact]
    public void It_runs_once_however_often_it_is_asked_for()
    {
        Add(CoordinatedShutdown.PhaseServiceStop, "task");
        var (first, second) = (Begin(), Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance));
        Assert.Same(first, second);
        _system.Executor.Run(first);
        _system.Executor.Run(Begin());
        Assert.Equal(["task"], _ran);
        Assert.Same(CoordinatedShutdown.UnknownReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public void Before_it_runs_there_is_no_reason() => Assert.Null(Shutdown.ShutdownReason);

    [Fact]
    public void Starting_at_a_later_phase_leaves_out_those_before_it()
    {
        Add(CoordinatedShutdown.PhaseServiceUnbind, "early");
        Add(CoordinatedShutdown.PhaseClusterLeave, "late");
        _system.Executor.Run(Begin(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(["late"], _ran);
    }

    [Fact]
    public void A_task_that_hangs_is_left_behind_when_its_phase_is_out_of_time()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "hangs", () => new TaskCompletionSource<Done>().Task);
        Add(CoordinatedShutdown.PhaseServiceStop, "next");
        var run = Begin();
        _system.Executor.RunFor(TimeSpan.FromSeconds(4.9));
        Assert.Empty(_ran);
        _system.Executor.Run(run);
        Assert.Equal(["next"], _ran);
    }

    [Fact]
    public void A_task_that_fails_does_not_keep_the_others_from_running()
    {
        var warnings = _system.Published<Warning>();
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new BoomException());
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails too", () => Task.FromException<Done>(new BoomException()));
        Add(CoordinatedShutdown.PhaseServiceUnbind, "beside");
        Add(CoordinatedShutdown.PhaseServiceStop, "next");
        _system.Executor.Run(Begin());
        Assert.Equal(["beside", "next"], _ran);
        Assert.Equal(2, warnings.Count(w => w.Cause is BoomException));
    }

    [Fact]
    public void A_phase_that_may_not_be_recovered_ends_the_shutdown_with_its_failure()
    {
        With("akka.coordinated-shutdown.phases.service-unbind.recover = off");
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new BoomException());
        Add(CoordinatedShutdown.PhaseServiceStop, "next");
        var run = Begin();
        _system.Executor.RunFor(TimeSpan.FromSeconds(60));
        Assert.IsType<BoomException>(run.Exception!.InnerException);
        Assert.Empty(_ran);
        Assert.False(_system.System.WhenTerminated.IsCompleted);
        _system.System.FinalTerminate();
    }

    [Fact]
    public void A_disabled_phase_is_left_out()
    {
        With("akka.coordinated-shutdown.phases.service-unbind.enabled = off");
        Add(CoordinatedShutdown.PhaseServiceUnbind, "disabled");
        Add(CoordinatedShutdown.PhaseServiceStop, "next");
        _system.Executor.Run(Begin());
        Assert.Equal(["next"], _ran);
    }

    [Fact]
    public void A_task_may_be_added_to_a_later_phase_while_it_runs()
    {
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "adds", () =>
        {
            Add(CoordinatedShutdown.PhaseServiceStop, "added");
            return Task.FromResult(Done.Instance);
        });
        _system.Executor.Run(Begin());
        Assert.Equal(["added"], _ran);
    }

    [Fact]
    public void Unknown_phases_and_tasks_without_a_name_are_refused()
    {
        Assert.Contains("service-stop", Assert.Throws<ArgumentException>(() => Add("no-such-phase", "x")).Message);
        Assert.Throws<ArgumentException>(() => { _ = Begin("no-such-phase"); });
        Assert.Throws<ArgumentException>(() => { _ = Shutdown.Timeout("no-such-phase"); });
        Assert.Throws<ArgumentException>(() => Add(CoordinatedShutdown.PhaseServiceStop, ""));
        Assert.Null(Shutdown.ShutdownReason);
    }

    [Fact]
    public void Phases_that_depend_on_each_other_stop_the_start()
    {
        var failure = Assert.Throws<ArgumentException>(() => new SimulatedSystem(Quiet + """
            akka.coordinated-shutdown.phases { a { depends-on = [b] }, b { depends-on = [c] }, c { depends-on = [a] } }
            """));
        Assert.Contains("Cycle", failure.Message);
    }

    [Fact]
    public void Time_outs_come_from_the_configuration()
    {
        With("akka.coordinated-shutdown { default-phase-timeout = 7s, phases.service-stop.timeout = 3s }");
        Assert.Equal(TimeSpan.FromSeconds(3), Shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(7), Shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
    }

    [Fact]
    public void Terminating_the_system_runs_it_with_that_reason()
    {
        Add(CoordinatedShutdown.PhaseServiceStop, "task");
        _system.Executor.Run(_system.System.Terminate());
        Assert.Equal(["task"], _ran);
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, Shutdown.ShutdownReason);
    }

    [Fact]
    public void Terminating_the_system_runs_no_task_when_configured_so()
    {
        With("akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        Add(CoordinatedShutdown.PhaseServiceStop, "task");
        _system.Executor.Run(_system.System.Terminate());
        Assert.Empty(_ran);
    }

    [Fact]
    public void The_system_lives_on_when_configured_so()
    {
        With("akka.coordinated-shutdown { terminate-actor-system = off, run-by-actor-system-terminate = off }");
        _system.Executor.Run(Begin());
        Assert.False(_system.System.WhenTerminated.IsCompleted);
    }

    [Fact]
    public void Settings_that_contradict_each_other_stop_the_start()
    {
        Assert.Throws<ConfigurationException>(() => new SimulatedSystem(Quiet + """
            akka.coordinated-shutdown { terminate-actor-system = off, run-by-actor-system-terminate = on }
            """));
    }

    [Fact]
    public void Tasks_can_still_use_actors()
    {
        var echo = _system.System.ActorOf(Props.Create(() => new Echo()));
        Shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "asks", async () =>
        {
            _ran.Add(await echo.Ask<string>("alive", TimeSpan.FromSeconds(1)).ConfigureAwait(false));
            return Done.Instance;
        });
        _system.Executor.Run(Begin());
        Assert.Equal(["alive"], _ran);
    }

    private sealed class Echo : ActorBase
    {
        protected override bool Receive(object message)
        {
            Sender.Tell(message);
            return true;
        }
    }
}

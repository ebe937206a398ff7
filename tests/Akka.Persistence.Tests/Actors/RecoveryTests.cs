using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>An actor sees its snapshot, then its events, then RecoveryCompleted, and only then commands; a recovery that goes wrong stops it, loudly.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly World _world = new(ControlledJournal.Configuration);
    private readonly Recorder _log = new("log");

    private JournalControl Journal => JournalControl.Of(_world.System);

    public void Dispose() => _world.Dispose();

    private void Store(int count, int snapshotAt = 0)
    {
        var notebook = _world.Notebook(_log);
        for (var i = 1; i <= count; i++)
        {
            var n = i;
            notebook.Do(book => book.Note($"{n}"));
            if (n == snapshotAt) notebook.Do(book => book.SaveSnapshot(new Notes([.. book.Texts])));
        }

        _world.Run();
        _world.Stop(notebook);
        _log.TakeAll();
    }

    [Fact]
    public void Events_are_replayed_in_order_before_any_command()
    {
        Store(3);
        var gate = new TaskCompletionSource();
        Journal.ReplayGate = () => gate.Task;
        var notebook = _world.Notebook(_log);
        notebook.Tell("early", ActorRefs.NoSender);
        notebook.Do(n => n.Note("4"));
        notebook.Tell("later", ActorRefs.NoSender);
        _world.Run();
        _log.ExpectNothing();
        _world.Open(gate);

        _log.ExpectExactly("replayed 1", "replayed 2", "replayed 3", "recovered at 3", "command early", "handled 4", "command later");
    }

    [Fact]
    public void Recovery_starts_from_the_newest_snapshot()
    {
        Store(5, snapshotAt: 3);
        _world.Notebook(_log);

        _log.ExpectExactly("offered 3: 1,2,3", "replayed 4", "replayed 5", "recovered at 5");
    }

    [Fact]
    public void Recovery_may_end_at_a_number_and_numbering_goes_on_at_the_end()
    {
        Store(5);
        var notebook = _world.Notebook(_log, recovery: new Recovery(SnapshotSelectionCriteria.None, 2));
        notebook.Do(n => n.Persist(new Noted("six"), _ => n.Journal2Log.Tell(n.LastSequenceNr, n.Self)));
        _world.Run();

        _log.ExpectExactly("replayed 1", "replayed 2", "recovered at 5", 6L);
    }

    [Fact]
    public void Recovery_may_be_limited_to_some_events()
    {
        Store(5);
        _world.Notebook(_log, recovery: new Recovery(replayMax: 3));

        _log.ExpectExactly("replayed 1", "replayed 2", "replayed 3", "recovered at 5");
    }

    [Fact]
    public void Recovery_None_replays_nothing_and_keeps_the_numbering()
    {
        Store(5, snapshotAt: 3);
        _world.Notebook(_log, recovery: Recovery.None);

        _log.ExpectExactly("recovered at 5");
    }

    [Fact]
    public void A_failed_replay_stops_the_actor_with_an_error()
    {
        Journal.FailReplay = new IOException("disk gone");
        var notebook = _world.Notebook(_log);

        _log.ExpectExactly("recovery failed: disk gone");
        Assert.False(World.IsAlive(notebook));
        Assert.Equal(1, _world.Errors.Count);
    }

    [Fact]
    public void An_error_in_the_handler_of_an_event_stops_the_actor()
    {
        Store(2);
        var actor = _world.Start(Props.Create(() => new FailsOnEvents(_log)));

        _log.ExpectExactly("recovery failed at 1: cannot handle 1");
        Assert.False(World.IsAlive(actor));
    }

    [Fact]
    public void A_journal_that_does_not_answer_fails_the_recovery_in_time()
    {
        using var world = new World(ControlledJournal.Configuration + "\ncontrolled.circuit-breaker.call-timeout = 1h");
        JournalControl.Of(world.System).ReplayGate = () => new TaskCompletionSource().Task;
        var notebook = world.Notebook(_log);
        world.Run(TimeSpan.FromSeconds(29));
        Assert.True(World.IsAlive(notebook));
        world.Run(TimeSpan.FromSeconds(32));

        Assert.StartsWith("recovery failed: Recovery of 'notes' waited", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
    }

    [Fact]
    public void Only_so_many_actors_recover_at_once_and_each_has_its_turn()
    {
        using var world = new World(ControlledJournal.Configuration + "\nakka.persistence.max-concurrent-recoveries = 2");
        var control = JournalControl.Of(world.System);
        // One each: a task that several wait for resumes them on other threads.
        var gates = new List<TaskCompletionSource>();
        control.ReplayGate = () =>
        {
            gates.Add(new TaskCompletionSource());
            return gates[^1].Task;
        };
        var actors = Enumerable.Range(0, 5).Select(n => world.Notebook(_log, $"notes{n}")).ToArray();
        Assert.Equal(2, control.ReplaysStarted);

        world.Stop(actors[2]);
        world.Stop(actors[0]);
        Assert.Equal(3, control.ReplaysStarted);
        control.ReplayGate = () => Task.CompletedTask;
        foreach (var gate in gates) world.Open(gate);

        Assert.Equal(4, control.ReplaysStarted);
        _log.ExpectExactly("recovered at 0", "recovered at 0", "recovered at 0");
    }

    [Fact]
    public void Recovery_waits_for_the_writes_of_the_incarnation_before()
    {
        var notebook = _world.Notebook(_log);
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        notebook.Do(n => n.Note("one"));
        _world.Run();
        _world.Stop(notebook);
        _world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
        _world.Open(gate);

        _log.ExpectExactly("replayed one", "recovered at 1");
    }

    [Fact]
    public void An_actor_without_an_id_does_not_start()
    {
        var actor = _world.Notebook(_log, id: "");

        Assert.False(World.IsAlive(actor));
        Assert.Contains("PersistenceId", _world.Errors.Expect<Akka.Event.Error>().Cause!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Become_concerns_commands_and_not_recovery()
    {
        Store(2);
        var notebook = _world.Notebook(_log);
        notebook.Do(n => n.Become(message => n.Journal2Log.Tell($"other {message}", n.Self)));
        notebook.Tell("x", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("replayed 1", "replayed 2", "recovered at 2", "other x");
    }

    [Fact]
    public void Deleted_events_are_not_replayed_and_more_than_the_last_cannot_be_deleted()
    {
        Store(5);
        var notebook = _world.Notebook(_log);
        _log.TakeAll();
        notebook.Do(n => n.DeleteMessages(6));
        notebook.Do(n => n.DeleteMessages(4));
        _world.Run();
        Assert.Equal(6, _log.Expect<DeleteMessagesFailure>().ToSequenceNr);
        _log.ExpectExactly(new DeleteMessagesSuccess(4));

        _world.Stop(notebook);
        _world.Notebook(_log);
        _log.ExpectExactly("replayed 5", "recovered at 5");
    }

    [Fact]
    public void Answers_that_say_that_something_failed_are_logged_when_nobody_handles_them()
    {
        var actor = _world.Start(Props.Create(() => new HandlesNothing()));
        foreach (object answer in new object[]
        {
            new SaveSnapshotFailure(new SnapshotMetadata("x", 1, default), new IOException("a")),
            new DeleteSnapshotFailure(new SnapshotMetadata("x", 1, default), new IOException("b")),
            new DeleteSnapshotsFailure(SnapshotSelectionCriteria.Latest, new IOException("c")),
            new DeleteMessagesFailure(new IOException("d"), 1),
        })
        {
            actor.Tell(answer, ActorRefs.NoSender);
        }

        _world.Run();

        Assert.Equal(4, _world.Warnings.Count);
        _world.Unhandled.ExpectNothing();
    }

    private sealed class HandlesNothing : ReceivePersistentActor
    {
        public override string PersistenceId => "nothing";
    }

    private sealed class FailsOnEvents(Recorder log) : UntypedPersistentActor
    {
        public override string PersistenceId => "notes";

        protected override void OnCommand(object message)
        {
        }

        protected override void OnRecover(object message)
        {
            if (message is Noted noted) throw new InvalidOperationException($"cannot handle {noted.Text}");
        }

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => log.Tell($"recovery failed at {((Noted)message!).Text}: {reason.Message}", Self);
    }
}

using Akka.Actor;
using Akka.Persistence.TestKit;
using Akka.Persistence.Tests.Actors;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.TestKit;

/// <summary>Delays of the test plugins are on the actor system's clock, so that a test on virtual time waits for none; a journal that answers late holds its actor, and one that never answers ends it.</summary>
public sealed class DelayTests : IDisposable
{
    private readonly World _world = new("""
        akka.persistence.journal {
          plugin = "akka.persistence.journal.test"
          test {
            class = "Akka.Persistence.TestKit.TestJournal, Akka.Persistence.TestKit"
            plugin-dispatcher = "akka.actor.default-dispatcher"
            recovery-event-timeout = 5s
            circuit-breaker.call-timeout = 20s
          }
        }
        akka.persistence.snapshot-store {
          plugin = "akka.persistence.snapshot-store.test"
          test {
            class = "Akka.Persistence.TestKit.TestSnapshotStore, Akka.Persistence.TestKit"
            plugin-dispatcher = "akka.actor.default-dispatcher"
            circuit-breaker.call-timeout = 20s
          }
        }
        """);

    private readonly Recorder _log = new("log");

    public void Dispose() => _world.Dispose();

    private void Journal(object use)
    {
        _world.Extension.JournalFor(null).Tell(use, ActorRefs.NoSender);
        _world.Run();
    }

    [Fact]
    public void A_late_journal_holds_back_handler_and_commands_and_nothing_else()
    {
        var notebook = _world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
        Journal(new TestJournal.UseWriteInterceptor(new JournalInterceptors.Delay(TimeSpan.FromSeconds(9), JournalInterceptors.Noop.Instance)));
        notebook.Do(n => n.Note("1"));
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run(TimeSpan.FromSeconds(8.9));
        _log.ExpectNothing();
        _world.Run(TimeSpan.FromSeconds(0.2));
        _log.ExpectExactly("handled 1", "command next");
    }

    [Fact]
    public void A_write_that_is_never_answered_fails_after_the_call_timeout_and_its_late_answer_is_ignored()
    {
        var notebook = _world.Notebook(_log);
        Journal(new TestJournal.UseWriteInterceptor(new JournalInterceptors.Delay(TimeSpan.FromSeconds(50), JournalInterceptors.Noop.Instance)));
        notebook.Do(n => n.Note("1"));
        _world.Run(TimeSpan.FromSeconds(21));
        Assert.Equal("recovered at 0", _log.Expect<string>());
        Assert.StartsWith("failed 1", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));

        // It was stored in the end: the next incarnation knows.
        _world.Run(TimeSpan.FromSeconds(30));
        _log.ExpectNothing();
        _world.Notebook(_log);
        _log.ExpectExactly("replayed 1", "recovered at 1");
    }

    [Fact]
    public void A_recovery_that_is_never_answered_fails_after_its_timeout()
    {
        Journal(new TestJournal.UseConnectionInterceptor(new ConnectionInterceptors.Delay(TimeSpan.FromDays(1), ConnectionInterceptors.Noop.Instance)));
        var notebook = _world.Notebook(_log);
        _world.Run(TimeSpan.FromSeconds(21));
        Assert.Contains("recovery-event-timeout", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
    }

    [Fact]
    public void Snapshots_and_deletions_that_are_never_answered_fail_after_the_call_timeout_and_the_actor_goes_on()
    {
        var notebook = _world.Notebook(_log);
        var never = new SnapshotStoreInterceptors.Delay(TimeSpan.FromDays(1), SnapshotStoreInterceptors.Noop.Instance);
        var snapshots = _world.Extension.SnapshotStoreFor(null);
        snapshots.Tell(new TestSnapshotStore.UseSaveInterceptor(never), ActorRefs.NoSender);
        snapshots.Tell(new TestSnapshotStore.UseDeleteInterceptor(never), ActorRefs.NoSender);
        notebook.Do(n => n.Note("1"));
        _world.Run();
        Journal(new TestJournal.UseConnectionInterceptor(new ConnectionInterceptors.Delay(TimeSpan.FromDays(1), ConnectionInterceptors.Noop.Instance)));
        _log.ExpectExactly("recovered at 0", "handled 1");

        notebook.Do(n => n.SaveSnapshot(new Notes([.. n.Texts])));
        notebook.Do(n => n.DeleteSnapshots(SnapshotSelectionCriteria.Latest));
        notebook.Do(n => n.DeleteMessages(1));
        _world.Run(TimeSpan.FromSeconds(19));
        _log.ExpectNothing();
        _world.Run(TimeSpan.FromSeconds(2));

        var failures = _log.TakeAll();
        Assert.Equal(3, failures.Length);
        Assert.IsType<TimeoutException>(failures.OfType<SaveSnapshotFailure>().Single().Cause);
        Assert.IsType<TimeoutException>(failures.OfType<DeleteSnapshotsFailure>().Single().Cause);
        Assert.IsType<TimeoutException>(failures.OfType<DeleteMessagesFailure>().Single().Cause);
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();
        _log.ExpectExactly("command next");
    }
}

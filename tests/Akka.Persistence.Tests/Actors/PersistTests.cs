using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Handlers run after their events are stored, in order, with the sender of the command; Persist holds later commands back, PersistAsync does not.</summary>
public sealed class PersistTests : IDisposable
{
    private readonly World _world = new(ControlledJournal.Configuration);
    private readonly Recorder _log = new("log");
    private readonly Recorder _asker = new("asker");

    private JournalControl Journal => JournalControl.Of(_world.System);

    public void Dispose() => _world.Dispose();

    private IActorRef Start()
    {
        var notebook = _world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
        return notebook;
    }

    [Fact]
    public void The_handler_runs_after_the_event_is_stored()
    {
        var notebook = Start();
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        notebook.Do(n => n.Note("one"));
        _world.Run();
        _log.ExpectNothing();

        _world.Open(gate);

        _log.ExpectExactly("handled one");
    }

    [Fact]
    public void Commands_wait_until_the_handler_has_run_and_keep_their_order()
    {
        var notebook = Start();
        for (var i = 1; i <= 50; i++)
        {
            var n = i;
            notebook.Do(book => book.Note($"{n}"));
            notebook.Tell($"after {n}", ActorRefs.NoSender);
        }

        _world.Run();

        _log.ExpectExactly([.. Enumerable.Range(1, 50).SelectMany(n => new[] { $"handled {n}", $"command after {n}" })]);
        Assert.All(Journal.Batches, size => Assert.Equal(1, size));
    }

    [Fact]
    public void The_handler_sees_the_sender_of_its_command()
    {
        var notebook = Start();
        notebook.Do(n => n.Persist(new Noted("x"), _ => n.Sender.Tell("stored", n.Self)), _asker);
        _world.Run();

        _asker.ExpectExactly("stored");
    }

    [Fact]
    public void Several_events_of_one_command_are_one_batch()
    {
        var notebook = Start();
        notebook.Do(n =>
        {
            n.Note("one");
            n.Note("two");
            n.PersistAll([new Noted("three"), new Noted("four")], n.Apply);
        });
        _world.Run();

        _log.ExpectExactly("handled one", "handled two", "handled three", "handled four");
        Assert.Equal([4], Journal.Batches);
    }

    [Fact]
    public void A_handler_may_persist_again_before_the_next_command()
    {
        var notebook = Start();
        notebook.Do(n => n.Persist(new Noted("outer"), outer =>
        {
            n.Apply(outer);
            n.Note("inner");
        }));
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("handled outer", "handled inner", "command next");
    }

    [Fact]
    public void PersistAll_without_events_does_nothing()
    {
        var notebook = Start();
        notebook.Do(n => n.PersistAll(Array.Empty<Noted>(), n.Apply));
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("command next");
        Assert.Empty(Journal.Batches);
    }

    [Fact]
    public void PersistAsync_lets_commands_go_on_and_runs_handlers_in_order()
    {
        var notebook = Start();
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        for (var i = 1; i <= 3; i++)
        {
            var n = i;
            notebook.Do(book => book.PersistAsync(new Noted($"{n}"), book.Apply));
        }

        notebook.Tell("meanwhile", ActorRefs.NoSender);
        _world.Run();
        _log.ExpectExactly("command meanwhile");
        _world.Open(gate);

        _log.ExpectExactly("handled 1", "handled 2", "handled 3");
        Assert.Equal([1, 2], Journal.Batches);
    }

    [Fact]
    public void Handlers_of_one_batch_see_each_the_sender_of_their_own_command()
    {
        var notebook = Start();
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        var askers = Enumerable.Range(0, 4).Select(n => new Recorder($"asker{n}")).ToArray();
        foreach (var asker in askers) notebook.Do(n => n.PersistAsync(new Noted("x"), _ => n.Sender.Tell("stored", n.Self)), asker);
        _world.Run();
        _world.Open(gate);

        foreach (var asker in askers) asker.ExpectExactly("stored");
        Assert.Equal([1, 3], Journal.Batches);
    }

    [Fact]
    public void A_batch_holds_at_most_as_many_events_as_configured()
    {
        using var world = new World(ControlledJournal.Configuration + "\ncontrolled.max-message-batch-size = 10");
        var notebook = world.Notebook(_log);
        notebook.Do(n =>
        {
            for (var i = 0; i < 25; i++) n.PersistAsync(new Noted($"{i}"), n.Apply);
            n.PersistAllAsync(Enumerable.Range(25, 12).Select(i => new Noted($"{i}")), n.Apply);
        });
        world.Run();

        // Events that must be stored together stay together, however many they are.
        Assert.Equal([10, 10, 5, 12], JournalControl.Of(world.System).Batches);
        Assert.Equal(["recovered at 0", .. Enumerable.Range(0, 37).Select(i => $"handled {i}")], _log.TakeAll());
    }

    [Fact]
    public void A_deferred_handler_runs_after_the_events_before_it()
    {
        var notebook = Start();
        notebook.Do(n =>
        {
            n.DeferAsync("at once", text => n.Journal2Log.Tell(text, n.Self));
            n.PersistAsync(new Noted("one"), n.Apply);
            n.DeferAsync("in between", text => n.Journal2Log.Tell(text, n.Self));
            n.PersistAsync(new Noted("two"), n.Apply);
            n.DeferAsync("at the end", text => n.Journal2Log.Tell(text, n.Self));
        });
        _world.Run();

        _log.ExpectExactly("at once", "handled one", "in between", "handled two", "at the end");
    }

    [Fact]
    public void LastSequenceNr_counts_handled_events()
    {
        var notebook = Start();
        var seen = new List<long>();
        notebook.Do(n =>
        {
            n.PersistAll([new Noted("a"), new Noted("b")], _ => seen.Add(n.LastSequenceNr));
            seen.Add(n.LastSequenceNr);
        });
        _world.Run();

        Assert.Equal([0, 1, 2], seen);
    }

    [Fact]
    public void Async_handlers_persist_before_and_after_waiting_and_hold_other_commands_back()
    {
        var notebook = Start();
        var wait = new TaskCompletionSource();
        notebook.Do(n => n.RunTask(async () =>
        {
            n.Note("before");
            await wait.Task;
            n.Note("after");
        }), _asker);
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();
        _log.ExpectNothing();
        _world.Open(wait);

        _log.ExpectExactly("handled before", "handled after", "command next");
    }

    [Fact]
    public void A_persist_handler_may_wait_for_a_task_before_the_next_handler_runs()
    {
        var notebook = Start();
        var wait = new TaskCompletionSource();
        notebook.Do(n => n.PersistAll([new Noted("one"), new Noted("two")], noted => n.RunTask(async () =>
        {
            await wait.Task;
            n.Apply(noted);
        })));
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();
        _log.ExpectNothing();
        _world.Open(wait);

        _log.ExpectExactly("handled one", "handled two", "command next");
    }

    [Fact]
    public void A_rejected_event_is_reported_and_the_actor_goes_on()
    {
        var notebook = Start();
        Journal.Reject = e => e is Noted { Text: "bad" } ? new NotSupportedException("no") : null;
        notebook.Do(n =>
        {
            n.Note("good");
            n.Note("bad");
            n.Note("also good");
        });
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("handled good", "rejected 2: no", "handled also good", "command next");
        Assert.Equal(1, _world.Errors.Count);
        _world.Stop(notebook);
        _world.Notebook(_log);
        _log.ExpectExactly("replayed good", "replayed also good", "recovered at 3");
    }

    [Fact]
    public void A_failed_write_stops_the_actor_and_its_waiting_commands_become_dead_letters()
    {
        var notebook = Start();
        Journal.FailWrites = new IOException("disk gone");
        notebook.Do(n => n.Note("one"));
        notebook.Tell("waiting", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("failed 1: disk gone");
        Assert.False(World.IsAlive(notebook));
        Assert.Contains(_world.DeadLetters.TakeAll(), letter => ((Akka.Event.AllDeadLetters)letter).Message is "waiting");
    }

    [Fact]
    public void Persisting_during_recovery_is_refused()
    {
        _world.Start(Props.Create(() => new PersistsDuringRecovery(_log)));

        _log.ExpectExactly("refused");
    }

    private sealed class PersistsDuringRecovery : ReceivePersistentActor
    {
        public PersistsDuringRecovery(Recorder log)
        {
            try
            {
                Persist(new Noted("early"), _ => { });
            }
            catch (InvalidOperationException)
            {
                log.Tell("refused", Self);
            }
        }

        public override string PersistenceId => "early";
    }
}

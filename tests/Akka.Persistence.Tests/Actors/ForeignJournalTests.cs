using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Whatever a journal answers, late, twice, out of order or for somebody else, handlers run once each and in the order of the events.</summary>
public sealed class ForeignJournalTests : IDisposable
{
    private readonly World _world = new(HandJournal.Configuration);
    private readonly Recorder _log = new("log");
    private readonly IActorRef _notebook;

    public ForeignJournalTests()
    {
        _notebook = _world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
    }

    public void Dispose() => _world.Dispose();

    private WriteMessages Take()
    {
        _world.Run();
        var writes = HandJournal.Writes(_world.System);
        var write = writes[0];
        writes.RemoveAt(0);
        return write;
    }

    private void Answer(params object[] answers)
    {
        foreach (var answer in answers) _notebook.Tell(answer, ActorRefs.NoSender);
        _world.Run();
    }

    private static WriteMessageSuccess Stored(WriteMessages write, int index) => new(HandJournal.Events(write)[index], write.ActorInstanceId);

    private void Persist(params string[] texts) => _notebook.Do(n => n.PersistAll(texts.Select(text => new Noted(text)), n.Apply));

    [Fact]
    public void Answers_in_order_run_the_handlers()
    {
        Persist("1", "2");
        var write = Take();
        Answer(WriteMessagesSuccessful.Instance, Stored(write, 0));
        _log.ExpectExactly("handled 1");
        Answer(Stored(write, 1));
        _log.ExpectExactly("handled 2");
    }

    [Fact]
    public void Answers_out_of_order_wait_for_those_before_them()
    {
        Persist("1", "2", "3");
        var write = Take();
        Answer(Stored(write, 2), Stored(write, 1));
        _log.ExpectNothing();
        _notebook.Tell("next", ActorRefs.NoSender);
        Answer(Stored(write, 0));
        _log.ExpectExactly("handled 1", "handled 2", "handled 3", "command next");
    }

    [Fact]
    public void An_answer_that_comes_twice_counts_once()
    {
        Persist("1", "2");
        var write = Take();
        Answer(Stored(write, 0), Stored(write, 0));
        _log.ExpectExactly("handled 1");
        Answer(Stored(write, 1), Stored(write, 1));
        _log.ExpectExactly("handled 2");

        Persist("3");
        var next = Take();
        Answer(Stored(write, 0), Stored(write, 1));
        _log.ExpectNothing();
        Answer(Stored(next, 0));
        _log.ExpectExactly("handled 3");
    }

    [Fact]
    public void An_answer_for_an_earlier_incarnation_is_ignored()
    {
        Persist("1");
        var write = Take();
        Answer(new WriteMessageSuccess(HandJournal.Events(write)[0], write.ActorInstanceId - 1), new WriteMessageFailure(HandJournal.Events(write)[0], new IOException(), write.ActorInstanceId - 1));
        _log.ExpectNothing();
        Answer(Stored(write, 0));
        _log.ExpectExactly("handled 1");
    }

    [Fact]
    public void A_refusal_out_of_order_keeps_its_place()
    {
        Persist("1", "2");
        var write = Take();
        Answer(new WriteMessageRejected(HandJournal.Events(write)[1], new InvalidOperationException("no"), write.ActorInstanceId));
        _log.ExpectNothing();
        Answer(Stored(write, 0));
        _log.ExpectExactly("handled 1", "rejected 2: no");
    }

    [Fact]
    public void A_deferred_handler_runs_in_its_place_and_once()
    {
        _notebook.Do(n =>
        {
            n.PersistAsync(new Noted("1"), n.Apply);
            n.DeferAsync(new Noted("deferred"), n.Apply);
            n.PersistAsync(new Noted("2"), n.Apply);
        });
        var write = Take();
        var loop = new LoopMessageSuccess("deferred", write.ActorInstanceId);
        Answer(loop, loop, Stored(write, 1));
        _log.ExpectNothing();
        Answer(Stored(write, 0));
        _log.ExpectExactly("handled 1", "handled deferred", "handled 2");
    }

    [Fact]
    public void Asynchronous_handlers_keep_their_turn_when_answers_overtake_each_other()
    {
        var gate = new TaskCompletionSource();
        _notebook.Do(n =>
        {
            n.Persist(new Noted("1"), e => n.RunTask(async () =>
            {
                await gate.Task;
                n.Apply(e);
            }));
            n.Persist(new Noted("2"), n.Apply);
        });
        var write = Take();
        Answer(Stored(write, 1), Stored(write, 0));
        _log.ExpectNothing();
        _world.Open(gate);
        _log.ExpectExactly("handled 1", "handled 2");
    }

    [Fact]
    public void Answers_to_a_recovery_that_come_twice_are_ignored()
    {
        Answer(new RecoverySuccess(7), new ReplayedMessage(new Persistent(new Noted("late"), 3, "notes")), new ReplayMessagesFailure(new IOException()));
        _log.ExpectNothing();
        Persist("1");
        Assert.Equal(1, HandJournal.Events(Take())[0].SequenceNr);
    }
}

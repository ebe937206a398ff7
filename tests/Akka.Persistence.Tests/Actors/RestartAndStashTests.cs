using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Commands survive the restart of the actor they wait for; the user's stash and the stash for commands keep the order; overflow is handled as configured.</summary>
public sealed class RestartAndStashTests : IDisposable
{
    private readonly World _world = new(ControlledJournal.Configuration);
    private readonly Recorder _log = new("log");

    private JournalControl Journal => JournalControl.Of(_world.System);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_failing_command_restarts_the_actor_with_its_state_and_the_commands_behind_it()
    {
        var notebook = _world.Notebook(_log);
        notebook.Do(n => n.Note("one"));
        notebook.Tell(new InvalidOperationException("boom"), ActorRefs.NoSender);
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("recovered at 0", "handled one", "replayed one", "recovered at 1", "command next");
    }

    [Fact]
    public void A_failing_handler_restarts_the_actor_and_the_events_of_its_batch_are_replayed()
    {
        var notebook = _world.Notebook(_log);
        notebook.Do(n => n.PersistAll([new Noted("one"), new Noted("two")], noted => throw new InvalidOperationException("boom")));
        notebook.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("recovered at 0", "replayed one", "replayed two", "recovered at 2", "command next");
    }

    [Fact]
    public void What_a_command_persisted_before_it_failed_is_stored()
    {
        var notebook = _world.Notebook(_log);
        notebook.Do(n =>
        {
            n.Note("one");
            throw new InvalidOperationException("boom");
        });
        _world.Run();
        _world.Stop(notebook);
        _log.TakeAll();
        _world.Notebook(_log);

        _log.ExpectExactly("replayed one", "recovered at 1");
    }

    [Fact]
    public void A_resumed_actor_goes_on_with_the_handlers_behind_the_one_that_failed()
    {
        var parent = _world.Start(Props.Create(() => new Resumer(_log)));
        parent.Tell((Action<Notebook>)(n => n.PersistAll([new Noted("one"), new Noted("bad"), new Noted("three")], noted =>
        {
            if (noted.Text == "bad") throw new InvalidOperationException("boom");
            n.Apply(noted);
        })));
        parent.Tell("next", ActorRefs.NoSender);
        _world.Run();

        _log.ExpectExactly("recovered at 0", "handled one", "handled three", "command next");
    }

    [Fact]
    public void Answers_to_an_earlier_incarnation_are_ignored()
    {
        var notebook = _world.Notebook(_log);
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        notebook.Do(n => n.PersistAsync(new Noted("one"), n.Apply));
        notebook.Tell(new InvalidOperationException("boom"), ActorRefs.NoSender);
        _world.Run();
        _world.Open(gate);

        Assert.DoesNotContain("handled one", _log.TakeAll());
        Assert.True(World.IsAlive(notebook));
    }

    [Fact]
    public void What_the_actor_stashed_comes_back_before_the_commands_that_waited_for_a_persist()
    {
        var notebook = _world.Notebook(_log);
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        var isOpen = false;
        void Later(Notebook n, string text)
        {
            if (isOpen) n.Journal2Log.Tell(text, n.Self);
            else n.Stash.Stash();
        }

        notebook.Do(n => Later(n, "stashed 1"));
        notebook.Do(n => Later(n, "stashed 2"));
        notebook.Do(n => n.Persist(new Noted("open"), _ =>
        {
            isOpen = true;
            n.Stash.UnstashAll();
        }));
        notebook.Tell("waited", ActorRefs.NoSender);
        _world.Run();
        _world.Open(gate);

        _log.ExpectExactly("recovered at 0", "stashed 1", "stashed 2", "command waited");
    }

    [Fact]
    public void Unstash_gives_back_one_command()
    {
        var notebook = _world.Notebook(_log);
        var stashing = true;
        void Stashed(Notebook n, string text)
        {
            if (stashing) n.Stash.Stash();
            else n.Journal2Log.Tell(text, n.Self);
        }

        notebook.Do(n => Stashed(n, "one"));
        notebook.Do(n => Stashed(n, "two"));
        notebook.Do(n =>
        {
            stashing = false;
            n.Stash.Unstash();
        });
        _world.Run();

        _log.ExpectExactly("recovered at 0", "one");
    }

    [Fact]
    public void The_death_of_a_watched_actor_waits_for_a_persist_and_arrives()
    {
        var child = _world.Start(Props.Create(() => new HandlesAll()));
        var notebook = _world.Notebook(_log);
        var gate = new TaskCompletionSource();
        Journal.WriteGate = gate.Task;
        notebook.Do(n =>
        {
            Notebook.Context.Watch(child);
            n.Note("one");
        });
        _world.Run();
        _world.Stop(child);
        _world.Open(gate);

        Assert.Equal(["recovered at 0", "handled one"], [_log.Expect<string>(), _log.Expect<string>()]);
        Assert.Equal(child, _log.Expect<Terminated>().ActorRef);
    }

    [Theory]
    [InlineData("Akka.Persistence.DiscardConfigurator, Akka.Persistence", true)]
    [InlineData("Akka.Persistence.ThrowExceptionConfigurator, Akka.Persistence", false)]
    public void A_full_stash_does_what_is_configured(string configurator, bool discards)
    {
        using var world = new World($"{ControlledJournal.Configuration}\nakka.persistence.internal-stash-overflow-strategy = \"{configurator}\"");
        var gate = new TaskCompletionSource();
        JournalControl.Of(world.System).WriteGate = gate.Task;
        var actor = world.Start(Props.Create(() => new HandlesAll()).WithStashCapacity(2));
        actor.Tell("persist", ActorRefs.NoSender);
        for (var i = 0; i < 3; i++) actor.Tell($"waiting {i}", ActorRefs.NoSender);
        world.Run();

        if (discards) Assert.Contains(world.DeadLetters.TakeAll(), letter => ((AllDeadLetters)letter).Message is "waiting 2");
        else Assert.IsType<StashOverflowException>(world.Errors.Expect<Error>().Cause);
        world.Open(gate);
    }

    private sealed class HandlesAll : ReceivePersistentActor
    {
        public HandlesAll()
        {
            Command<string>(text => Persist(new Noted(text), _ => { }), text => text == "persist");
            CommandAny(_ => { });
        }

        public override string PersistenceId => "all";
    }

    private sealed class Resumer : UntypedActor
    {
        private readonly IActorRef _child;

        public Resumer(Recorder log) => _child = Context.ActorOf(Props.Create(() => new Notebook("resumed", log)));

        protected internal override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);

        protected override void OnReceive(object message) => _child.Forward(message);
    }
}

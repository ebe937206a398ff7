using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Does what it is told (a function of itself) and remembers the events that it handled, live or replayed.</summary>
internal class Notebook(string id, Recorder log) : UntypedPersistentActor
{
    public override string PersistenceId => id;

    public Recorder Journal2Log => log;

    public override Recovery Recovery => CustomRecovery ?? base.Recovery;

    public Recovery? CustomRecovery { get; init; }

    public List<string> Texts { get; } = [];

    public new IActorRef Sender => base.Sender;

    public new IActorRef Self => base.Self;

    public new static IUntypedActorContext Context => UntypedPersistentActor.Context;

    /// <summary>Applies an event and says so.</summary>
    public void Apply(Noted noted)
    {
        Texts.Add(noted.Text);
        log.Tell($"handled {noted.Text}", Self);
    }

    public void Note(string text) => Persist(new Noted(text), Apply);

    public new void RunTask(Func<Task> action) => base.RunTask(action);

    public new void Become(UntypedReceive receive) => base.Become(receive);

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case Noted noted:
                Texts.Add(noted.Text);
                log.Tell($"replayed {noted.Text}", Self);
                break;
            case SnapshotOffer { Snapshot: Notes notes } offer:
                Texts.AddRange(notes.Texts);
                log.Tell($"offered {offer.Metadata.SequenceNr}: {string.Join(',', notes.Texts)}", Self);
                break;
            case RecoveryCompleted:
                log.Tell($"recovered at {LastSequenceNr}", Self);
                break;
            case Action<Notebook> _:
                throw new InvalidOperationException("a command came during recovery");
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Action<Notebook> action:
                action(this);
                break;
            case string text:
                log.Tell($"command {text}", Self);
                break;
            case Exception failure:
                throw failure;
            default:
                log.Tell(message, Self);
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        log.Tell($"failed {sequenceNr}: {cause.Message}", Self);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        log.Tell($"rejected {sequenceNr}: {cause.Message}", Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        log.Tell($"recovery failed: {reason.Message}", Self);
    }
}

/// <summary>Shorthand for tests with notebooks.</summary>
internal static class NotebookExtensions
{
    public static IActorRef Notebook(this World world, Recorder log, string id = "notes", Recovery? recovery = null) =>
        world.Start(Props.CreateBy(new Maker(() => new Notebook(id, log) { CustomRecovery = recovery })));

    public static void Do(this IActorRef notebook, Action<Notebook> action, IActorRef? sender = null) => notebook.Tell(action, sender ?? ActorRefs.NoSender);

    private sealed class Maker(Func<ActorBase> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Notebook);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
        }
    }
}

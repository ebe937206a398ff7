using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>Stands in for a journal or snapshot store that could not be made: everything asked of it fails at once, for that reason.</summary>
internal sealed class UnusablePlugin : UntypedActor
{
    private readonly Exception _cause;

    public UnusablePlugin(string id, Exception cause)
    {
        _cause = cause;
        Report(id, cause, Context);
    }

    /// <summary>Starts a plugin. One that fails to start answers from then on as this one does, where otherwise it would be stopped and nobody would be told.</summary>
    /// <returns>False when it failed.</returns>
    public static bool TryStart(Action preStart, IActorContext context)
    {
        try
        {
            preStart();
            return true;
        }
        catch (Exception cause)
        {
            Report(context.Self.Path.Name, cause, context);
            context.Become(message => Answer(message, context.Sender, context.Self, cause));
            return false;
        }
    }

    /// <summary>Answers a request to a plugin with a failure.</summary>
    /// <returns>False when the message is no such request.</returns>
    public static bool Answer(object message, IActorRef sender, IActorRef self, Exception cause)
    {
        switch (message)
        {
            case ReplayMessages replay:
                replay.PersistentActor.Tell(new ReplayMessagesFailure(cause, replay), ActorRefs.NoSender);
                return true;
            case WriteMessages { Batch: { } batch } write:
                write.PersistentActor.Tell(new WriteCompletion(batch, write.ActorInstanceId, cause), batch.First!.Sender);
                return true;
            case WriteMessages write:
                Fail(write, cause);
                return true;
            case DeleteMessagesTo delete:
                delete.PersistentActor.Tell(new DeleteMessagesFailure(cause, delete.ToSequenceNr), ActorRefs.NoSender);
                return true;
            case LoadSnapshot:
                sender.Tell(new LoadSnapshotFailed(cause), self);
                return true;
            case SaveSnapshot save:
                sender.Tell(new SaveSnapshotFailure(save.Metadata, cause), self);
                return true;
            case DeleteSnapshot delete:
                sender.Tell(new DeleteSnapshotFailure(delete.Metadata, cause), self);
                return true;
            case DeleteSnapshots delete:
                sender.Tell(new DeleteSnapshotsFailure(delete.Criteria, cause), self);
                return true;
            default:
                return false;
        }
    }

    protected override void OnReceive(object message)
    {
        if (!Answer(message, Sender, Self, _cause)) Unhandled(message);
    }

    private static void Report(string id, Exception cause, IActorContext context) =>
        context.GetLogger().Error(cause, "[{0}] cannot be used: {1}", id, cause.Message);

    private static void Fail(WriteMessages write, Exception cause)
    {
        var envelopes = write.Messages.ToArray();
        write.PersistentActor.Tell(new WriteMessagesFailed(cause, envelopes.Length), ActorRefs.NoSender);
        foreach (var persistent in envelopes.OfType<AtomicWrite>().SelectMany(one => one.Events))
            write.PersistentActor.Tell(new WriteMessageFailure(persistent, cause, write.ActorInstanceId), persistent.Sender);
    }
}

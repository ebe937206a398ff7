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
        Context.GetLogger().Error(cause, "[{0}] cannot be used: {1}", id, cause.Message);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReplayMessages replay:
                replay.PersistentActor.Tell(new ReplayMessagesFailure(_cause, replay), ActorRefs.NoSender);
                break;
            case WriteMessages { Batch: { } batch } write:
                write.PersistentActor.Tell(new WriteCompletion(batch, write.ActorInstanceId, _cause), batch.First!.Sender);
                break;
            case WriteMessages write:
                Fail(write);
                break;
            case DeleteMessagesTo delete:
                delete.PersistentActor.Tell(new DeleteMessagesFailure(_cause, delete.ToSequenceNr), ActorRefs.NoSender);
                break;
            case LoadSnapshot:
                Sender.Tell(new LoadSnapshotFailed(_cause), Self);
                break;
            case SaveSnapshot save:
                Sender.Tell(new SaveSnapshotFailure(save.Metadata, _cause), Self);
                break;
            case DeleteSnapshot delete:
                Sender.Tell(new DeleteSnapshotFailure(delete.Metadata, _cause), Self);
                break;
            case DeleteSnapshots delete:
                Sender.Tell(new DeleteSnapshotsFailure(delete.Criteria, _cause), Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Fail(WriteMessages write)
    {
        var envelopes = write.Messages.ToArray();
        write.PersistentActor.Tell(new WriteMessagesFailed(_cause, envelopes.Length), ActorRefs.NoSender);
        foreach (var persistent in envelopes.OfType<AtomicWrite>().SelectMany(one => one.Events))
            write.PersistentActor.Tell(new WriteMessageFailure(persistent, _cause, write.ActorInstanceId), persistent.Sender);
    }
}

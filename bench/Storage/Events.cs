using Akka.Actor;
using Akka.Persistence;

namespace Switchboard.Bench.Storage;

/// <summary>What is stored: 64 bytes, bound to the byte serializer in either engine.</summary>
internal static class Events
{
    public static byte[] Payload { get; } = new byte[64];
}

/// <summary>Persist one event, wait until it is stored, and so on.</summary>
internal sealed record OneByOne(int Count, CountdownEvent Done);

/// <summary>Persist one event and take the next command at once.</summary>
internal sealed record WithoutWaiting(CountdownEvent Done);

/// <summary>Persist so many events as one write, all or nothing.</summary>
internal sealed record Together(int Count, CountdownEvent Done);

/// <summary>Persists events in every way that there is.</summary>
internal sealed class Writer(string id) : UntypedPersistentActor
{
    public override string PersistenceId => id;

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case OneByOne each:
                PersistOneByOne(each.Count, each.Done);
                break;
            case WithoutWaiting one:
                PersistAsync(Events.Payload, _ => one.Done.Signal());
                break;
            case Together all:
                PersistAll(Enumerable.Repeat(Events.Payload, all.Count), _ => all.Done.Signal());
                break;
            default:
                Sender.Tell(message, Self); // recovered and ready
                break;
        }
    }

    protected override void OnRecover(object message)
    {
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Environment.FailFast("A benchmark's event was not stored.", cause);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Environment.FailFast("A benchmark's event was rejected.", cause);

    private void PersistOneByOne(int left, CountdownEvent done) => Persist(Events.Payload, _ =>
    {
        done.Signal();
        if (left > 1) PersistOneByOne(left - 1, done);
    });
}

/// <summary>Counts the events of its recovery, and answers with their number.</summary>
internal sealed class Reader(string id) : UntypedPersistentActor
{
    private long _count;

    public override string PersistenceId => id;

    protected override void OnCommand(object message) => Sender.Tell(_count, Self);

    protected override void OnRecover(object message)
    {
        if (message is byte[]) _count++;
    }
}

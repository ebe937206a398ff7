using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;
using Akka.Serialization;

namespace Simulation.Rooms;

/// <summary>The journal plugin over a <see cref="SimulatedDisk"/>: everything goes through the system's serializers, as in a real database.</summary>
internal sealed class SimulatedJournal(Config config) : AsyncWriteJournal
{
    private readonly SimulatedDisk _disk = SimulatedDisk.Of(config.GetString("disk")!);
    private readonly ExtendedActorSystem _system = (ExtendedActorSystem)Context.System;
    private readonly TimeProvider _time = SimulatedTime.Of(config.GetString("time")!);

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        var events = await _disk.Read(persistenceId, fromSequenceNr, toSequenceNr, _time);
        foreach (var (number, e) in events.Take((int)Math.Min(max, int.MaxValue)))
        {
            var payload = _system.Serialization.Deserialize(e.Bytes, e.SerializerId, e.Manifest);
            recoveryCallback(new Persistent(payload, number, persistenceId, e.Manifest, false, ActorRefs.NoSender, ""));
        }
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => _disk.Highest(persistenceId, _time);

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        if (_disk.RejectWrites)
            return writes.Select(_ => (Exception?)new InvalidOperationException("simulated: refused")).ToImmutableList();
        foreach (var write in writes)
        {
            var events = ((IImmutableList<IPersistentRepresentation>)write.Payload).Select(p => (p.SequenceNr, Bytes(_system, p.Payload))).ToList();
            await _disk.Write(write.PersistenceId, events, _time);
        }
        return null;
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) => _disk.Delete(persistenceId, toSequenceNr, _time);

    public static StoredBytes Bytes(ExtendedActorSystem system, object payload, DateTime timestamp = default)
    {
        var serializer = system.Serialization.FindSerializerFor(payload);
        return new StoredBytes(serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, payload), serializer.ToBinary(payload), timestamp);
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;

namespace Akka.Simulation;

/// <summary>Configuration that makes persistent actors of a simulated node use its disk, or a shared one, for events and snapshots.</summary>
/// <remarks>
/// The plugins are <c>akka.persistence.journal.simulated</c> and <c>akka.persistence.snapshot-store.simulated</c>. Their settings: <c>disk</c>, the name
/// of a <see cref="SimulatedWorld.SharedDisk"/>, or empty for the node's own; <c>serialize</c>, off by default: events and snapshots are kept as
/// the objects they are, so that they must not change.
/// </remarks>
public static class SimulatedPersistence
{
    private static readonly Config OwnDisk = Parse("", serialize: false);

    /// <summary>The configuration for <see cref="SimulatedWorld.AddNode"/>, to be combined with other.</summary>
    /// <param name="sharedDisk">Name of the disk; empty for each node's own.</param>
    /// <param name="serialize">Whether events and snapshots go through the system's serializers.</param>
    /// <returns>The configuration; keep it, since parsing it takes longer than many a seed.</returns>
    public static Config Config(string sharedDisk = "", bool serialize = false) => sharedDisk.Length == 0 && !serialize ? OwnDisk : Parse(sharedDisk, serialize);

    internal static SimulatedDisk DiskOf(ActorSystem system, Config plugin)
    {
        var node = SimulationSetup.NodeOf(system);
        return plugin.GetString("disk", "") is { Length: > 0 } name ? node.World.SharedDisk(name) : node.Disk;
    }

    private static Config Parse(string disk, bool serialize) => ConfigurationFactory.ParseString($$"""
        akka.persistence {
          journal.plugin = "akka.persistence.journal.simulated"
          journal.simulated {
            class = "Akka.Simulation.SimulatedJournal, Akka.Simulation"
            plugin-dispatcher = "akka.actor.default-dispatcher"
            disk = "{{disk}}"
            serialize = {{(serialize ? "on" : "off")}}
          }
          snapshot-store.plugin = "akka.persistence.snapshot-store.simulated"
          snapshot-store.simulated {
            class = "Akka.Simulation.SimulatedSnapshotStore, Akka.Simulation"
            plugin-dispatcher = "akka.actor.default-dispatcher"
            disk = "{{disk}}"
            serialize = {{(serialize ? "on" : "off")}}
          }
        }
        """);
}

/// <summary>An object as a simulated database holds it: itself, or its bytes.</summary>
internal readonly record struct StoredObject(object? Value, int SerializerId, string Manifest, byte[]? Bytes)
{
    public static StoredObject Of(ActorSystem system, object value, bool serialize)
    {
        if (!serialize) return new StoredObject(value, 0, "", null);
        var serializer = system.Serialization.FindSerializerFor(value);
        return new StoredObject(null, serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, value), system.Serialization.Serialize(value));
    }

    public object Read(ActorSystem system) => Value ?? system.Serialization.Deserialize(Bytes!, SerializerId, Manifest);
}

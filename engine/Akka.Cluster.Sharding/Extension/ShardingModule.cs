using Akka.Actor;
using Akka.Cluster.Sharding.Serialization;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Cluster.Sharding;

/// <summary>Makes the defaults and the serializer known to a system, once, when something of sharding is first used there.</summary>
internal sealed class ShardingModule : IExtension
{
    private const string Serializer = "akka-sharding";

    private ShardingModule(ExtendedActorSystem system)
    {
        system.Settings.InjectTopLevelFallback(Defaults);
        var config = system.Settings.Config;
        // The system's serializers may have been made before these defaults were known; one that the configuration names is there already.
        if (config.GetString($"akka.actor.serialization-bindings.\"{typeof(IClusterShardingSerializable).TypeQualifiedName()}\"", "") != Serializer) return;
        if (Type.GetType(config.GetString($"akka.actor.serializers.{Serializer}", "")!) != typeof(ClusterShardingMessageSerializer)) return;
        var serializer = new ClusterShardingMessageSerializer(system);
        system.Serialization.AddSerializer(Serializer, serializer);
        system.Serialization.AddSerializationMap(typeof(IClusterShardingSerializable), serializer);
    }

    public static Config Defaults { get; } = ConfigurationFactory.FromResource<ClusterShardingSettings>("Akka.Cluster.Sharding.sharding.conf");

    /// <summary>The configuration of a system, with the defaults of sharding and of singletons in it.</summary>
    public static Config ConfigOf(ActorSystem system)
    {
        system.WithExtension<ShardingModule, Provider>();
        return SingletonModule.ConfigOf(system);
    }

    public sealed class Provider : ExtensionIdProvider<ShardingModule>
    {
        public override ShardingModule CreateExtension(ExtendedActorSystem system) => new(system);
    }
}

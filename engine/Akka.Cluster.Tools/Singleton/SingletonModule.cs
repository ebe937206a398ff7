using Akka.Actor;
using Akka.Cluster.Tools.Singleton.Serialization;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Makes the defaults and the serializer known to a system, once, when something of singletons is first used there.</summary>
internal sealed class SingletonModule : IExtension
{
    private const string Serializer = "akka-singleton";

    private SingletonModule(ExtendedActorSystem system)
    {
        system.Settings.InjectTopLevelFallback(Defaults);
        var config = system.Settings.Config;
        // The system's serializers may have been made before these defaults were known; one that the configuration names is there already.
        if (config.GetString($"akka.actor.serialization-bindings.\"{typeof(IClusterSingletonMessage).TypeQualifiedName()}\"", "") != Serializer) return;
        if (Type.GetType(config.GetString($"akka.actor.serializers.{Serializer}", "")!) != typeof(ClusterSingletonMessageSerializer)) return;
        var serializer = new ClusterSingletonMessageSerializer(system);
        system.Serialization.AddSerializer(Serializer, serializer);
        system.Serialization.AddSerializationMap(typeof(IClusterSingletonMessage), serializer);
    }

    public static Config Defaults { get; } = ConfigurationFactory.FromResource<ClusterSingletonManagerSettings>("Akka.Cluster.Tools.singleton.conf");

    /// <summary>The configuration of a system, with the defaults of singletons in it.</summary>
    public static Config ConfigOf(ActorSystem system)
    {
        system.WithExtension<SingletonModule, Provider>();
        return system.Settings.Config;
    }

    /// <summary>A section of the configuration.</summary>
    public static Config Section(ActorSystem system, string path) =>
        ConfigOf(system).GetConfig(path) ?? throw new ConfigurationException($"{path} is not there: the defaults set it, and it must not be set to null.");

    public static string? RoleOf(Config config) => config.GetString("role", "") is { Length: > 0 } role ? role : null;

    public sealed class Provider : ExtensionIdProvider<SingletonModule>
    {
        public override SingletonModule CreateExtension(ExtendedActorSystem system) => new(system);
    }
}

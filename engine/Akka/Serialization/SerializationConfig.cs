using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Serialization;

/// <summary>Makes the serializers that the configuration and the setup of a system name.</summary>
internal static class SerializationConfig
{
    private const string Serializers = "akka.actor.serializers";
    private const string Bindings = "akka.actor.serialization-bindings";
    private const string Settings = "akka.actor.serialization-settings";

    public static void Read(ExtendedActorSystem system, SerializerRegistry registry)
    {
        var config = system.Settings.Config;
        var setup = system.Settings.Setup.Get<SerializationSetup>();
        SerializerDetails[] details = setup.HasValue ? [.. setup.Value.CreateSerializers(system).OrderBy(static one => one.Alias, StringComparer.Ordinal)] : [];
        foreach (var (name, type) in Entries(config, Serializers))
        {
            if (Array.Find(details, one => one.Alias == name) is not { } replacement)
                Add(registry, name, Create(system, config, name, type));
            else if (system.Settings.LogSerializerOverrideOnStart)
                Logging.GetLogger(system.EventStream, nameof(Serialization)).Info("Serializer [{Type}] of the setup replaces {Path}.{Name} = [{Configured}].", replacement.Serializer.GetType(), Serializers, name, type);
        }

        foreach (var one in details) Add(registry, one.Alias, one.Serializer);
        foreach (var (type, name) in Entries(config, Bindings))
        {
            if (name is "" or "none") continue; // a binding that the configuration takes back
            var key = $"{Bindings}.\"{type}\"";
            var serializer = registry.Named(name) ?? throw new ConfigurationException($"{key} = {name}: no serializer of that name is under {Serializers}.");
            var bound = Type.GetType(type) ?? throw new ConfigurationException($"{key} = {name}: the type cannot be loaded. Write it as \"Namespace.Type, Assembly\".");
            registry.Bind(bound, serializer);
            if (serializer is SystemTextJsonSerializer json && bound != typeof(object)) json.Register(bound, null);
        }

        foreach (var one in details)
            foreach (var type in one.UseFor.OrderBy(static type => type.FullName, StringComparer.Ordinal)) registry.Bind(type, one.Serializer);
    }

    private static Serializer Create(ExtendedActorSystem system, Config config, string name, string typeName)
    {
        var key = $"{Serializers}.{name} = \"{typeName}\"";
        var type = Type.GetType(typeName) ?? throw new ConfigurationException($"{key}: the class cannot be loaded.{Advice(typeName)}");
        if (!typeof(Serializer).IsAssignableFrom(type) || type.IsAbstract) throw new ConfigurationException($"{key}: the class is no {nameof(Serializer)}.");
        try
        {
            if (type.GetConstructor([typeof(ExtendedActorSystem), typeof(Config)]) is { } withConfig)
                return (Serializer)withConfig.Invoke([system, config.GetConfig($"{Settings}.{name}") ?? Config.Empty]);
            var plain = type.GetConstructor([typeof(ExtendedActorSystem)])
                ?? throw new ConfigurationException($"{key}: the class has no public constructor that takes an {nameof(ExtendedActorSystem)}, alone or with a {nameof(Config)}.");
            return (Serializer)plain.Invoke([system]);
        }
        catch (TargetInvocationException failure)
        {
            throw new ConfigurationException($"{key}: the constructor failed: {failure.InnerException?.Message}", failure.InnerException);
        }
    }

    private static void Add(SerializerRegistry registry, string name, Serializer serializer)
    {
        try
        {
            registry.Add(name, serializer);
        }
        catch (ArgumentException clash)
        {
            throw new ConfigurationException($"{Serializers}.{name}: {clash.Message}", clash);
        }
    }

    private static string Advice(string typeName) => typeName.Contains("NewtonSoft", StringComparison.OrdinalIgnoreCase)
        ? $" This engine's JSON serializer is \"{typeof(SystemTextJsonSerializer).FullName}, Akka\"; it takes registered types only."
        : " Write it as \"Namespace.Class, Assembly\", and refer to its package.";

    private static IEnumerable<(string Key, string Value)> Entries(Config config, string path)
    {
        if (config.GetConfig(path) is not { } section) yield break;
        foreach (var (key, value) in section.AsEnumerable()) yield return (key, value.GetString() ?? "");
    }
}

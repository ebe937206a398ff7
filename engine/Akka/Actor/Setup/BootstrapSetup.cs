using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>The configuration of an actor system, as a setup. Immutable.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Option<Config> fallback, Option<ProviderSelection> provider)
    {
        Config = config;
        ConfigFallback = fallback;
        ActorRefProvider = provider;
    }

    /// <summary>The configuration, or none for the default one.</summary>
    public Option<Config> Config { get; }

    /// <summary>Which provider of references to use, or none for the configured one.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; }

    /// <summary>Counts below <see cref="Config"/> and above the defaults.</summary>
    internal Option<Config> ConfigFallback { get; }

    /// <summary>An empty setup.</summary>
    /// <returns>The setup.</returns>
    public static BootstrapSetup Create() => new(Option<Config>.None, Option<Config>.None, Option<ProviderSelection>.None);

    /// <summary>The same with a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>A new setup.</returns>
    public BootstrapSetup WithConfig(Config config) => new(config, ConfigFallback, ActorRefProvider);

    /// <summary>The same with a configuration that fills what <see cref="Config"/> leaves open.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>A new setup.</returns>
    public BootstrapSetup WithConfigFallback(Config config) =>
        new(Config, ConfigFallback.HasValue ? ConfigFallback.Value.WithFallback(config) : config, ActorRefProvider);

    /// <summary>The same with a provider.</summary>
    /// <param name="name">The provider.</param>
    /// <returns>A new setup.</returns>
    public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, ConfigFallback, name);
}

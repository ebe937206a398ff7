using Akka.Actor.Setup;

namespace Akka.Hosting;

/// <summary>A plugin of a module, with options written in code.</summary>
public interface IHoconOption
{
    /// <summary>The plugin's section of the configuration.</summary>
    string ConfigPath { get; }

    /// <summary>The plugin's class.</summary>
    Type Class { get; }

    /// <summary>Puts the options into the configuration.</summary>
    /// <param name="builder">The builder of the system.</param>
    /// <param name="setup">A setup of the module to be filled in, or null.</param>
    void Apply(AkkaConfigurationBuilder builder, Setup? setup = null);
}

/// <summary>A way of finding the other nodes of a cluster, with its options.</summary>
public interface IDiscoveryOptions : IHoconOption;

using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>How a configuration joins those that were added before.</summary>
public enum HoconAddMode
{
    /// <summary>It is asked after them: it fills what they leave open.</summary>
    Append = 0,

    /// <summary>It is asked before them: it wins.</summary>
    Prepend = 1,

    /// <summary>It takes their place.</summary>
    Replace = 2,
}

/// <summary>Joins a configuration to those that were added before.</summary>
/// <param name="currentConfig">What there is.</param>
/// <param name="configToAdd">What is added.</param>
/// <returns>The joint configuration.</returns>
public delegate Config HoconConfigurator(Config currentConfig, Config configToAdd);

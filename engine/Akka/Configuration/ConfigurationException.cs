using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration cannot be read, or one of its values is not what the reader needs. The message names the source, line and key.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>With a message.</summary>
    /// <param name="message">What was found, where, and what was expected.</param>
    public ConfigurationException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was found, where, and what was expected.</param>
    /// <param name="exception">What caused it.</param>
    public ConfigurationException(string message, Exception? exception) : base(message, exception)
    {
    }

    /// <summary>The exception for a part of the engine or a plugin that was given no configuration.</summary>
    /// <typeparam name="T">What needed the configuration.</typeparam>
    /// <param name="path">The key where the configuration was looked for, if known.</param>
    /// <returns>An exception to throw.</returns>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) => new(path is null or ""
        ? $"{typeof(T)} needs a configuration, but was given none."
        : $"{typeof(T)} needs a configuration at '{path}', but there is none.");

    /// <summary>Whether a limit on size or effort was reached, which ends whatever was being done, while a wrong value spoils only itself.</summary>
    internal bool IsLimit { get; private init; }

    /// <summary>The exception for a configuration that is too large to be handled.</summary>
    internal static ConfigurationException Limit(string message) => new(message) { IsLimit = true };
}

using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Helpers for configurations that may be null.</summary>
public static class ConfigExtensions
{
    /// <summary>Whether there is nothing in a configuration.</summary>
    /// <param name="config">The configuration, or null.</param>
    /// <returns>True for null and for a configuration without keys.</returns>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;

    /// <summary>As <see cref="Config.WithFallback"/>, where either side may be null or empty.</summary>
    /// <param name="config">The configuration that wins, or null.</param>
    /// <param name="fallback">The configuration that is asked for what the first does not have, or null.</param>
    /// <returns>The two joined; the only one that has keys; or <paramref name="config"/> (empty when that is null).</returns>
    public static Config SafeWithFallback(this Config? config, Config? fallback)
    {
        if (ReferenceEquals(config, fallback) || fallback.IsNullOrEmpty()) return config ?? Config.Empty;
        return config.IsNullOrEmpty() ? fallback : config.WithFallback(fallback);
    }

    /// <summary>A duration for which <c>off</c> may be given; null for that, and when there is no such key.</summary>
    internal static TimeSpan? GetTimeSpanOrOff(this Config config, string path)
    {
        if (config.Find(path) is not { } found || found.Nodes is [HoconText { Value: "off" or "false" or "no" }]) return null;
        return HoconConvert.Duration(found, allowInfinite: false, "a duration such as 500ms, 10s or 5 minutes, or off");
    }
}

using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Helpers for configurations.</summary>
public static class Util
{
    /// <summary>The same configuration below a key.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="path">The key, with dots between its levels.</param>
    /// <returns>A configuration whose keys all begin with the key.</returns>
    public static Config MoveTo(this Config config, string path)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ConfigurationFactory.ParseString($"{path} {{\n{config.ToString(includeFallback: true)}\n}}");
    }
}

using Akka.Configuration;

namespace Akka.Remote;

/// <summary>The defaults of everything under <c>akka.remote</c>.</summary>
internal static class RemoteDefaults
{
    public static Config Config { get; } = ConfigurationFactory.FromResource<RemoteSettings>("Akka.Remote.remote.conf");
}

using System.Collections;
using Akka.Configuration;
using Switchboard.Hosting.Settings;

namespace Switchboard.Node.Hosting.Settings;

/// <summary>The HOCON of the node, merged.</summary>
internal static class NodeConfiguration
{
    /// <exception cref="SettingException">The user's file, or a variable, cannot be read.</exception>
    public static Config Load(string? file, IDictionary environment) =>
        LayeredConfiguration.Load("node.hocon", typeof(NodeConfiguration).Assembly, file, environment);
}

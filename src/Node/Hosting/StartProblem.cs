using Switchboard.Hosting;
using Switchboard.Hosting.Cluster;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Hosting;

/// <summary>Says in one sentence, naming the setting, why a node could not start.</summary>
internal static class StartProblem
{
    /// <summary>The sentence; null for an error that no setting is to blame for.</summary>
    public static string? Describe(Exception exception, NodeSettings settings)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SettingException)
                return e.Message;
        }
        return ClusterProblem.Describe(exception, settings.Cluster) ?? HttpProblem.Describe(exception, settings.HttpHost, settings.HttpPort);
    }

    /// <summary>Makes the data folder and tries to write in it.</summary>
    /// <exception cref="SettingException">It cannot be made or written.</exception>
    public static void CheckDataDir(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SettingException($"DATA_DIR is \"{folder}\", but that folder cannot be written: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }
}

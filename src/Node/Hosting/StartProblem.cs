using System.Net.Sockets;
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
            switch (e)
            {
                case SettingException:
                    return e.Message;
                case SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return $"HTTP_PORT is {settings.HttpPort}, but another program already listens there on {settings.HttpHost}: stop it, or choose another port (0 picks a free one).";
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return $"HTTP_PORT is {settings.HttpPort}, but this user may not listen there: choose a port from 1024 up.";
                case SocketException { SocketErrorCode: SocketError.AddressNotAvailable }:
                    return $"HTTP_HOST is {settings.HttpHost}, but this machine has no such address.";
                case SocketException { SocketErrorCode: SocketError.AddressFamilyNotSupported }:
                    return $"HTTP_HOST is {settings.HttpHost}, but this machine does not speak that kind of address.";
            }
        }
        return null;
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

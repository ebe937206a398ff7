using System.Net.Sockets;
using Akka.Remote;

namespace Switchboard.Hosting.Cluster;

/// <summary>Says in one sentence, naming the setting, why a program could not listen for other nodes.</summary>
internal static class ClusterProblem
{
    /// <summary>The sentence; null for an error of another kind.</summary>
    public static string? Describe(Exception exception, ClusterSettings settings)
    {
        var remoting = false;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            remoting |= e is RemoteTransportException;
            if (remoting && e is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"CLUSTER_PORT is {settings.Port}, but another program already listens there: stop it, or choose another port.",
                    SocketError.AccessDenied => $"CLUSTER_PORT is {settings.Port}, but this user may not listen there: choose a port from 1024 up.",
                    _ => $"CLUSTER_IP is {settings.Host} and CLUSTER_PORT {settings.Port}, but nothing can listen there: {socket.Message}",
                };
            }
        }
        return null;
    }
}

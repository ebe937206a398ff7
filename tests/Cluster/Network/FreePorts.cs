using System.Net;
using System.Net.Sockets;

namespace Switchboard.Cluster.Tests.Network;

/// <summary>
/// Ports of loopback that nobody uses. Below the range that the system gives to outgoing connections, so that between the look and the use, and
/// between a kill and a restart, no connection takes one of them.
/// </summary>
internal static class FreePorts
{
    private static int _next = 20_000 + (Environment.ProcessId % 500 * 16);

    public static int Take()
    {
        while (true)
        {
            var port = 20_000 + ((Interlocked.Increment(ref _next) - 20_000) % 12_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody's: the next one.
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Processes;

/// <summary>
/// Ports of loopback that nobody else takes, also not between the look and the use, or between a kill and a restart: each test process has a block of
/// ports to itself for as long as it lives, below the range that the system gives to outgoing connections and to whoever listens on port 0.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Blocks = 30;
    private const int BlockSize = 400;

    // Held until the process ends, however it ends.
    private static readonly (FileStream Lock, int First) Block = TakeBlock();

    private static int _taken = -1;

    public static int Take()
    {
        while (true)
        {
            var port = Block.First + (int)((uint)Interlocked.Increment(ref _taken) % BlockSize);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody's who is no test, or in use here: the next one.
            }
        }
    }

    private static (FileStream Lock, int First) TakeBlock()
    {
        for (var block = 0; block < Blocks; block++)
        {
            try
            {
                var file = Path.Combine(Path.GetTempPath(), $"switchboard-ports-{block}.lock");
                return (new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), First + (block * BlockSize));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process has it.
            }
        }

        throw new InvalidOperationException($"{Blocks} test processes hold all blocks of ports: {Path.Combine(Path.GetTempPath(), "switchboard-ports-*.lock")}");
    }
}

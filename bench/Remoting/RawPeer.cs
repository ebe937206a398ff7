using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Switchboard.Bench.Remoting;

/// <summary>What the machine allows: length-prefixed frames over one connection, written in batches, read in place, with the same window.</summary>
internal static class RawPeer
{
    public const string Argument = "raw-peer";

    private const int Batch = 64 * 1024;

    /// <summary>Accepts one connection after the other and answers its frames: the first byte that comes says how.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine($"ready tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        // Reading the console blocks, also where it says that it does not.
        var input = Task.Run(Console.In.ReadToEnd);
        while (true)
        {
            var accepting = listener.AcceptSocketAsync();
            if (await Task.WhenAny(accepting, input) == input) return 0;
            _ = Task.Run(() => Serve(accepting.Result));
        }
    }

    /// <summary>Frames of one size to the other side, no more than a window of them unanswered.</summary>
    /// <param name="port">Where the other side listens.</param>
    /// <param name="size">Bytes of a frame's body.</param>
    /// <param name="count">Frames in all.</param>
    /// <param name="window">The window.</param>
    /// <param name="echo">True when each comes back whole; false when they are counted.</param>
    public static void Send(int port, int size, int count, int window, bool echo)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send([echo ? (byte)1 : (byte)0]);
        var frame = new byte[4 + size];
        BinaryPrimitives.WriteInt32LittleEndian(frame, size);
        var answers = new byte[Batch];
        var held = 0;
        var output = new byte[Batch];
        int sent = 0, answered = 0;
        while (answered < count)
        {
            var filled = 0;
            while (sent < count && sent - answered < window && filled + frame.Length <= output.Length)
            {
                frame.CopyTo(output, filled);
                filled += frame.Length;
                sent++;
            }
            if (filled > 0) socket.Send(output.AsSpan(0, filled));
            if (sent < count && sent - answered < window) continue;
            held += socket.Receive(answers.AsSpan(held));
            held = Take(answers, held, body => answered += echo ? 1 : BinaryPrimitives.ReadInt32LittleEndian(body));
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var how = new byte[1];
            if (socket.Receive(how) == 0) return;
            var input = new byte[Batch];
            var output = new byte[2 * Batch];
            int held = 0, count = 0, read;
            while ((read = socket.Receive(input.AsSpan(held))) > 0)
            {
                held += read;
                var filled = 0;
                held = Take(input, held, body =>
                {
                    if (how[0] == 1)
                    {
                        BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(filled), body.Length);
                        body.CopyTo(output.AsSpan(filled + 4));
                        filled += 4 + body.Length;
                    }
                    else if (++count == RemotePeer.AcknowledgedAtOnce)
                    {
                        BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(filled), 4);
                        BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(filled + 4), count);
                        filled += 8;
                        count = 0;
                    }
                });
                if (filled > 0) socket.Send(output.AsSpan(0, filled));
            }
        }
    }

    // Hands on the bodies of the whole frames, and moves the rest to the front.
    private static int Take(byte[] buffer, int held, BodyAction action)
    {
        var from = 0;
        while (held - from >= 4 && held - from - 4 >= BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(from)))
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(from));
            action(buffer.AsSpan(from + 4, length));
            from += 4 + length;
        }
        buffer.AsSpan(from, held - from).CopyTo(buffer);
        return held - from;
    }

    private delegate void BodyAction(ReadOnlySpan<byte> body);
}

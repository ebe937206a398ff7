using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Processes;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;
using Switchboard.Bench.Storage;

namespace Switchboard.Bench.Rooms;

/// <summary>
/// What the machine allows: the same payload inserted through one connection of Npgsql into the same tables, then as a frame over TCP to another process
/// and back, one after the other in one loop. No actors, no protocol, nobody to find.
/// </summary>
internal sealed class RawRooms : IDisposable
{
    private readonly RawPostgres _rows;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _frame;
    private readonly byte[] _back = new byte[64 * 1024];

    /// <param name="journal">The URL of the database whose tables are copied.</param>
    /// <param name="echo">A running <see cref="RawPeer"/>.</param>
    public RawRooms(string journal, PeerProcess echo)
    {
        var payload = Encoding.UTF8.GetBytes(RoomPair.Payload(100));
        var server = PostgresServer.Shared;
        _rows = new RawPostgres(RawPostgres.Copy(server.ConnectionString(new Uri(journal).AbsolutePath[1..]), server.CreateDatabase()), payload);
        _frame = [.. new byte[4], .. payload];
        BinaryPrimitives.WriteInt32LittleEndian(_frame, payload.Length);
        _socket.Connect(IPAddress.Loopback, echo.Port);
        _socket.Send([1]); // for an echo
    }

    /// <summary>So many messages at a time: one statement, then all of their frames at once, until all of them are back.</summary>
    public Task<Sample> RunAsync(TimeSpan duration, int atOnce, Latencies latencies) => Task.Run(() =>
    {
        var frames = Enumerable.Repeat(_frame, atOnce).SelectMany(static frame => frame).ToArray();
        var messages = 0L;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var before = Stopwatch.GetTimestamp();
            _rows.InsertTogether(atOnce, atOnce);
            _socket.Send(frames);
            for (var left = frames.Length; left > 0;) left -= _socket.Receive(_back) is > 0 and var read ? read : throw new InvalidOperationException("The other process has ended.");
            latencies.RecordSince(before);
            messages += atOnce;
        }

        return new Sample(Stopwatch.GetElapsedTime(started).TotalSeconds, messages, 0);
    });

    public void Dispose()
    {
        _socket.Dispose();
        _rows.Dispose();
    }
}

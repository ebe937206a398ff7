using System.Globalization;
using Switchboard.Bench.Sockets;

namespace Switchboard.Bench.Rooms;

/// <summary>
/// A room with one client that writes and one, on another node, that reads. Messages are numbered from 1, as the room numbers them: every one has to be
/// acknowledged and delivered once, in order and under its number, or the run has failed.
/// </summary>
internal sealed class RoomPair : IDisposable
{
    private const string Endpoint = "/socket/websocket?vsn=2.0.0";

    private static readonly string Body = new('x', 64);

    private readonly string _topic;
    private readonly TaskCompletionSource _failed;
    private LoadSocket? _writer;
    private LoadSocket? _reader;

    private RoomPair(int index, TaskCompletionSource failed)
    {
        Index = index;
        _topic = "room:pair-" + index.ToString(CultureInfo.InvariantCulture);
        _failed = failed;
    }

    public int Index { get; }

    /// <summary>How many messages have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Told on some thread which message has been acknowledged.</summary>
    public Action<RoomPair, long> Acknowledged { get; set; } = static (_, _) => { };

    /// <summary>Told on some thread which message has come to the reader.</summary>
    public Action<RoomPair, long> Delivered { get; set; } = static (_, _) => { };

    /// <summary>Connects both clients, which join the room; nobody has used it before.</summary>
    public static async Task<RoomPair> ConnectAsync(int index, ServerProcess writers, ServerProcess readers, TaskCompletionSource failed)
    {
        var pair = new RoomPair(index, failed);
        pair._reader = await pair.JoinAsync(readers, new NumberedFrames(number => pair.Delivered(pair, number), failed), "{}");
        pair._writer = await pair.JoinAsync(writers, new Answers(pair), "{\"self\":false}");
        return pair;
    }

    /// <summary>What a client sends, as the journal gets it too.</summary>
    public static string Payload(long number) => string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{number}},"body":"{{Body}}"}""");

    /// <summary>Sends the next message. One thread at a time.</summary>
    public void Send()
    {
        Sent++;
        _writer!.Send(LoadSocket.Frame(string.Create(CultureInfo.InvariantCulture, $$"""["1","{{Sent}}","{{_topic}}","new_msg",{{Payload(Sent)}}]""")));
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _reader?.Dispose();
    }

    private async Task<LoadSocket> JoinAsync(ServerProcess node, ILoadFrames frames, string how)
    {
        var socket = await LoadSocket.ConnectAsync(node.Address, Endpoint, frames);
        socket.Send(LoadSocket.Frame($$"""["1","0","{{_topic}}","phx_join",{{how}}]"""));
        await socket.First.WaitAsync(TimeSpan.FromSeconds(20));
        return socket;
    }

    /// <summary>What the writer gets: the answers to its messages.</summary>
    private sealed class Answers(RoomPair pair) : ReadFrames
    {
        private long _last = -1; // the join has the ref 0

        public override void Ended(Exception why) => pair._failed.TrySetException(why);

        protected override void Read(ReadOnlySpan<byte> text)
        {
            var frame = new RoomFrame(text);
            if (!frame.IsOk || frame.Ref != _last + 1) throw frame.Wrong($"Something else came to a writer after the answer to message {_last}");
            _last++;
            if (_last == 0) return;
            if (frame.Seq != _last) throw frame.Wrong($"Message {_last} has another number");
            pair.Acknowledged(pair, _last);
        }
    }
}

using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote.Associations;
using Akka.Remote.Tests.Simulated;
using Akka.Remote.Wire;

namespace Akka.Remote.Tests.Sockets;

/// <summary>Whatever comes on the port, the connection is closed, the event counted, and nobody else is concerned.</summary>
public sealed class HostileInputTests : SocketSystems
{
    private readonly ActorSystem _system;

    public HostileInputTests()
    {
        _system = Start("b", "akka.remote.secret = s");
        _system.ActorOf<Echo>("echo");
    }

    [Fact]
    public async Task Random_bytes_close_their_connection()
    {
        var random = new Random(11);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(9, 3000)];
            random.NextBytes(bytes);
            bytes[3] |= 0x80; // a length that is surely too large: a small one would only mean that more is to come
            await SendAndAwaitClose(bytes);
        }

        Assert.Equal(50, RemotingOf(_system).MalformedCount);
        await StillServes();
    }

    [Fact]
    public async Task A_length_of_gigabytes_closes_the_connection_at_once()
    {
        await SendAndAwaitClose([0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0]);
        await SendAndAwaitClose([0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(2, RemotingOf(_system).MalformedCount);
        await StillServes();
    }

    [Fact]
    public async Task Half_a_frame_and_a_closed_connection_are_no_event()
    {
        using (var socket = await Connect()) await socket.SendAsync(new byte[] { 50, 0, 0, 0, 1, 2, 3 });
        await StillServes();
        Assert.Equal(0, RemotingOf(_system).MalformedCount);
    }

    [Fact]
    public async Task A_frame_with_a_wrong_checksum_closes_the_connection()
    {
        var frame = Frame(HandshakeFrames.Content(NewHello(new byte[32]).Write));
        frame[^1] ^= 1;
        await SendAndAwaitClose(frame);
        Assert.Equal(1, RemotingOf(_system).MalformedCount);
    }

    [Fact]
    public async Task Messages_before_the_handshake_close_the_connection()
    {
        await SendAndAwaitClose(Frame([(byte)FrameKind.Messages, 1, 2, 3]));
        Assert.Equal(1, RemotingOf(_system).MalformedCount);
        await StillServes();
    }

    [Fact]
    public async Task A_handshake_that_was_recorded_is_refused_when_it_is_played_again()
    {
        var secret = new ClusterSecret("s");
        var hello = HandshakeFrames.Content(NewHello(new byte[32]).Write);
        byte[] proof;
        using (var socket = await Connect())
        {
            await socket.SendAsync(Frame(hello));
            var challenge = await Receive(socket);
            proof = HandshakeFrames.Content(new Proof(secret.Prove(true, hello, challenge)).Write);
            await socket.SendAsync(Frame(proof));
            Assert.Equal((byte)FrameKind.Accept, (await Receive(socket))[0]);
        }

        using (var socket = await Connect())
        {
            await socket.SendAsync(Frame(hello));
            await Receive(socket);
            await socket.SendAsync(Frame(proof));
            var refuse = await Receive(socket);
            Assert.Equal((byte)FrameKind.Refuse, refuse[0]);
            Assert.Equal(RefuseReason.Secret, Refuse.Read(refuse.AsSpan(1)).Reason);
        }

        await StillServes();
    }

    private Hello NewHello(byte[] nonce) => new(VersionRange.Own, Address.Parse("akka.tcp://evil@127.0.0.1:6666"), 5, AddressOf(_system), 1, 1, true, nonce);

    private static byte[] Frame(byte[] content)
    {
        var frame = new byte[FrameFormat.HeadLength + content.Length];
        content.CopyTo(frame, FrameFormat.HeadLength);
        FrameFormat.Seal(frame);
        return frame;
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", AddressOf(_system).Port!.Value);
        return socket;
    }

    private static async Task<byte[]> Receive(Socket socket)
    {
        var head = await ReceiveExactly(socket, FrameFormat.HeadLength);
        return await ReceiveExactly(socket, BitConverter.ToInt32(head));
    }

    private static async Task<byte[]> ReceiveExactly(Socket socket, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(at));
            Assert.NotEqual(0, read);
            at += read;
        }

        return bytes;
    }

    private async Task SendAndAwaitClose(byte[] bytes)
    {
        using var socket = await Connect();
        try
        {
            await socket.SendAsync(bytes);
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
        }
        catch (SocketException)
        {
            // Closed with our bytes unread: a reset is as good as an end.
        }
    }

    private async Task StillServes()
    {
        var friend = Start("a", "akka.remote.secret = s");
        Assert.Equal("still", await Ref(friend, _system, "/user/echo").Ask<string>("still"));
    }
}

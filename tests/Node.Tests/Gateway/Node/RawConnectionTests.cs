using System.Net.Sockets;
using System.Text;

namespace Switchboard.Node.Tests.Gateway.Node;

/// <summary>A socket takes its connection over from HTTP without losing a byte, whatever came on it before and however it came.</summary>
public sealed class RawConnectionTests : IAsyncLifetime
{
    private const string Handshake =
        "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private RunningNode _node = null!;
    private TcpClient _client = null!;
    private NetworkStream _stream = null!;

    public async Task InitializeAsync()
    {
        _node = await RunningNode.StartAsync();
        _client = new TcpClient();
        await _client.ConnectAsync(_node.Address.Host, _node.Address.Port);
        _stream = _client.GetStream();
        _stream.ReadTimeout = 60_000;
    }

    public async Task DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
        await _node.DisposeAsync();
    }

    private static byte[] Frame(byte opCode, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        // A mask of zeros changes nothing, and is as good as any other.
        return [(byte)(0x80 | opCode), (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }

    private async Task<string> ReadUntilAsync(string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(buffer);
            text.Append((char)buffer[0]);
        }
        return text.ToString();
    }

    private async Task<string> ReadFrameAsync()
    {
        var header = new byte[2];
        await _stream.ReadExactlyAsync(header);
        var payload = new byte[header[1]];
        await _stream.ReadExactlyAsync(payload);
        return Encoding.UTF8.GetString(payload);
    }

    [Fact]
    public async Task The_key_of_the_rfc_gets_the_answer_of_the_rfc()
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(Handshake));

        var answer = await ReadUntilAsync("\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Upgrade: websocket\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_in_the_same_packet_as_the_handshake_are_answered()
    {
        await _stream.WriteAsync((byte[])
        [
            .. Encoding.ASCII.GetBytes(Handshake), .. Frame(1, """[null,"1","phoenix","heartbeat",{}]"""), .. Frame(1, """[null,"2","phoenix","heartbeat",{}]"""),
        ]);

        await ReadUntilAsync("\r\n\r\n");

        Assert.Equal("""[null,"1","phoenix","phx_reply",{"status":"ok","response":{}}]""", await ReadFrameAsync());
        Assert.Equal("""[null,"2","phoenix","phx_reply",{"status":"ok","response":{}}]""", await ReadFrameAsync());
    }

    [Fact]
    public async Task A_connection_may_have_served_requests_before()
    {
        await _stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        await ReadUntilAsync("0\r\n\r\n");

        await _stream.WriteAsync(Encoding.ASCII.GetBytes(Handshake));
        Assert.StartsWith("HTTP/1.1 101 ", await ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
        foreach (var part in Frame(1, """[null,"1","phoenix","heartbeat",{}]""").Chunk(1))
            await _stream.WriteAsync(part);
        Assert.Contains("phx_reply", await ReadFrameAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_closing_handshake_the_server_ends_the_connection()
    {
        await _stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(Handshake), .. Frame(8, "")]);

        await ReadUntilAsync("\r\n\r\n");

        Assert.Equal("\u0003\uFFFD", await ReadFrameAsync());
        Assert.Equal(0, await _stream.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        await _stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(Handshake), .. Frame(9, "are you there")]);

        await ReadUntilAsync("\r\n\r\n");

        Assert.Equal("are you there", await ReadFrameAsync());
    }

    [Fact]
    public async Task An_unmasked_frame_closes_the_socket()
    {
        await _stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(Handshake), 0x81, 2, (byte)'{', (byte)'}']);

        await ReadUntilAsync("\r\n\r\n");

        Assert.EndsWith("websocket_rules", await ReadFrameAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: c2hvcnQ=")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: !!")]
    [InlineData("Upgrade: WebSocket", "Upgrade: h2c")]
    [InlineData("Connection: keep-alive, Upgrade", "Connection: keep-alive")]
    public async Task A_handshake_that_is_none_is_refused(string right, string wrong)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(Handshake.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith("HTTP/1.1 426 ", await ReadUntilAsync("\r\n\r\n"), StringComparison.Ordinal);
    }
}

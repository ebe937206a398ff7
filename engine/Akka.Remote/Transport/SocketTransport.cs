#pragma warning disable RS0030 // the one place where sockets are used
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote.Transport;

/// <summary>Connections over TCP, with or without TLS.</summary>
internal sealed class SocketTransport : ITransport
{
    private const int MostTlsHandshakes = 128;
    private static readonly TimeSpan TlsTimeout = TimeSpan.FromSeconds(10);

    private readonly Config _tcp;
    private readonly ILoggingAdapter _log;
    private readonly TlsSettings? _tls;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _gate = new(); // guards _open
    private readonly HashSet<Connection> _open = [];
    private Socket? _listener;
    private int _tlsHandshakes;

    public SocketTransport(Config tcp, ActorSystemSetup setups, ILoggingAdapter log)
    {
        _tcp = tcp;
        _log = log;
        _tls = TlsSettings.Read(tcp, setups);
    }

    public string Protocol => _tls is null ? "tcp" : "ssl.tcp";

    public (string Host, int Port) Listen(Action<ITransportConnection> accepted)
    {
        var name = _tcp.GetString("hostname", "")!;
        var port = _tcp.GetInt("port");
        var publicName = _tcp.GetString("public-hostname", "")!;
        var publicPort = _tcp.GetInt("public-port");
        try
        {
            var address = name.Length == 0 ? OwnAddress() : Resolve(name);
            _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(address, port));
            _listener.Listen(_tcp.GetInt("backlog", 4096));
            var bound = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            _ = AcceptAll(_listener, accepted);
            return (publicName.Length > 0 ? publicName : name.Length > 0 ? name : address.ToString(), publicPort > 0 ? publicPort : bound);
        }
        catch (SocketException failure)
        {
            throw new RemoteTransportException($"Cannot listen on [{name}:{port}] (akka.remote.dot-netty.tcp.hostname, port): {failure.Message}", failure);
        }
    }

    public async Task<ITransportConnection> Connect(string host, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            SetUp(socket);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (_tls is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsClientAsync(_tls.ForClient(host), cancellation).ConfigureAwait(false);
                stream = secure;
            }

            return Add(socket, stream);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.ConnectionRefused)
        {
            socket.Dispose();
            throw new NobodyListensException($"No connection to [{host}:{port}]: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            throw new RemoteTransportException($"No connection to [{host}:{port}]: {failure.Message}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    public void Shutdown()
    {
        _stopped.Cancel();
        _listener?.Dispose();
        Connection[] all;
        lock (_gate) all = [.. _open];
        foreach (var connection in all) connection.Abort();
    }

    private static IPAddress Resolve(string name) => IPAddress.TryParse(name.Trim('[', ']'), out var address) ? address : Preferred(Dns.GetHostAddresses(name));

    // What others reach this machine by; a machine that knows none is alone.
    private static IPAddress OwnAddress() => Preferred(Dns.GetHostAddresses(Dns.GetHostName()));

    private static IPAddress Preferred(IPAddress[] all) =>
        Array.Find(all, static one => one.AddressFamily == AddressFamily.InterNetwork) ?? (all.Length > 0 ? all[0] : IPAddress.Loopback);

    private async Task AcceptAll(Socket listener, Action<ITransportConnection> accepted)
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stopped.Token).ConfigureAwait(false);
                SetUp(socket);
                if (_tls is null) accepted(Add(socket, new NetworkStream(socket, ownsSocket: true)));
                else _ = Secure(socket, accepted);
            }
            catch (SocketException failure)
            {
                // A peer that is gone before it is accepted, or no file left: the next may be better.
                _log.Warning("Accepting a connection failed: {0}", failure.Message);
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Secure(Socket socket, Action<ITransportConnection> accepted)
    {
        var peer = socket.RemoteEndPoint?.ToString() ?? "unknown";
        if (Interlocked.Increment(ref _tlsHandshakes) > MostTlsHandshakes)
        {
            Interlocked.Decrement(ref _tlsHandshakes);
            socket.Dispose();
            return;
        }

        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        limit.CancelAfter(TlsTimeout);
        try
        {
            await stream.AuthenticateAsServerAsync(_tls!.ForServer(), limit.Token).ConfigureAwait(false);
            accepted(Add(socket, stream));
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            _log.Warning("Refused a connection from [{0}]: {1}", peer, failure.Message);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _tlsHandshakes);
        }
    }

    private void SetUp(Socket socket)
    {
        socket.NoDelay = _tcp.GetBoolean("tcp-nodelay", true);
        if (_tcp.GetBoolean("tcp-keepalive", true)) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        if (_tcp.GetByteSize("send-buffer-size") is > 0 and var send) socket.SendBufferSize = (int)send;
        if (_tcp.GetByteSize("receive-buffer-size") is > 0 and var receive) socket.ReceiveBufferSize = (int)receive;
    }

    private Connection Add(Socket socket, Stream stream)
    {
        var connection = new Connection(this, socket, stream);
        lock (_gate) _open.Add(connection);
        if (_stopped.IsCancellationRequested) connection.Abort();
        return connection;
    }

    private sealed class Connection(SocketTransport owner, Socket socket, Stream stream) : ITransportConnection
    {
        // Zero-byte reads: a connection on which nothing comes holds no buffer.
        private static readonly StreamPipeReaderOptions Reading = new(bufferSize: 64 * 1024, minimumReadSize: 4096, useZeroByteReads: true, leaveOpen: true);
        private static readonly StreamPipeWriterOptions Writing = new(leaveOpen: true);
        private int _aborted;

        public string Peer { get; } = socket.RemoteEndPoint?.ToString() ?? "unknown";

        public PipeReader Input { get; } = PipeReader.Create(stream, Reading);

        public PipeWriter Output { get; } = PipeWriter.Create(stream, Writing);

        public void Abort()
        {
            if (Interlocked.Exchange(ref _aborted, 1) != 0) return;
            lock (owner._gate) owner._open.Remove(this);
            // The socket and not the stream: a TLS stream would wait for a read or write that is going on.
            socket.Dispose();
        }
    }
}

namespace Akka.Remote.Transport;

/// <summary>For a system that is alone: no port is open, and nobody can be reached. Chosen by <c>akka.remote.listen = off</c>.</summary>
/// <param name="host">The name that its addresses have.</param>
/// <param name="port">The port that its addresses have.</param>
internal sealed class ClosedTransport(string host, int port) : ITransport
{
    /// <inheritdoc/>
    public string Protocol => "tcp";

    /// <inheritdoc/>
    public (string Host, int Port) Listen(Action<ITransportConnection> accepted) => (host, port);

    /// <inheritdoc/>
    public Task<ITransportConnection> Connect(string host, int port, CancellationToken cancellation) =>
        Task.FromException<ITransportConnection>(new RemoteTransportException($"[{host}:{port}] cannot be reached: akka.remote.listen is off, so that this system is alone."));

    /// <inheritdoc/>
    public void Shutdown()
    {
        // Nothing is open.
    }
}

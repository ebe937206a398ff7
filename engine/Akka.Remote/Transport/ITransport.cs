using System.IO.Pipelines;

namespace Akka.Remote.Transport;

/// <summary>Connections between machines, as the associations need them: sockets, or a simulated network. Thread-safe.</summary>
internal interface ITransport
{
    /// <summary>The protocol's name in addresses: "tcp".</summary>
    string Protocol { get; }

    /// <summary>Begins to accept connections.</summary>
    /// <param name="accepted">Called for every connection that comes in; it must return at once.</param>
    /// <returns>The name and port under which others reach this system.</returns>
    /// <exception cref="RemoteTransportException">The port cannot be listened on.</exception>
    (string Host, int Port) Listen(Action<ITransportConnection> accepted);

    /// <summary>Opens a connection.</summary>
    /// <param name="host">Name or address of the other machine.</param>
    /// <param name="port">Port.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="NobodyListensException">The other machine has refused it.</exception>
    /// <exception cref="RemoteTransportException">It cannot be opened.</exception>
    Task<ITransportConnection> Connect(string host, int port, CancellationToken cancellation);

    /// <summary>Accepts no more, and closes what is still open.</summary>
    void Shutdown();
}

/// <summary>
/// A stream of bytes each way, in order and without gaps until it ends: reading ends or throws when the other side or the network has closed it.
/// One reader and one writer at a time.
/// </summary>
internal interface ITransportConnection : IDuplexPipe
{
    /// <summary>The other side, for logs.</summary>
    string Peer { get; }

    /// <summary>Closes both ways at once: what has not arrived is lost, and pending reads and writes end. May be called by any thread, repeatedly.</summary>
    void Abort();
}

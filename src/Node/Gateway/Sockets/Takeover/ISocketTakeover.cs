using Microsoft.AspNetCore.Connections;

namespace Switchboard.Node.Gateway.Sockets.Takeover;

/// <summary>A feature of requests: what comes after HTTP on this connection.</summary>
internal interface ISocketTakeover
{
    /// <summary>Has this run on the connection as soon as the request that asks for it has ended. The request must have been upgraded.</summary>
    /// <param name="run">Runs until the connection may be closed.</param>
    void Take(Func<ConnectionContext, Task> run);
}

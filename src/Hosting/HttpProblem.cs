using System.Net;
using System.Net.Sockets;

namespace Switchboard.Hosting;

/// <summary>Says in one sentence, naming the setting, why a program could not listen for HTTP.</summary>
internal static class HttpProblem
{
    /// <summary>The sentence; null for an error of another kind.</summary>
    public static string? Describe(Exception exception, IPAddress host, int port)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch ((e as SocketException)?.SocketErrorCode)
            {
                case SocketError.AddressAlreadyInUse:
                    return $"HTTP_PORT is {port}, but another program already listens there on {host}: stop it, or choose another port (0 picks a free one).";
                case SocketError.AccessDenied:
                    return $"HTTP_PORT is {port}, but this user may not listen there: choose a port from 1024 up.";
                case SocketError.AddressNotAvailable:
                    return $"HTTP_HOST is {host}, but this machine has no such address.";
                case SocketError.AddressFamilyNotSupported:
                    return $"HTTP_HOST is {host}, but this machine does not speak that kind of address.";
            }
        }
        return null;
    }
}

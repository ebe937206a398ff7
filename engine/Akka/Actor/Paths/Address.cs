using System.Globalization;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Where an actor system is: protocol, system name and, when it is reachable from outside, host and port. Immutable.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable, ISurrogated
{
    /// <summary>An address that stands for every system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <summary>Orders by protocol, system, host and port, ordinally: the same on every machine.</summary>
    public static readonly IComparer<Address> Comparer = Comparer<Address>.Create(static (x, y) => x.CompareTo(y));

    private string? _text;

    /// <summary>Makes an address.</summary>
    /// <param name="protocol">The protocol, such as "akka" or "akka.tcp".</param>
    /// <param name="system">The actor system's name.</param>
    /// <param name="host">Host name or IP address, or null for an address that is only local.</param>
    /// <param name="port">Port, or null.</param>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    /// <summary>Host name or IP address in lower case, or null.</summary>
    public string? Host { get; }

    /// <summary>Port, or null.</summary>
    public int? Port { get; }

    /// <summary>The actor system's name.</summary>
    public string System { get; }

    /// <summary>The protocol.</summary>
    public string Protocol { get; }

    /// <summary>True when the address names no host.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>True when the address names a host, so that other machines can use it.</summary>
    public bool HasGlobalScope => !string.IsNullOrEmpty(Host);

    /// <summary>Reads <c>protocol://system@host:port</c>.</summary>
    /// <param name="address">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="UriFormatException">The text is no address.</exception>
    public static Address Parse(string address) =>
        TryParse(address, out Address? parsed) ? parsed! : throw new UriFormatException($"Cannot parse an address: [{address}]; expected protocol://system or protocol://system@host:port.");

    /// <summary>Reads an address, ignoring any path behind it.</summary>
    /// <param name="path">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParse(string path, out Address? address) => TryParse(path.AsSpan(), out address);

    /// <summary>Reads an address and returns the path behind it.</summary>
    /// <param name="path">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="absolutUri">The path behind the address; "/" when there is none.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParse(string path, out Address? address, out string absolutUri)
    {
        var found = TryParse(path.AsSpan(), out address, out var rest);
        absolutUri = rest.ToString();
        return found;
    }

    /// <summary>Reads an address, ignoring any path behind it.</summary>
    /// <param name="span">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParse(ReadOnlySpan<char> span, out Address? address) => TryParse(span, out address, out _);

    /// <summary>Reads an address and returns the path behind it.</summary>
    /// <param name="span">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="absolutUri">The path behind the address; "/" when there is none.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParse(ReadOnlySpan<char> span, out Address? address, out ReadOnlySpan<char> absolutUri)
    {
        address = null;
        absolutUri = default;
        var scheme = span.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return false;
        var protocol = span[..scheme];
        if (!protocol.StartsWith("akka", StringComparison.OrdinalIgnoreCase)) return false;
        var rest = span[(scheme + 3)..];
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest[..slash];
        absolutUri = slash < 0 ? "/" : rest[slash..];
        if (authority.IsEmpty) return false;

        var at = authority.IndexOf('@');
        if (at < 0)
        {
            address = new Address(protocol.ToString(), authority.ToString());
            return true;
        }

        var system = authority[..at];
        var hostPort = authority[(at + 1)..];
        if (system.IsEmpty) return false;
        // An IPv6 host stands in brackets, since it holds colons itself.
        var hostEnd = hostPort.StartsWith("[") ? hostPort.IndexOf(']') + 1 : hostPort.LastIndexOf(':');
        if (hostEnd <= 0 || hostEnd >= hostPort.Length || hostPort[hostEnd] != ':') return false;
        if (!int.TryParse(hostPort[(hostEnd + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535) return false;
        address = new Address(protocol.ToString(), system.ToString(), hostPort[..hostEnd].ToString(), port);
        return true;
    }

    /// <summary>Makes what stands for this address when it is serialized.</summary>
    /// <param name="system">Not used.</param>
    /// <returns>The stand-in.</returns>
    public ISurrogate ToSurrogate(ActorSystem system) => new AddressSurrogate { Protocol = Protocol, System = System, Host = Host, Port = Port };

    /// <summary>Host and port as they stand in the address: <c>system@host:port</c>, or the system alone.</summary>
    /// <returns>The text behind <c>protocol://</c>.</returns>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    /// <summary>The same address with another protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>A new address.</returns>
    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    /// <summary>The same address with another system name.</summary>
    /// <param name="system">The system's name.</param>
    /// <returns>A new address.</returns>
    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    /// <summary>The same address with another host.</summary>
    /// <param name="host">The host, or null.</param>
    /// <returns>A new address.</returns>
    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    /// <summary>The same address with another port.</summary>
    /// <param name="port">The port, or null.</param>
    /// <returns>A new address.</returns>
    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <summary>A copy.</summary>
    /// <returns>An equal address.</returns>
    public object Clone() => new Address(Protocol, System, Host, Port);

    /// <summary>Compares by protocol, system, host and port.</summary>
    /// <param name="other">The other address.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(Address? other)
    {
        if (other is null) return 1;
        var order = string.CompareOrdinal(Protocol, other.Protocol);
        if (order == 0) order = string.CompareOrdinal(System, other.System);
        if (order == 0) order = string.CompareOrdinal(Host, other.Host);
        return order != 0 ? order : Nullable.Compare(Port, other.Port);
    }

    int IComparable.CompareTo(object? obj) => CompareTo(obj as Address);

    /// <inheritdoc/>
    public bool Equals(Address? other) =>
        ReferenceEquals(this, other) ||
        (other is not null && Port == other.Port && Host == other.Host && System == other.System && Protocol == other.Protocol);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Host, Port, System, Protocol);

    /// <inheritdoc/>
    public override string ToString() =>
        _text ??= HasLocalScope ? $"{Protocol}://{System}" : string.Create(CultureInfo.InvariantCulture, $"{Protocol}://{System}@{Host}:{Port}");

    /// <summary>True when both are equal.</summary>
    public static bool operator ==(Address? left, Address? right) => Equals(left, right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Address? left, Address? right) => !Equals(left, right);

    /// <summary>Stands for an address.</summary>
    public class AddressSurrogate : ISurrogate
    {
        /// <summary>The protocol.</summary>
        public string Protocol { get; set; } = "";

        /// <summary>The actor system's name.</summary>
        public string System { get; set; } = "";

        /// <summary>Host name or IP address, or null.</summary>
        public string? Host { get; set; }

        /// <summary>Port, or null.</summary>
        public int? Port { get; set; }

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Address(Protocol, System, Host, Port);
    }
}

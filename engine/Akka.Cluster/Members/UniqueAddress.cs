using System.Globalization;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>One incarnation of an actor system: its address, and a number that is another after every start. Immutable.</summary>
public class UniqueAddress : IEquatable<UniqueAddress>, IComparable<UniqueAddress>, IComparable
{
    private VectorClock.Node? _clockNode;

    /// <summary>Names an incarnation.</summary>
    /// <param name="address">The system's address.</param>
    /// <param name="uid">The number of this start.</param>
    public UniqueAddress(Address address, int uid)
    {
        Address = address;
        Uid = uid;
    }

    /// <summary>The system's address.</summary>
    public Address Address { get; }

    /// <summary>The number of this start.</summary>
    public int Uid { get; }

    /// <summary>The name under which its changes are counted.</summary>
    internal VectorClock.Node ClockNode => _clockNode ??= new VectorClock.Node(ToText());

    /// <summary>Orders by address, then by uid.</summary>
    /// <param name="uniqueAddress">The other.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(UniqueAddress? uniqueAddress)
    {
        if (ReferenceEquals(this, uniqueAddress)) return 0;
        if (uniqueAddress is null) return 1;
        var order = Member.AddressOrdering.Compare(Address, uniqueAddress.Address);
        return order != 0 ? order : Uid.CompareTo(uniqueAddress.Uid);
    }

    int IComparable.CompareTo(object? obj) => CompareTo(obj as UniqueAddress);

    /// <inheritdoc/>
    public bool Equals(UniqueAddress? other) => ReferenceEquals(this, other) || (other is not null && Uid == other.Uid && Address.Equals(other.Address));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UniqueAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => Uid;

    /// <inheritdoc/>
    public override string ToString() => $"UniqueAddress: ({Address}, {Uid})";

    private string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Address}-{Uid}");
}

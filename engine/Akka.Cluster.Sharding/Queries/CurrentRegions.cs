using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>The addresses of all regions of a type: the answer to <see cref="GetCurrentRegions"/>. Immutable.</summary>
public sealed class CurrentRegions : IClusterShardingSerializable, IEquatable<CurrentRegions>
{
    /// <summary>The addresses.</summary>
    public readonly IImmutableSet<Address> Regions;

    /// <summary>Makes the answer.</summary>
    /// <param name="regions">The addresses.</param>
    public CurrentRegions(IImmutableSet<Address> regions)
    {
        Regions = regions;
    }

    /// <inheritdoc/>
    public bool Equals(CurrentRegions? other) => other is not null && Regions.SetEquals(other.Regions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CurrentRegions);

    /// <inheritdoc/>
    public override int GetHashCode() => Regions.Count;

    /// <inheritdoc/>
    public override string ToString() => $"CurrentRegions({string.Join(", ", Regions)})";
}

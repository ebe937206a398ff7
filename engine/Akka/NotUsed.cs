namespace Akka;

/// <summary>Stands where a type is asked for and no value is of interest. All values are equal.</summary>
public sealed class NotUsed : IEquatable<NotUsed>, IComparable<NotUsed>
{
    /// <summary>The only instance.</summary>
    public static readonly NotUsed Instance = new();

    private NotUsed()
    {
    }

    /// <inheritdoc/>
    public bool Equals(NotUsed? other) => other is not null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NotUsed;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Always equal to another one.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Zero; one when the other is null.</returns>
    public int CompareTo(NotUsed? other) => other is null ? 1 : 0;

    /// <inheritdoc/>
    public override string ToString() => "NotUsed";
}

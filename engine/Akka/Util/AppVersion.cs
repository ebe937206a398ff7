using System.Globalization;

namespace Akka.Util;

/// <summary>
/// A version of an application, as nodes of a rolling upgrade compare it: numbers, then perhaps a suffix. <c>1.2.3-rc1</c> is before
/// <c>1.2.3</c>, which is before <c>1.2.3+5-1a2b</c> (five commits later). Missing numbers are 0. Immutable.
/// </summary>
public class AppVersion : IComparable<AppVersion>, IEquatable<AppVersion>
{
    /// <summary>The version before all others: 0.0.0.</summary>
    public static readonly AppVersion Zero = Create("0.0.0");

    private readonly int[] _numbers;
    private readonly string[] _suffix;
    private readonly char _kind;

    private AppVersion(string version, int[] numbers, char kind, string[] suffix)
    {
        Version = version;
        _numbers = numbers;
        _kind = kind;
        _suffix = suffix;
    }

    /// <summary>The version as it was given.</summary>
    public string Version { get; }

    /// <summary>Reads a version.</summary>
    /// <param name="version">Numbers separated by dots, then perhaps <c>-</c> or <c>+</c> and letters, digits, dots, dashes.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentException">It does not begin with a number.</exception>
    public static AppVersion Create(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var text = version.Trim();
        var end = text.AsSpan().IndexOfAny('-', '+');
        var numbers = (end < 0 ? text : text[..end]).Split('.');
        var parsed = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out parsed[i]))
                throw new ArgumentException($"[{version}] is no version: expected numbers separated by dots, then perhaps - or + and a suffix.", nameof(version));
        }

        return new AppVersion(version, parsed, end < 0 ? ' ' : text[end], end < 0 ? [] : text[(end + 1)..].Split('.', '-', '+'));
    }

    /// <summary>Compares two versions.</summary>
    /// <param name="other">The other; null is before all.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(AppVersion? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < Math.Max(_numbers.Length, other._numbers.Length); i++)
        {
            var order = NumberAt(i).CompareTo(other.NumberAt(i));
            if (order != 0) return order;
        }

        return _kind != other._kind ? Rank(_kind) - Rank(other._kind) : CompareSuffixes(_suffix, other._suffix);
    }

    /// <inheritdoc/>
    public bool Equals(AppVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AppVersion);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Of what CompareTo looks at: trailing zeros do not count.
        var hash = new HashCode();
        var length = _numbers.Length;
        while (length > 0 && _numbers[length - 1] == 0) length--;
        for (var i = 0; i < length; i++) hash.Add(_numbers[i]);
        hash.Add(_kind);
        hash.Add(_suffix.Length);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Version;

    /// <summary>True when both compare as equal.</summary>
    public static bool operator ==(AppVersion? left, AppVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(AppVersion? left, AppVersion? right) => !(left == right);

    private static int Rank(char kind) => kind switch { '-' => 0, ' ' => 1, _ => 2 };

    private static int CompareSuffixes(string[] left, string[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var leftIsNumber = ulong.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var leftNumber);
            var rightIsNumber = ulong.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var rightNumber);
            var order = leftIsNumber && rightIsNumber ? leftNumber.CompareTo(rightNumber)
                : leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1)
                : string.CompareOrdinal(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private int NumberAt(int index) => index < _numbers.Length ? _numbers[index] : 0;
}

using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

public partial class Config
{
    /// <summary>A text.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value; numbers and flags as they were written.</returns>
    /// <exception cref="ConfigurationException">The value is a list or an object.</exception>
    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) => Find(path) is { } found ? HoconConvert.Text(found) : @default;

    /// <summary>A flag: on/off, true/false or yes/no, in any case.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConfigurationException">The value is no flag.</exception>
    public virtual bool GetBoolean(string path, bool @default = false) => Find(path) is { } found ? HoconConvert.Boolean(found) : @default;

    /// <summary>A whole number of 32 bits.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConfigurationException">The value is no whole number, or out of range.</exception>
    public virtual int GetInt(string path, int @default = 0) => Find(path) is { } found ? HoconConvert.Whole<int>(found) : @default;

    /// <summary>A whole number of 64 bits.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConfigurationException">The value is no whole number, or out of range.</exception>
    public virtual long GetLong(string path, long @default = 0) => Find(path) is { } found ? HoconConvert.Whole<long>(found) : @default;

    /// <summary>A number of single precision.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value, finite.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public virtual float GetFloat(string path, float @default = 0) => Find(path) is { } found ? HoconConvert.Real<float>(found) : @default;

    /// <summary>A number of double precision.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value, finite.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public virtual double GetDouble(string path, double @default = 0) => Find(path) is { } found ? HoconConvert.Real<double>(found) : @default;

    /// <summary>A decimal number.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public virtual decimal GetDecimal(string path, decimal @default = 0) => Find(path) is { } found ? HoconConvert.Decimal(found) : @default;

    /// <summary>A duration: a number with a unit from ns to d; without a unit, milliseconds.</summary>
    /// <param name="path">The key.</param>
    /// <param name="default">What to return when there is no such key; null means zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> may be given; it reads as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>The duration, not negative unless infinite.</returns>
    /// <exception cref="ConfigurationException">The value is no duration.</exception>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path) is { } found ? HoconConvert.Duration(found, allowInfinite) : @default ?? TimeSpan.Zero;

    /// <summary>A size in bytes: kB, MB, ... count in thousands; K, KiB, M, MiB, ... in 1024s; without a unit, bytes.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The number of bytes; null when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no size.</exception>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>A size in bytes: kB, MB, ... count in thousands; K, KiB, M, MiB, ... in 1024s; without a unit, bytes.</summary>
    /// <param name="path">The key.</param>
    /// <param name="def">What to return when there is no such key.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ConfigurationException">The value is no size.</exception>
    public virtual long? GetByteSize(string path, long? def = null) => Find(path) is { } found ? HoconConvert.Bytes(found) : def;

    /// <summary>A list of texts.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no text.</exception>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>A list of texts.</summary>
    /// <param name="path">The key.</param>
    /// <param name="defaultPaths">What to return when there is no such key.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no text.</exception>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>A list of flags.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no flag.</exception>
    public virtual IList<bool> GetBooleanList(string path) => GetValue(path)?.GetBooleanList() ?? [];

    /// <summary>A list of decimal numbers.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public virtual IList<decimal> GetDecimalList(string path) => GetValue(path)?.GetDecimalList() ?? [];

    /// <summary>A list of numbers of single precision.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public virtual IList<float> GetFloatList(string path) => GetValue(path)?.GetFloatList() ?? [];

    /// <summary>A list of numbers of double precision.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public virtual IList<double> GetDoubleList(string path) => GetValue(path)?.GetDoubleList() ?? [];

    /// <summary>A list of whole numbers of 32 bits.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public virtual IList<int> GetIntList(string path) => GetValue(path)?.GetIntList() ?? [];

    /// <summary>A list of whole numbers of 64 bits.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public virtual IList<long> GetLongList(string path) => GetValue(path)?.GetLongList() ?? [];

    /// <summary>A list of numbers from 0 to 255.</summary>
    /// <param name="path">The key.</param>
    /// <returns>The elements; none when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public virtual IList<byte> GetByteList(string path) => GetValue(path)?.GetByteList() ?? [];
}

using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>
/// One value of a configuration: a text (which may read as a number, flag, duration or size), a list or an object. Immutable and safe to share.
/// Reading a value as something that it is not throws a <see cref="ConfigurationException"/> that names the key and the place where it was written.
/// </summary>
public class HoconValue
{
    private readonly HoconView _view;

    internal HoconValue(HoconView view) => _view = view;

    /// <summary>A value without content: an object without fields.</summary>
    public HoconValue() : this(new HoconScope([]).Root)
    {
    }

    /// <summary>Whether this is an object or a list with nothing in it, or null.</summary>
    public bool IsEmpty => _view.IsNull || (_view.IsObject ? !_view.Fields().Any() : _view.Nodes is [HoconList { Items.Count: 0 }]);

    /// <summary>What is found and where.</summary>
    internal HoconView View => _view;

    internal string Kind => _view.Kind;

    /// <summary>The document this is the whole of, its substitutions still open; null when this is no object.</summary>
    internal HoconFields? RootFields => !_view.IsObject ? null
        : _view.Nodes is [HoconFields whole] && _view.Scope.Layers is [var layer] && ReferenceEquals(whole, layer) ? whole
        : HoconSection.Close(_view) as HoconFields ?? new HoconFields(_view.Origin);

    /// <summary>Whether this is a text, number or flag.</summary>
    /// <returns>True for everything but objects, lists and null.</returns>
    public bool IsString() => _view.Nodes is [HoconText];

    /// <summary>Whether this is an object.</summary>
    /// <returns>True for an object, empty or not.</returns>
    public bool IsObject() => _view.IsObject;

    /// <summary>Whether this can be read as a list.</summary>
    /// <returns>True for a list, and for an object whose keys are numbers.</returns>
    public bool IsArray() => _view.Elements() is not null;

    /// <summary>The value as an object.</summary>
    /// <returns>The object; null when the value is none.</returns>
    public HoconObject? GetObject() => _view.IsObject ? new HoconObject(_view) : null;

    /// <summary>A field of an object.</summary>
    /// <param name="key">The field's name, not a path.</param>
    /// <returns>Its value; null when this is no object or has no such field.</returns>
    public HoconValue? GetChildObject(string key) => _view.IsObject && _view.Field(key) is { } field ? new HoconValue(field) : null;

    /// <summary>The elements of a list.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list.</exception>
    public IList<HoconValue> GetArray() => HoconConvert.List(_view, v => new HoconValue(v), "a list");

    /// <summary>The value as a text.</summary>
    /// <returns>The text; null when the value is null.</returns>
    /// <exception cref="ConfigurationException">The value is a list or an object.</exception>
    public string? GetString() => HoconConvert.Text(_view);

    /// <summary>The value as a flag: on/off, true/false or yes/no, in any case.</summary>
    /// <returns>The flag.</returns>
    /// <exception cref="ConfigurationException">The value is no flag.</exception>
    public bool GetBoolean() => HoconConvert.Boolean(_view);

    /// <summary>The value as a decimal number.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public decimal GetDecimal() => HoconConvert.Decimal(_view);

    /// <summary>The value as a number of single precision.</summary>
    /// <returns>The number, finite.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public float GetFloat() => HoconConvert.Real<float>(_view);

    /// <summary>The value as a number of double precision.</summary>
    /// <returns>The number, finite.</returns>
    /// <exception cref="ConfigurationException">The value is no number, or out of range.</exception>
    public double GetDouble() => HoconConvert.Real<double>(_view);

    /// <summary>The value as a whole number of 64 bits.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ConfigurationException">The value is no whole number, or out of range.</exception>
    public long GetLong() => HoconConvert.Whole<long>(_view);

    /// <summary>The value as a whole number of 32 bits.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ConfigurationException">The value is no whole number, or out of range.</exception>
    public int GetInt() => HoconConvert.Whole<int>(_view);

    /// <summary>The value as a number from 0 to 255.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ConfigurationException">The value is no whole number, or out of range.</exception>
    public byte GetByte() => HoconConvert.Whole<byte>(_view);

    /// <summary>The value as a duration: a number with a unit from ns to d; without a unit, milliseconds.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> may be given; it reads as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>The duration, not negative unless infinite.</returns>
    /// <exception cref="ConfigurationException">The value is no duration.</exception>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconConvert.Duration(_view, allowInfinite);

    /// <summary>The value as a size in bytes: kB, MB, ... count in thousands; K, KiB, M, MiB, ... in 1024s; without a unit, bytes.</summary>
    /// <returns>The number of bytes; null when the value is null.</returns>
    /// <exception cref="ConfigurationException">The value is no size.</exception>
    public long? GetByteSize() => _view.IsNull ? null : HoconConvert.Bytes(_view);

    /// <summary>A list of texts.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no text.</exception>
    public IList<string> GetStringList() => HoconConvert.List(_view, v => HoconConvert.Text(v) ?? throw HoconConvert.Wrong(v, "a text"), "a list of texts");

    /// <summary>A list of flags.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no flag.</exception>
    public IList<bool> GetBooleanList() => HoconConvert.List(_view, HoconConvert.Boolean, "a list of flags");

    /// <summary>A list of decimal numbers.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public IList<decimal> GetDecimalList() => HoconConvert.List(_view, HoconConvert.Decimal, "a list of numbers");

    /// <summary>A list of numbers of single precision.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public IList<float> GetFloatList() => HoconConvert.List(_view, HoconConvert.Real<float>, "a list of numbers");

    /// <summary>A list of numbers of double precision.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no number.</exception>
    public IList<double> GetDoubleList() => HoconConvert.List(_view, HoconConvert.Real<double>, "a list of numbers");

    /// <summary>A list of whole numbers of 32 bits.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public IList<int> GetIntList() => HoconConvert.List(_view, HoconConvert.Whole<int>, "a list of whole numbers");

    /// <summary>A list of whole numbers of 64 bits.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public IList<long> GetLongList() => HoconConvert.List(_view, HoconConvert.Whole<long>, "a list of whole numbers");

    /// <summary>A list of numbers from 0 to 255.</summary>
    /// <returns>The elements, in order.</returns>
    /// <exception cref="ConfigurationException">The value is no list, or an element is no whole number in range.</exception>
    public IList<byte> GetByteList() => HoconConvert.List(_view, HoconConvert.Whole<byte>, "a list of whole numbers");

    /// <summary>A configuration that holds this value under a key.</summary>
    /// <param name="key">The key, not a path.</param>
    /// <returns>A configuration with this one key.</returns>
    public Config AtKey(string key)
    {
        var fields = new HoconFields(_view.Origin);
        fields.Set(key, HoconSection.Close(_view));
        fields.Seal();
        return new Config([fields]);
    }

    /// <summary>The value, an object, as a configuration.</summary>
    /// <returns>A configuration whose root is this object.</returns>
    /// <exception cref="ConfigurationException">The value is no object.</exception>
    public Config ToConfig() => _view.IsObject ? new Config(HoconSection.Layers(_view)) : throw HoconConvert.Wrong(_view, "an object");

    /// <summary>The value as HOCON; a text as it is, without quotes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsString() ? HoconConvert.Text(_view)!.ToString(CultureInfo.InvariantCulture) : HoconWriter.Write(_view);
}

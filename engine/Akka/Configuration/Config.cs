using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// A configuration: keys such as <c>akka.actor.ask-timeout</c> with values, from one document or from several that stand in for each other.
/// Immutable and safe to use from several threads. What a document does not say is looked up in its fallbacks; objects are merged key by key.
/// Substitutions (<c>${key}</c>) mean the final value of the key, fallbacks included, and are resolved when a value is first read.
/// Reading a value as a type that it does not have throws a <see cref="ConfigurationException"/> that names key, value, origin and expected type.
/// </summary>
public partial class Config
{
    /// <summary>A configuration without keys.</summary>
    public static readonly Config Empty = new();

    private readonly HoconScope _scope;

    /// <summary>Makes a configuration without keys.</summary>
    public Config() : this([])
    {
    }

    /// <summary>Makes a configuration from a document.</summary>
    /// <param name="root">The document; its root must be an object.</param>
    /// <exception cref="ConfigurationException">The root is no object.</exception>
    public Config(HoconRoot root) : this([root.Value.RootFields ?? throw HoconConvert.Wrong(root.Value.View, "an object")])
    {
    }

    /// <summary>Makes a configuration that looks up in a second one what a first one does not say.</summary>
    /// <param name="source">The configuration that wins.</param>
    /// <param name="fallback">The one asked after it.</param>
    public Config(Config source, Config? fallback) : this(Join(source._scope.Layers, fallback?._scope.Layers ?? []))
    {
    }

    internal Config(HoconFields[] layers) => _scope = new HoconScope(layers);

    /// <summary>What this configuration falls back to; null when it consists of one document.</summary>
    public Config? Fallback => _scope.Layers.Length > 1 ? new Config(_scope.Layers[1..]) : null;

    /// <summary>Whether there is no key in this configuration or its fallbacks.</summary>
    public bool IsEmpty => _scope.Layers.All(l => l.Fields.Count == 0);

    /// <summary>Everything, fallbacks included, as one object.</summary>
    public HoconValue Root => new(_scope.Root);

    internal HoconScope Scope => _scope;

    /// <summary>A configuration that looks up in another one what this one does not say. Costs nothing: values are merged when they are read.</summary>
    /// <param name="fallback">The configuration asked after this one; null is taken as empty.</param>
    /// <returns>A new configuration, or this one when there is nothing to add.</returns>
    /// <exception cref="ArgumentException">The fallback is this configuration itself.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(this, fallback)) throw new ArgumentException("A configuration cannot fall back to itself.", nameof(fallback));
        if (fallback is null || fallback._scope.Layers.Length == 0) return this;
        return Copy(fallback);
    }

    /// <summary>A part of this configuration.</summary>
    /// <param name="path">The key of an object.</param>
    /// <returns>A configuration whose root is that object; null when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is no object.</exception>
    public virtual Config? GetConfig(string path) => Find(path) is { } found ? new HoconValue(found).ToConfig() : null;

    /// <summary>The value of a key.</summary>
    /// <param name="path">The key, parts joined by dots; parts with dots in them are put in double quotes.</param>
    /// <returns>The value; null when there is no such key or it is set to null.</returns>
    public HoconValue? GetValue(string path) => Find(path) is { } found ? new HoconValue(found) : null;

    /// <summary>Whether a key has a value here or in a fallback.</summary>
    /// <param name="path">The key.</param>
    /// <returns>False also when the key is set to null.</returns>
    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>The keys at the root and their values, fallbacks included.</summary>
    /// <returns>The keys in the order in which they were first written, this configuration's before its fallbacks'.</returns>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() =>
        _scope.Root.Fields().Select(f => KeyValuePair.Create(f.Key, new HoconValue(f.Value)));

    /// <summary>This configuration as HOCON, without its fallbacks.</summary>
    /// <returns>HOCON, substitutions resolved.</returns>
    public override string ToString() => ToString(includeFallback: false);

    /// <summary>This configuration as HOCON.</summary>
    /// <param name="includeFallback">Whether to write what the fallbacks add too.</param>
    /// <returns>HOCON, substitutions resolved.</returns>
    public virtual string ToString(bool includeFallback)
    {
        if (includeFallback || _scope.Layers.Length < 2) return HoconWriter.Write(_scope.Root);
        return HoconWriter.Write(new HoconView([_scope.Layers[0]], _scope, ""));
    }

    /// <summary>Reads HOCON from a text.</summary>
    /// <param name="str">The text.</param>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>Adds HOCON as a fallback.</summary>
    /// <param name="config">The configuration that wins.</param>
    /// <param name="fallback">HOCON to be asked after it.</param>
    /// <returns>The two joined.</returns>
    public static Config operator +(Config config, string fallback) => config.WithFallback(ConfigurationFactory.ParseString(fallback));

    /// <summary>Puts HOCON before a configuration.</summary>
    /// <param name="configHocon">HOCON that wins.</param>
    /// <param name="fallbackConfig">The configuration asked after it.</param>
    /// <returns>The two joined.</returns>
    public static Config operator +(string configHocon, Config fallbackConfig) => ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    /// <summary>A copy, perhaps with one more fallback.</summary>
    /// <param name="fallback">The fallback to add, or null.</param>
    /// <returns>The copy.</returns>
    protected Config Copy(Config? fallback = null) => new(this, fallback);

    /// <summary>Resolves all substitutions, to find at start what would otherwise fail when it is first read.</summary>
    /// <exception cref="ConfigurationException">Some stand for nothing, or refer to each other in a circle; the message names the first ones.</exception>
    internal void CheckSubstitutions()
    {
        if (!_scope.Layers.Any(l => l.HasSubstitution)) return;
        var failures = HoconSection.Failures(HoconSection.Close(_scope.Root)).Take(5).ToList();
        if (failures.Count > 0) throw new ConfigurationException(string.Join(Environment.NewLine, failures));
    }

    // Null reads as if there were no value.
    internal HoconView? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _scope.Find(path) is { IsNull: false } found ? found : null;
    }

    // A layer that is there already would never be asked a second time, unless substitutions look behind it.
    private static HoconFields[] Join(HoconFields[] first, HoconFields[] second) =>
        first.Length == 0 ? second : [.. first, .. second.Where(l => l.HasSubstitution || !first.Contains(l))];
}

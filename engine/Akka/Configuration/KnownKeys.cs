using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Finds keys under <c>akka</c> that the defaults do not have, and what they may have been meant to be.</summary>
internal sealed class KnownKeys
{
    // Sections in which users make names of their own. So are all that are empty in the defaults.
    private static readonly string[] BuiltInOpen =
    [
        "akka.actor.deployment", "akka.actor.mailbox", "akka.actor.mailbox.requirements", "akka.actor.router.type-mapping", "akka.actor.serializers",
        "akka.actor.serialization-bindings", "akka.actor.serialization-identifiers", "akka.actor.serialization-settings", "akka.coordinated-shutdown.phases",
    ];

    // An object with one of these keys defines something new, such as a dispatcher, mailbox or plugin, wherever it stands.
    private static readonly string[] Defining = ["type", "executor", "mailbox-type", "class"];

    // Dispatchers may say what mailboxes their actors have, and have threads of their own: the keys of these sections count for every dispatcher.
    private static readonly string[] OfDispatchers = ["akka.actor.default-dispatcher", "akka.actor.default-mailbox", "akka.actor.default-fork-join-dispatcher"];

    // Plugins of one's own, and those of modules, take what they leave out from these.
    private static readonly (string Plugins, string Fallback)[] Fallbacks =
    [
        ("akka.persistence.journal", "akka.persistence.journal-plugin-fallback"),
        ("akka.persistence.snapshot-store", "akka.persistence.snapshot-store-plugin-fallback"),
    ];

    // Settings without a default.
    private static readonly string[] WithoutDefault = ["akka.actor.deployment.default.pool-dispatcher", "akka.actor.deployment.default.tail-chopping-router"];

    private readonly Config _reference;
    private readonly HashSet<string> _open;
    private List<string>? _all; // collected for the first suggestion: most configurations have no mistake

    /// <param name="reference">The defaults of all parts in use.</param>
    /// <param name="open">More sections in which users make names of their own.</param>
    public KnownKeys(Config reference, params IEnumerable<string> open)
    {
        _reference = reference;
        _open = [.. BuiltInOpen, .. open];
    }

    /// <summary>The unknown keys of a configuration, in its order. Of an unknown object only the object itself.</summary>
    public IReadOnlyList<UnknownKey> FindUnknown(Config config)
    {
        var unknown = new List<UnknownKey>();
        if (config.Scope.Root.Closed().Field("akka") is { IsObject: true } given && _reference.Scope.Root.Field("akka") is { } known) Compare(given, known, unknown);
        return unknown;
    }

    private void Compare(HoconView given, HoconView known, List<UnknownKey> unknown)
    {
        // Entries with names of the user's own have the keys of the entry `default`, where there is one.
        var isOpen = _open.Contains(known.Path) || !known.Fields().Any();
        var pattern = isOpen && known.Field("default") is { IsObject: true } fallback ? fallback : null;
        foreach (var (key, value) in given.Fields())
        {
            var counterpart = known.Field(key) ?? pattern ?? (IsDispatcher(known) ? FieldOfDispatchers(key) : null) ?? FieldOfFallback(known, key);
            if (counterpart is not null)
            {
                if (counterpart.IsObject && value.IsObject) Compare(value, counterpart, unknown);
            }
            else if (!isOpen && !Defines(value) && !WithoutDefault.Contains(HoconPath.Append(known.Path, key)))
            {
                unknown.Add(new UnknownKey(value.Path, value.Origin, Suggest(given.Path, known, key)));
            }
        }
    }

    private static bool IsDispatcher(HoconView known) => known.Field("type") is not null && (known.Field("executor") is not null || known.Field("throughput") is not null);

    private HoconView? FieldOfDispatchers(string key) => OfDispatchers.Select(section => Section(section)?.Field(key)).FirstOrDefault(static field => field is not null);

    private HoconView? FieldOfFallback(HoconView known, string key) =>
        Array.Find(Fallbacks, f => known.Path.StartsWith(f.Plugins + ".", StringComparison.Ordinal)).Fallback is { } fallback ? Section(fallback)?.Field(key) : null;

    private HoconView? Section(string path) => path.Split('.').Aggregate((HoconView?)_reference.Scope.Root, static (view, name) => view?.Field(name));

    private static bool Defines(HoconView value) => value.IsObject && Defining.Any(key => value.Field(key) is not null);

    // A name beside it that is spelt nearly the same, or else the same name in another place.
    private string? Suggest(string section, HoconView known, string key)
    {
        var nearest = known.Fields().Select(f => (f.Key, Distance: EditDistance.Between(key, f.Key))).OrderBy(c => c.Distance)
            .FirstOrDefault(c => c.Distance <= Math.Max(1, key.Length / 3));
        if (nearest.Key is not null) return HoconPath.Append(section, nearest.Key);
        var elsewhere = "." + HoconPath.Quote(key);
        if (_all is null)
        {
            _all = [];
            if (_reference.Scope.Root.Field("akka") is { } root) Collect(root, _all);
        }

        return _all.Where(path => path.EndsWith(elsewhere, StringComparison.Ordinal))
            .OrderBy(path => EditDistance.Between(path, section + elsewhere)).FirstOrDefault();
    }

    private static void Collect(HoconView section, List<string> all)
    {
        foreach (var (_, value) in section.Fields())
        {
            all.Add(value.Path);
            if (value.IsObject) Collect(value, all);
        }
    }
}

using Akka.Configuration;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>
/// What is to be done with actors at certain paths: <c>akka.actor.deployment</c>, and what is set in code. A path is relative to /user; in it
/// <c>*</c> stands for any name, and <c>**</c>, at its end, for one or more. The more exact path wins. Thread-safe.
/// </summary>
public class Deployer
{
    internal const string Section = "akka.actor.deployment";

    private const string Mapping = "akka.actor.router.type-mapping";

    /// <summary>What an entry does not say: <c>akka.actor.deployment.default</c>.</summary>
    protected readonly Config Default;

    private readonly Settings _settings;
    private readonly Lock _gate = new(); // guards the making of a new _known
    private volatile Known _known = Known.Nothing;

    /// <summary>Reads the deployments of a configuration.</summary>
    /// <param name="settings">The settings of the system.</param>
    /// <exception cref="ConfigurationException">A deployment is wrong.</exception>
    public Deployer(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        Default = settings.Config.GetConfig(Section + ".default") ?? Config.Empty;
    }

    /// <summary>True when there is a deployment for some path.</summary>
    internal bool HasAny => !ReferenceEquals(_known, Known.Nothing);

    /// <summary>True when there is a deployment that may be meant for an actor without a name.</summary>
    internal bool HasPatterns => _known.Patterns.Length > 0;

    /// <summary>The deployment of an actor.</summary>
    /// <param name="path">The actor's path.</param>
    /// <returns>The deployment; null when there is none, or the actor is not under /user.</returns>
    public Deploy? Lookup(ActorPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Elements is ["user", _, ..] elements ? Lookup(elements.Skip(1)) : null;
    }

    /// <summary>The deployment of an actor.</summary>
    /// <param name="path">The names on the way to it, from /user on.</param>
    /// <returns>The deployment, or null.</returns>
    public Deploy? Lookup(IEnumerable<string> path)
    {
        var names = path.ToArray();
        var known = _known;
        if (known.Exact.TryGetValue("/" + string.Join('/', names), out var deploy)) return deploy;
        return Array.Find(known.Patterns, pattern => pattern.Matches(names)).Deploy;
    }

    /// <summary>Sets the deployment of a path, in place of an earlier one.</summary>
    /// <param name="deploy">The deployment, with its path.</param>
    /// <exception cref="ConfigurationException">The path does not start with '/', or is not legal.</exception>
    public void SetDeploy(Deploy deploy)
    {
        ArgumentNullException.ThrowIfNull(deploy);
        if (!deploy.Path.StartsWith('/')) throw new ConfigurationException($"{Section}: [{deploy.Path}] is no path; it must start with / and is relative to /user.");
        var names = deploy.Path[1..].Split('/');
        foreach (var name in names)
            if (name is not ("*" or "**") && !ActorPath.IsValidPathElement(name)) throw new ConfigurationException($"{Section}: illegal actor name [{name}] in path [{deploy.Path}].");
        if (Array.IndexOf(names, "**") is >= 0 and var at && at < names.Length - 1) throw new ConfigurationException($"{Section}: [{deploy.Path}]: ** can only be the last name.");
        lock (_gate) _known = _known.With(names, deploy);
    }

    /// <summary>Reads one deployment.</summary>
    /// <param name="key">Its path.</param>
    /// <param name="config">Its section.</param>
    /// <returns>The deployment.</returns>
    /// <exception cref="ConfigurationException">It is wrong.</exception>
    public virtual Deploy? ParseConfig(string key, Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var full = config.WithFallback(Default);
        return new Deploy(
            key, full, RouterOf(key, full), Deploy.NoScopeGiven, full.GetString("dispatcher", "")!, full.GetString("mailbox", "")!, full.GetInt("stash-capacity", Deploy.NoStashSize));
    }

    /// <summary>Reads the configuration. Apart from the constructor, so that a derived class reads in its own way.</summary>
    internal void Read()
    {
        if (_settings.Config.GetConfig(Section) is not { } section) return;
        foreach (var (path, value) in section.AsEnumerable())
            if (path != "default" && ParseConfig(path, value.ToConfig()) is { } deploy) SetDeploy(deploy);
    }

    private RouterConfig RouterOf(string key, Config config)
    {
        var name = config.GetString("router", "from-code")!;
        if (name == "from-code") return NoRouter.Instance;
        var known = _settings.Config.GetConfig(Mapping);
        var mapped = known?.AsEnumerable().FirstOrDefault(one => one.Key == name).Value?.GetString() ?? name;
        var type = Type.GetType(mapped);
        if (type is null || !typeof(RouterConfig).IsAssignableFrom(type))
        {
            // The mapping names routers of other packages too, which may be absent.
            var there = (known?.AsEnumerable() ?? []).Where(static one => one.Value.GetString() is { } listed && Type.GetType(listed) is not null).Select(static one => one.Key);
            throw new ConfigurationException(
                $"{Section}: router [{name}] of [{key}] is no {nameof(RouterConfig)} that can be loaded. Known are: {string.Join(", ", there.Order(StringComparer.Ordinal))}, and names of classes with their assemblies.");
        }

        try
        {
            return (RouterConfig)Activator.CreateInstance(type, config)!;
        }
        catch (Exception failure) when (failure is System.Reflection.TargetInvocationException or MissingMethodException)
        {
            var cause = failure.InnerException ?? failure;
            throw new ConfigurationException($"{Section}: router [{name}] of [{key}] cannot be made: {cause.Message} A class of its own needs a public constructor that takes {nameof(Config)}.", cause);
        }
    }

    /// <summary>All deployments. Replaced, never changed.</summary>
    private sealed record Known(Dictionary<string, Deploy> Exact, Pattern[] Patterns)
    {
        public static readonly Known Nothing = new(new Dictionary<string, Deploy>(StringComparer.Ordinal), []);

        public Known With(string[] names, Deploy deploy)
        {
            if (Array.Exists(names, static name => name is "*" or "**"))
            {
                var others = Patterns.Where(pattern => !pattern.Names.SequenceEqual(names));
                return this with { Patterns = [.. others.Append(new Pattern(names, deploy)).OrderBy(static pattern => pattern.Rank, StringComparer.Ordinal)] };
            }

            return this with { Exact = new Dictionary<string, Deploy>(Exact, StringComparer.Ordinal) { [deploy.Path] = deploy } };
        }
    }

    /// <summary>A path with wildcards.</summary>
    private readonly record struct Pattern(string[] Names, Deploy Deploy)
    {
        /// <summary>At the first difference a name goes before *, and * before **.</summary>
        public string Rank => string.Concat(Names.Select(static name => name switch { "**" => '2', "*" => '1', _ => '0' }));

        public bool Matches(string[] path)
        {
            if (Names[^1] == "**" ? path.Length < Names.Length : path.Length != Names.Length) return false;
            for (var i = 0; i < Names.Length; i++)
                if (Names[i] is not ("*" or "**") && Names[i] != path[i]) return false;
            return true;
        }
    }
}

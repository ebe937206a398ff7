using Akka.Configuration;

namespace Akka.Actor.Internal;

// Extensions, and deployments from configuration.
public partial class ActorSystemImpl
{
    private Dictionary<string, Deploy>? _deployments;

    /// <summary>True when the configuration says something about actors at certain paths.</summary>
    internal bool HasDeployments => _deployments is not null;

    /// <inheritdoc/>
    public override object RegisterExtension(IExtensionId extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        // Lazy, so that of two threads asking at once only one makes it; a failed attempt is forgotten and can be made again.
        var lazy = _extensions.GetOrAdd(extension.ExtensionType, static (_, made) => new Lazy<object>(() => made.Id.CreateExtension(made.System)), (Id: extension, System: this));
        try
        {
            return lazy.Value;
        }
        catch
        {
            _extensions.TryRemove(new KeyValuePair<Type, Lazy<object>>(extension.ExtensionType, lazy));
            throw;
        }
    }

    /// <inheritdoc/>
    public override object GetExtension(IExtensionId extensionId) => TryGetExtension(extensionId.ExtensionType, out var extension) ? extension! : null!;

    /// <inheritdoc/>
    public override T GetExtension<T>() => TryGetExtension(out T? extension) ? extension! : null!;

    /// <inheritdoc/>
    public override bool HasExtension(Type type) => TryGetExtension(type, out _);

    /// <inheritdoc/>
    public override bool HasExtension<T>() => TryGetExtension(typeof(T), out _);

    /// <inheritdoc/>
    public override bool TryGetExtension(Type extensionType, out object? extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var lazy) ? lazy.Value : null;
        return extension is not null;
    }

    /// <inheritdoc/>
    public override bool TryGetExtension<T>(out T? extension) where T : class
    {
        extension = TryGetExtension(typeof(T), out var found) ? (T)found! : null;
        return extension is not null;
    }

    /// <summary>The deployment of a named child: what the configuration says for its path, then what its props say.</summary>
    internal Deploy DeploymentFor(ActorCell parent, string name, Deploy fallback)
    {
        var path = parent.Path.ToStringWithoutAddress();
        if (!path.StartsWith("/user", StringComparison.Ordinal)) return fallback;
        return _deployments!.TryGetValue($"{path["/user".Length..]}/{name}", out var deploy) ? deploy.WithFallback(fallback) : fallback;
    }

    private void LoadExtensions()
    {
        foreach (var name in Settings.Config.GetStringList("akka.extensions"))
        {
            var type = Type.GetType(name);
            if (type is null || !typeof(IExtensionId).IsAssignableFrom(type))
                throw new ConfigurationException($"akka.extensions: [{name}] is no {nameof(IExtensionId)} that can be loaded.");
            RegisterExtension((IExtensionId)Activator.CreateInstance(type)!);
        }
    }

    private void ReadDeployments()
    {
        if (Settings.Config.GetConfig("akka.actor.deployment") is not { } section) return;
        foreach (var (path, value) in section.AsEnumerable())
        {
            if (path == "default") continue;
            if (!path.StartsWith('/')) throw new ConfigurationException($"akka.actor.deployment: [{path}] is no path; it must start with / and is relative to /user.");
            var config = value.ToConfig();
            (_deployments ??= new Dictionary<string, Deploy>(StringComparer.Ordinal))[path] = new Deploy(
                path, config, Deploy.NoScopeGiven, config.GetString("dispatcher", "")!, config.GetString("mailbox", "")!, config.GetInt("stash-capacity", Deploy.NoStashSize));
        }
    }
}

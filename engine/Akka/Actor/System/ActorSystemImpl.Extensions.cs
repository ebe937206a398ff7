using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor.Internal;

// Extensions, and deployments from configuration.
public partial class ActorSystemImpl
{
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

    /// <summary>The deployment of a new child: what the configuration says for its path, then what its props say.</summary>
    internal Deploy DeploymentFor(ActorCell parent, string? name, Deploy given)
    {
        var deployer = Provider.Deployer;
        if (!deployer.HasAny || (name is null && !deployer.HasPatterns)) return given;
        var path = parent.Path.Elements;
        if (path is not ["user", ..] || deployer.Lookup(path.Skip(1).Append(name ?? "$")) is not { } configured) return given;
        if (given.RouterConfig is Routing.NoRouter && configured.RouterConfig is not Routing.NoRouter)
        {
            if (Settings.DebugRouterMisconfiguration)
                Log.Warning("Configuration says that [{0}] should be a router, but code disagrees. Remove the config or add a routerConfig to its Props.", parent.Path / (name ?? "$"));
            configured = configured.WithRouterConfig(given.RouterConfig);
        }

        return configured.WithFallback(given);
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
}

using Akka.Configuration;
using Akka.Routing;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Where and how an actor runs: dispatcher, mailbox, stash, scope. Immutable.</summary>
public class Deploy : IEquatable<Deploy>, ISurrogated
{
    /// <summary>No dispatcher named.</summary>
    public static readonly string NoDispatcherGiven = string.Empty;

    /// <summary>No mailbox named.</summary>
    public static readonly string NoMailboxGiven = string.Empty;

    /// <summary>No bound on the stash: -1.</summary>
    public static readonly int NoStashSize = -1;

    /// <summary>No scope given.</summary>
    public static readonly Scope NoScopeGiven = new NoScope();

    /// <summary>In this process.</summary>
    public static readonly Deploy Local = new(Scope.Local);

    /// <summary>Nothing said.</summary>
    public static readonly Deploy None = new();

    /// <summary>Says nothing.</summary>
    public Deploy() : this("", Config.Empty, NoRouter.Instance, NoScopeGiven, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    /// <summary>With a scope.</summary>
    /// <param name="scope">Where the actor runs.</param>
    public Deploy(Scope scope) : this("", Config.Empty, NoRouter.Instance, scope, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    /// <summary>For the actor at a path, with a scope.</summary>
    /// <param name="path">The path.</param>
    /// <param name="scope">Where the actor runs.</param>
    public Deploy(string path, Scope scope) : this(path, Config.Empty, NoRouter.Instance, scope, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    /// <summary>With a router.</summary>
    /// <param name="routerConfig">What makes the actor a router.</param>
    public Deploy(RouterConfig routerConfig) : this(routerConfig, NoScopeGiven)
    {
    }

    /// <summary>With a router and a scope.</summary>
    /// <param name="routerConfig">What makes the actor a router.</param>
    /// <param name="scope">Where the actor runs.</param>
    public Deploy(RouterConfig routerConfig, Scope scope) : this("", Config.Empty, routerConfig, scope, NoDispatcherGiven)
    {
    }

    /// <summary>With what a deployment of the configuration says.</summary>
    /// <param name="path">The path it is for; empty for any.</param>
    /// <param name="config">The deployment's configuration.</param>
    /// <param name="routerConfig">What makes the actor a router, or <see cref="NoRouter"/>.</param>
    /// <param name="scope">Where the actor runs.</param>
    /// <param name="dispatcher">The configured name of the dispatcher, or empty.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope scope, string dispatcher) : this(path, config, routerConfig, scope, dispatcher, NoMailboxGiven)
    {
    }

    /// <summary>With what a deployment of the configuration says.</summary>
    /// <param name="path">The path it is for; empty for any.</param>
    /// <param name="config">The deployment's configuration.</param>
    /// <param name="routerConfig">What makes the actor a router, or <see cref="NoRouter"/>.</param>
    /// <param name="scope">Where the actor runs.</param>
    /// <param name="dispatcher">The configured name of the dispatcher, or empty.</param>
    /// <param name="mailbox">The configured name of the mailbox type, or empty.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope scope, string dispatcher, string mailbox)
        : this(path, config, routerConfig, scope, dispatcher, mailbox, NoStashSize)
    {
    }

    /// <summary>With everything that a deployment of the configuration says.</summary>
    /// <param name="path">The path it is for; empty for any.</param>
    /// <param name="config">The deployment's configuration.</param>
    /// <param name="routerConfig">What makes the actor a router, or <see cref="NoRouter"/>.</param>
    /// <param name="scope">Where the actor runs.</param>
    /// <param name="dispatcher">The configured name of the dispatcher, or empty.</param>
    /// <param name="mailbox">The configured name of the mailbox type, or empty.</param>
    /// <param name="stashCapacity">How many messages the stash holds; -1 for no bound.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope scope, string dispatcher, string mailbox, int stashCapacity)
    {
        ArgumentNullException.ThrowIfNull(routerConfig);
        Path = path;
        Config = config;
        RouterConfig = routerConfig;
        Scope = scope;
        Dispatcher = dispatcher;
        Mailbox = mailbox;
        StashCapacity = stashCapacity;
    }

    /// <summary>The path it is for; empty for any.</summary>
    public string Path { get; }

    /// <summary>The deployment's configuration.</summary>
    public Config Config { get; }

    /// <summary>What makes the actor a router; <see cref="NoRouter"/> when it is none.</summary>
    public RouterConfig RouterConfig { get; }

    /// <summary>Where the actor runs.</summary>
    public Scope Scope { get; }

    /// <summary>The configured name of the dispatcher, or empty.</summary>
    public string Dispatcher { get; }

    /// <summary>The configured name of the mailbox type, or empty.</summary>
    public string Mailbox { get; }

    /// <summary>How many messages the stash holds; -1 for no bound.</summary>
    public int StashCapacity { get; }

    /// <summary>Fills what this leaves open.</summary>
    /// <param name="other">What to fill it from.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithFallback(Deploy other) => new(
        Path,
        Config.IsEmpty ? other.Config : Config.WithFallback(other.Config),
        RouterConfig.WithFallback(other.RouterConfig),
        Scope.WithFallback(other.Scope),
        Dispatcher == NoDispatcherGiven ? other.Dispatcher : Dispatcher,
        Mailbox == NoMailboxGiven ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    /// <summary>The same with a scope.</summary>
    /// <param name="scope">Where the actor runs.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithScope(Scope scope) => new(Path, Config, RouterConfig, scope, Dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with a router.</summary>
    /// <param name="routerConfig">What makes the actor a router, or <see cref="NoRouter"/>.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithRouterConfig(RouterConfig routerConfig) => new(Path, Config, routerConfig, Scope, Dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with a mailbox.</summary>
    /// <param name="mailbox">The configured name of its type.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithMailbox(string mailbox) => new(Path, Config, RouterConfig, Scope, Dispatcher, mailbox, StashCapacity);

    /// <summary>The same with a dispatcher.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, RouterConfig, Scope, dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with a bound on the stash.</summary>
    /// <param name="stashSize">How many messages it holds; -1 for no bound.</param>
    /// <returns>A new deployment.</returns>
    public virtual Deploy WithStashCapacity(int stashSize) => new(Path, Config, RouterConfig, Scope, Dispatcher, Mailbox, stashSize);

    /// <inheritdoc/>
    public bool Equals(Deploy? other) =>
        ReferenceEquals(this, other) ||
        (other is not null && Path == other.Path && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity && Equals(Scope, other.Scope) && Equals(RouterConfig, other.RouterConfig));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Deploy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox, StashCapacity);

    /// <summary>Makes what stands for this deployment when it is serialized.</summary>
    /// <param name="system">Not used.</param>
    /// <returns>The stand-in.</returns>
    public ISurrogate ToSurrogate(ActorSystem system) => new DeploySurrogate
    {
        Path = Path,
        Config = Config,
        Scope = Scope,
        RouterConfig = RouterConfig,
        Dispatcher = Dispatcher,
        Mailbox = Mailbox,
        StashCapacity = StashCapacity,
    };

    /// <summary>Stands for a deployment.</summary>
    public class DeploySurrogate : ISurrogate
    {
        /// <summary>The path it is for; empty for any.</summary>
        public string Path { get; set; } = "";

        /// <summary>The deployment's configuration.</summary>
        public Config Config { get; set; } = Config.Empty;

        /// <summary>Where the actor runs.</summary>
        public Scope Scope { get; set; } = NoScopeGiven;

        /// <summary>The configured name of the dispatcher, or empty.</summary>
        public string Dispatcher { get; set; } = NoDispatcherGiven;

        /// <summary>The configured name of the mailbox type, or empty.</summary>
        public string Mailbox { get; set; } = NoMailboxGiven;

        /// <summary>What makes the actor a router; <see cref="NoRouter"/> when it is none.</summary>
        public RouterConfig RouterConfig { get; set; } = NoRouter.Instance;

        /// <summary>How many messages the stash holds; -1 for no bound.</summary>
        public int StashCapacity { get; set; } = NoStashSize;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Deploy(Path, Config, RouterConfig, Scope, Dispatcher, Mailbox, StashCapacity);
    }

    private sealed class NoScope : Scope
    {
        public override Scope WithFallback(Scope other) => other;

        public override Scope Copy() => this;
    }
}

/// <summary>Where an actor runs.</summary>
public abstract class Scope
{
    /// <summary>In this process.</summary>
    public static readonly LocalScope Local = LocalScope.Instance;

    /// <summary>This scope, or another where this says nothing.</summary>
    /// <param name="other">The other.</param>
    /// <returns>A scope.</returns>
    public abstract Scope WithFallback(Scope other);

    /// <summary>A copy.</summary>
    /// <returns>The copy.</returns>
    public abstract Scope Copy();
}

/// <summary>In this process.</summary>
public class LocalScope : Scope, ISurrogated
{
    private LocalScope()
    {
    }

    /// <summary>The only instance.</summary>
    public static LocalScope Instance { get; } = new();

    /// <inheritdoc/>
    public override Scope WithFallback(Scope other) => Instance;

    /// <inheritdoc/>
    public override Scope Copy() => Instance;

    /// <summary>Makes what stands for this scope when it is serialized.</summary>
    /// <param name="system">Not used.</param>
    /// <returns>The stand-in.</returns>
    public ISurrogate ToSurrogate(ActorSystem system) => new LocalScopeSurrogate();

    /// <summary>Stands for the local scope.</summary>
    public class LocalScopeSurrogate : ISurrogate
    {
        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Instance;
    }
}

/// <summary>In the process at an address.</summary>
public class RemoteScope : Scope, IEquatable<RemoteScope>
{
    /// <summary>For derived scopes: at no address yet.</summary>
    protected RemoteScope() : this(Address.AllSystems)
    {
    }

    /// <summary>At an address.</summary>
    /// <param name="address">The address of the other system.</param>
    public RemoteScope(Address address) => Address = address;

    /// <summary>The address of the other system.</summary>
    public Address Address { get; set; }

    /// <inheritdoc/>
    public override Scope WithFallback(Scope other) => this;

    /// <inheritdoc/>
    public override Scope Copy() => new RemoteScope(Address);

    /// <inheritdoc/>
    public bool Equals(RemoteScope? other) => other is not null && Equals(Address, other.Address);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RemoteScope);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();
}

using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.Singleton;
using Akka.Coordination;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

// Singletons and publish-subscribe.
public static partial class AkkaClusterHostingExtensions
{
    /// <summary>Starts the manager of a singleton under <c>/user/{singletonName}</c>, on nodes with its role, and registers a proxy that reaches the instance.</summary>
    /// <typeparam name="TKey">The proxy is registered under this type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="singletonName">Name of the singleton, and of its manager. The same on all nodes.</param>
    /// <param name="actorProps">The instance.</param>
    /// <param name="options">The settings; null for those of the configuration.</param>
    /// <param name="createProxyToo">Whether a proxy is started and registered.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        Props actorProps,
        ClusterSingletonOptions? options = null,
        bool createProxyToo = true)
    {
        ArgumentNullException.ThrowIfNull(actorProps);
        return builder.WithSingleton<TKey>(singletonName, (_, _, _) => actorProps, options, createProxyToo);
    }

    /// <summary>Starts the manager of a singleton under <c>/user/{singletonName}</c>, on nodes with its role, and registers a proxy that reaches the instance.</summary>
    /// <typeparam name="TKey">The proxy is registered under this type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="singletonName">Name of the singleton, and of its manager. The same on all nodes.</param>
    /// <param name="propsFactory">Makes the instance's props from the system, its registered actors and its services. Called only where a manager starts.</param>
    /// <param name="options">The settings; null for those of the configuration.</param>
    /// <param name="createProxyToo">Whether a proxy is started and registered.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Props> propsFactory,
        ClusterSingletonOptions? options = null,
        bool createProxyToo = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(singletonName);
        ArgumentNullException.ThrowIfNull(propsFactory);
        options ??= new ClusterSingletonOptions();
        options.LeaseImplementation?.Apply(builder);
        builder.StartActors((system, registry, resolver) =>
        {
            var settings = ManagerSettings(system, singletonName, options);
            if (settings.Role is { } role && !Cluster.Get(system).SelfRoles.Contains(role)) return;
            system.ActorOf(ClusterSingletonManager.Props(propsFactory(system, registry, resolver), options.TerminationMessage ?? PoisonPill.Instance, settings), singletonName);
        });
        return createProxyToo ? builder.WithSingletonProxy<TKey>(singletonName, options) : builder;
    }

    /// <summary>Starts a proxy that reaches a singleton of other nodes, under <c>/user/{singletonName}-proxy</c>, and registers it.</summary>
    /// <typeparam name="TKey">The proxy is registered under this type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="singletonName">Name of the singleton.</param>
    /// <param name="options">The settings, as the singleton's nodes have them; null for those of the configuration.</param>
    /// <param name="singletonManagerPath">Path of the manager without address; null for <c>/user/{singletonName}</c>.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithSingletonProxy<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        ClusterSingletonOptions? options = null,
        string? singletonManagerPath = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(singletonName);
        options ??= new ClusterSingletonOptions();
        return builder.StartActors((system, registry) =>
        {
            // The manager's role counts when the proxy has none of its own: both look for the same host.
            var settings = ClusterSingletonProxySettings.Create(system).WithSingletonName(singletonName);
            settings = settings.WithRole(string.IsNullOrEmpty(options.Role) ? settings.Role ?? ClusterSingletonManagerSettings.Create(system).Role : options.Role);
            if (options.BufferSize is { } size) settings = settings.WithBufferSize(size);
            registry.Register<TKey>(system.ActorOf(ClusterSingletonProxy.Props(singletonManagerPath ?? $"/user/{singletonName}", settings), $"{singletonName}-proxy"));
        });
    }

    /// <summary>Starts publish-subscribe between the nodes, and registers its mediator under <see cref="DistributedPubSub"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="role">Only members with this role take part; empty for all.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithDistributedPubSub(this AkkaConfigurationBuilder builder, string role)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddHocon($"akka.cluster.pub-sub.role = {(role ?? "").ToHocon()}", HoconAddMode.Prepend);
        return builder.StartActors(static (system, registry) => registry.Register<DistributedPubSub>(DistributedPubSub.Get(system).Mediator));
    }

    private static ClusterSingletonManagerSettings ManagerSettings(ActorSystem system, string singletonName, ClusterSingletonOptions options)
    {
        var settings = ClusterSingletonManagerSettings.Create(system).WithSingletonName(singletonName);
        if (!string.IsNullOrEmpty(options.Role)) settings = settings.WithRole(options.Role);
        return options.LeaseImplementation is { } lease
            ? settings.WithLeaseSettings(new LeaseUsageSettings(lease.ConfigPath, options.LeaseRetryInterval ?? TimeSpan.FromSeconds(5)))
            : settings;
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Serialization;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Collects what an actor system is started with. Used by one thread, before the system starts.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly List<Setup> _setups = [];
    private readonly List<Type> _extensions = [];
    private readonly List<(string Name, ImmutableHashSet<Type> Types, Func<ExtendedActorSystem, Serializer> Make)> _serializers = [];
    private readonly List<ActorStarterWithResolver> _actors = [];
    private readonly List<StartupTask> _startup = [];
    private readonly List<Func<IServiceProvider, Setup>> _setupsFromServices = [];

    /// <summary>For a system that is not started yet.</summary>
    /// <param name="serviceCollection">The application's services, to which modules may add theirs while they are still being collected.</param>
    /// <param name="actorSystemName">The system's name.</param>
    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        ArgumentNullException.ThrowIfNull(serviceCollection);
        ArgumentException.ThrowIfNullOrEmpty(actorSystemName);
        ServiceCollection = serviceCollection;
        ActorSystemName = actorSystemName;
    }

    /// <summary>The configuration collected so far, without the engine's defaults.</summary>
    public Option<Config> Configuration { get; private set; }

    /// <summary>The provider of references; none for the configured one.</summary>
    public Option<ProviderSelection> ActorRefProvider { get; private set; }

    internal IServiceCollection ServiceCollection { get; }

    internal string ActorSystemName { get; }

    /// <summary>Starts actors when the host starts, in the order of these calls.</summary>
    /// <param name="starter">Starts and registers them.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        return StartActors((system, registry, _) => starter(system, registry));
    }

    /// <summary>Starts actors that need services when the host starts, in the order of these calls.</summary>
    /// <param name="starter">Starts and registers them.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        ActorStarterWithResolver run = (system, registry, resolver) =>
        {
            starter(system, registry, resolver);
            return Task.CompletedTask;
        };
        return StartActors(run);
    }

    /// <summary>Starts actors when the host starts, in the order of these calls.</summary>
    /// <param name="starter">Starts and registers them.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        ActorStarterWithResolver run = (system, registry, _) => starter(system, registry);
        return StartActors(run);
    }

    /// <summary>Starts actors that need services when the host starts, in the order of these calls.</summary>
    /// <param name="starter">Starts and registers them.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        ArgumentNullException.ThrowIfNull(starter);
        _actors.Add(starter);
        return this;
    }

    /// <summary>Does something when all actors have been started.</summary>
    /// <param name="startupTask">What to do.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask)
    {
        ArgumentNullException.ThrowIfNull(startupTask);
        StartupTask run = (system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        };
        return AddStartup(run);
    }

    /// <summary>Does something when all actors have been started; the host's start waits for it.</summary>
    /// <param name="startupTask">What to do.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        ArgumentNullException.ThrowIfNull(startupTask);
        _startup.Add(startupTask);
        return this;
    }

    /// <summary>Starts an extension with the system.</summary>
    /// <typeparam name="T">The extension's id, with a public constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    /// <exception cref="ConfigurationException">It has no such constructor.</exception>
    public AkkaConfigurationBuilder WithExtension<T>() where T : IExtensionId => WithExtensions(typeof(T));

    /// <summary>Starts extensions with the system, after those of <c>akka.extensions</c>.</summary>
    /// <param name="extensions">Types that implement <see cref="IExtensionId"/>, with a public constructor without parameters.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ConfigurationException">One of them is no such type.</exception>
    public AkkaConfigurationBuilder WithExtensions(params Type[] extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        foreach (var type in extensions)
        {
            if (!typeof(IExtensionId).IsAssignableFrom(type)) throw new ConfigurationException($"[{type}] is no extension: it does not implement {nameof(IExtensionId)}.");
            if (type.IsAbstract || type.GetConstructor([]) is null)
                throw new ConfigurationException($"[{type}] cannot be made: an extension's id needs a public constructor without parameters.");
            if (!_extensions.Contains(type)) _extensions.Add(type);
        }

        return this;
    }

    /// <summary>Binds types to a serializer made in code.</summary>
    /// <param name="serializerIdentifier">The serializer's name, as in <c>akka.actor.serializers</c>.</param>
    /// <param name="boundTypes">The types, with all that derive from or implement them.</param>
    /// <param name="serializerFactory">Makes the serializer while the system starts.</param>
    /// <returns>This builder.</returns>
    public AkkaConfigurationBuilder WithCustomSerializer(
        string serializerIdentifier, IEnumerable<Type> boundTypes, Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        ArgumentException.ThrowIfNullOrEmpty(serializerIdentifier);
        ArgumentNullException.ThrowIfNull(boundTypes);
        ArgumentNullException.ThrowIfNull(serializerFactory);
        _serializers.Add((serializerIdentifier, [.. boundTypes], serializerFactory));
        return this;
    }

    internal AkkaConfigurationBuilder AddConfig(Config config, HoconConfigurator join)
    {
        Configuration = Configuration.HasValue ? join(Configuration.Value, config) : config;
        return this;
    }

    internal AkkaConfigurationBuilder WithProvider(ProviderSelection provider)
    {
        ActorRefProvider = provider;
        return this;
    }

    // Of two setups of one type the later counts. The configuration of a BootstrapSetup goes over what was added before.
    internal AkkaConfigurationBuilder AddSetup(Setup setup)
    {
        if (setup is BootstrapSetup bootstrap)
        {
            if (bootstrap.ActorRefProvider.HasValue) ActorRefProvider = bootstrap.ActorRefProvider;
            if (bootstrap.Config.HasValue) AddConfig(bootstrap.Config.Value, HoconModes.Prepend);
            if (bootstrap.ConfigFallback.HasValue) AddConfig(bootstrap.ConfigFallback.Value, HoconModes.Append);
            return this;
        }

        _setups.RemoveAll(one => one.GetType() == setup.GetType());
        _setups.Add(setup);
        return this;
    }

    internal AkkaConfigurationBuilder AddSetup(Func<IServiceProvider, Setup> setup)
    {
        _setupsFromServices.Add(setup);
        return this;
    }

    /// <summary>Creates the system. Its actors are started by <see cref="StartAsync"/>.</summary>
    internal ActorSystem CreateSystem(IServiceProvider services)
    {
        var bootstrap = BootstrapSetup.Create().WithConfig(WithExtensionList(Configuration.GetOrElse(Config.Empty)));
        if (ActorRefProvider.HasValue) bootstrap = bootstrap.WithActorRefProvider(ActorRefProvider.Value);
        var setup = ActorSystemSetup.Create([bootstrap, DependencyResolverSetup.Create(services), .. _setupsFromServices.Select(make => make(services)), .. _setups]);
        if (_serializers.Count > 0) setup = setup.And(WithSerializers(setup.Get<SerializationSetup>()));
        return ActorSystem.Create(ActorSystemName, setup);
    }

    /// <summary>Starts the actors, then does the rest of the work of a start, one after the other.</summary>
    internal async Task StartAsync(ActorSystem system, CancellationToken cancellation)
    {
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var starter in _actors)
        {
            cancellation.ThrowIfCancellationRequested();
            await starter(system, registry, resolver).ConfigureAwait(false);
        }

        foreach (var task in _startup)
        {
            cancellation.ThrowIfCancellationRequested();
            await task(system, registry).ConfigureAwait(false);
        }
    }

    private Config WithExtensionList(Config config)
    {
        if (_extensions.Count == 0) return config;
        var names = config.GetStringList("akka.extensions").Union(_extensions.Select(type => type.AssemblyQualifiedName!));
        return ConfigurationFactory.ParseString($"akka.extensions = [{string.Join(", ", names.Select(name => name.ToHocon()))}]").WithFallback(config);
    }

    private SerializationSetup WithSerializers(Option<SerializationSetup> given) => SerializationSetup.Create(system =>
    [
        .. given.HasValue ? given.Value.CreateSerializers(system) : [],
        .. _serializers.Select(one => SerializerDetails.Create(one.Name, one.Make(system), one.Types)),
    ]);
}

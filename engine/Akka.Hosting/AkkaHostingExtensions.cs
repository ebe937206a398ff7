using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Akka.Hosting;

/// <summary>Puts an actor system into a .NET host.</summary>
public static class AkkaHostingExtensions
{
    /// <summary>
    /// Adds an actor system that starts and stops with the host, and with it <see cref="ActorSystem"/>, <see cref="ActorRegistry"/>, its interfaces
    /// and <see cref="IRequiredActor{TActor}"/> as services.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Says what the system is started with.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The services have an actor system already.</exception>
    public static IServiceCollection AddAkka(this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return services.AddAkka(actorSystemName, (configuration, _) => builder(configuration));
    }

    /// <summary>
    /// Adds an actor system that starts and stops with the host, and with it <see cref="ActorSystem"/>, <see cref="ActorRegistry"/>, its interfaces
    /// and <see cref="IRequiredActor{TActor}"/> as services.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Says what the system is started with; it is given the application's services and called when the system is first needed.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The services have an actor system already.</exception>
    public static IServiceCollection AddAkka(this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder) =>
        services.AddAkka<AkkaHostedService>(actorSystemName, builder);

    /// <summary>Adds an actor system that is started and stopped by a hosted service of one's own.</summary>
    /// <typeparam name="T">The hosted service.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="actorSystemName">The system's name.</param>
    /// <param name="builder">Says what the system is started with; it is given the application's services and called when the system is first needed.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The services have an actor system already.</exception>
    public static IServiceCollection AddAkka<T>(this IServiceCollection services, string actorSystemName, Action<AkkaConfigurationBuilder, IServiceProvider> builder)
        where T : AkkaHostedService
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(builder);
        if (services.Any(one => one.ServiceType == typeof(AkkaConfigurationBuilder)))
            throw new InvalidOperationException("AddAkka was called already: a host has one actor system. Put everything into one call.");
        services.AddSingleton(provider =>
        {
            var configuration = new AkkaConfigurationBuilder(services, actorSystemName);
            builder(configuration, provider);
            return configuration;
        });
        services.AddSingleton(provider => provider.GetRequiredService<AkkaConfigurationBuilder>().CreateSystem(provider));
        services.AddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<ActorSystem>()));
        services.AddSingleton<IActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.AddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.TryAddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
        services.AddHostedService<T>();
        return services;
    }

    /// <summary>Adds a configuration.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hocon">The configuration.</param>
    /// <param name="addMode">How it joins those that were added before.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder AddHocon(this AkkaConfigurationBuilder builder, Config hocon, HoconAddMode addMode)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(hocon);
        return builder.AddConfig(hocon, HoconModes.Of(addMode));
    }

    /// <summary>Adds .NET configuration: appsettings.json, environment variables, command line.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The configuration, or a section such as <c>GetSection("akka")</c>, which keeps its path.</param>
    /// <param name="addMode">How it joins those that were added before.</param>
    /// <param name="normalizeKeys">True: keys are made lower-case and <c>_</c> becomes <c>-</c>, so that <c>AKKA__ACTOR__ASK_TIMEOUT</c> is <c>akka.actor.ask-timeout</c>.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder AddHocon(this AkkaConfigurationBuilder builder, IConfiguration configuration, HoconAddMode addMode, bool normalizeKeys = true) =>
        builder.AddHocon(configuration.ToHocon(normalizeKeys), addMode);

    /// <summary>Adds a HOCON file. Includes in it are relative to its folder.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hoconFilePath">The file.</param>
    /// <param name="addMode">How it joins those that were added before.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read, or is no HOCON.</exception>
    public static AkkaConfigurationBuilder AddHoconFile(this AkkaConfigurationBuilder builder, string hoconFilePath, HoconAddMode addMode) =>
        builder.AddHocon(ConfigurationFactory.ParseFile(hoconFilePath), addMode);

    /// <summary>Adds a setup; an earlier one of its type is replaced.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">The setup. The configuration in a <see cref="BootstrapSetup"/> goes over what was added before.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder AddSetup(this AkkaConfigurationBuilder builder, Setup setup)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(setup);
        return builder.AddSetup(setup);
    }

    /// <summary>Chooses the provider of references: local, remote or cluster. The last call counts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="providerSelection">The provider.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActorRefProvider(this AkkaConfigurationBuilder builder, ProviderSelection providerSelection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(providerSelection);
        return builder.WithProvider(providerSelection);
    }

    /// <summary>Sets how long an ask waits that names no time: <c>akka.actor.ask-timeout</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="timeout">The time; <see cref="Timeout.InfiniteTimeSpan"/> or zero for ever.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActorAskTimeout(this AkkaConfigurationBuilder builder, TimeSpan timeout) =>
        builder.AddHocon(ConfigurationFactory.ParseString($"akka.actor.ask-timeout = {timeout.ToHocon(allowInfinite: true, zeroIsInfinite: true)}"), HoconAddMode.Prepend);

    /// <summary>Starts actors when the host starts, in the order of these calls.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry> actorStarter) => builder.StartActors(actorStarter);

    /// <summary>Starts actors that need services when the host starts, in the order of these calls.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, Action<ActorSystem, IActorRegistry, IDependencyResolver> actorStarter) =>
        builder.StartActors(actorStarter);

    /// <summary>Starts actors when the host starts, in the order of these calls; the host's start waits for them.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarter actorStarter) => builder.StartActors(actorStarter);

    /// <summary>Starts actors that need services when the host starts, in the order of these calls; the host's start waits for them.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="actorStarter">Starts and registers them.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithActors(this AkkaConfigurationBuilder builder, ActorStarterWithResolver actorStarter) => builder.StartActors(actorStarter);
}

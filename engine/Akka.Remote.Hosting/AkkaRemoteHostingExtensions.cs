using Akka.Actor;
using Akka.Hosting;
using Akka.Remote.Transport.DotNetty;

namespace Akka.Remote.Hosting;

/// <summary>Gives a hosted actor system remoting.</summary>
public static class AkkaRemoteHostingExtensions
{
    /// <summary>Adds remoting.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="hostname">The name or address to listen on; null for the configured one.</param>
    /// <param name="port">The port to listen on, 0 for a free one; null for the configured one.</param>
    /// <param name="publicHostname">The name under which others reach this system; null for the same.</param>
    /// <param name="publicPort">The port at which others reach this system; null for the same.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, string? hostname = null, int? port = null, string? publicHostname = null, int? publicPort = null) =>
        builder.WithRemoting(new RemoteOptions { HostName = hostname, Port = port, PublicHostName = publicHostname, PublicPort = publicPort });

    /// <summary>Adds remoting.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, Action<RemoteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new RemoteOptions();
        configure(options);
        return builder.WithRemoting(options);
    }

    /// <summary>Adds remoting.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, RemoteOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.AddHocon(options.ToHocon(), HoconAddMode.Prepend);
        if (options.Ssl?.X509Certificate is { } certificate) builder.AddSetup(new DotNettySslSetup(certificate, options.Ssl.SuppressValidation ?? false));
        // A cluster's own provider, set before, is remoting too.
        if (!builder.ActorRefProvider.HasValue) builder.WithActorRefProvider(ProviderSelection.Remote.Instance);
        return builder;
    }
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;
using Akka.Util;

namespace Akka.Remote.Transport;

/// <summary>
/// The certificate of this system and which certificates it takes from others. Both sides show one. Taken is: the very certificate that this system has;
/// one that was issued by an authority that lies in the same file; without such authorities, one that the machine trusts.
/// </summary>
internal sealed class TlsSettings
{
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _authorities;
    private readonly bool _suppressValidation;

    private TlsSettings(X509Certificate2 certificate, X509Certificate2Collection authorities, bool suppressValidation)
    {
        if (!certificate.HasPrivateKey) throw new ConfigurationException($"The certificate [{certificate.Subject}] has no private key: a system must prove that it is its own.");
        _certificate = certificate;
        _authorities = authorities;
        _suppressValidation = suppressValidation;
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="tcp">The section of the transport.</param>
    /// <param name="setups">The setups of the system.</param>
    /// <returns>The settings; null when TLS is off.</returns>
    /// <exception cref="ConfigurationException">There is no usable certificate.</exception>
    public static TlsSettings? Read(Config tcp, ActorSystemSetup setups)
    {
        if (!tcp.GetBoolean("enable-ssl")) return null;
        Option<DotNettySslSetup> setup = setups.Get<DotNettySslSetup>();
        if (setup.HasValue) return new TlsSettings(setup.Value.Certificate, [], setup.Value.SuppressValidation);
        var suppress = tcp.GetBoolean("ssl.suppress-validation");
        if (tcp.GetBoolean("ssl.certificate.use-thumbprint-over-file")) return new TlsSettings(FromStore(tcp), [], suppress);
        var path = tcp.GetString("ssl.certificate.path", "")!;
        if (path.Length == 0)
            throw new ConfigurationException("akka.remote.dot-netty.tcp.enable-ssl is on, and there is no ssl.certificate.path, no thumbprint and no DotNettySslSetup.");
        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, tcp.GetString("ssl.certificate.password", ""));
            var own = all.FirstOrDefault(static one => one.HasPrivateKey)
                ?? throw new ConfigurationException($"akka.remote.dot-netty.tcp.ssl.certificate.path = {path}: no certificate in it has a private key.");
            return new TlsSettings(own, [.. all.Where(one => one != own)], suppress);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"akka.remote.dot-netty.tcp.ssl.certificate.path = {path}: {failure.Message}", failure);
        }
    }

    public SslServerAuthenticationOptions ForServer() => new()
    {
        ServerCertificate = _certificate,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, theirs, _, errors) => IsTaken(theirs, errors),
    };

    public SslClientAuthenticationOptions ForClient(string host) => new()
    {
        TargetHost = host,
        ClientCertificates = [_certificate],
        // The other side may not name authorities that would make the platform choose.
        LocalCertificateSelectionCallback = (_, _, _, _, _) => _certificate,
        RemoteCertificateValidationCallback = (_, theirs, _, errors) => IsTaken(theirs, errors),
    };

    private bool IsTaken(X509Certificate? theirs, SslPolicyErrors errors)
    {
        if (theirs is null) return false;
        if (_suppressValidation) return true;
        if (theirs.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawDataMemory.Span)) return true;
        if (_authorities.Count == 0) return errors == SslPolicyErrors.None;
        using var certificate = X509CertificateLoader.LoadCertificate(theirs.GetRawCertData());
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        // The authority is our own, and lists of revoked certificates would need a network that nodes often do not have.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static X509Certificate2 FromStore(Config tcp)
    {
        var thumbprint = tcp.GetString("ssl.certificate.thumbprint", "")!;
        var name = tcp.GetString("ssl.certificate.store-name", "")!;
        var location = tcp.GetString("ssl.certificate.store-location", "") == "local-machine" ? StoreLocation.LocalMachine : StoreLocation.CurrentUser;
        using var store = new X509Store(name.Length == 0 ? "My" : name, location);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        var found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
        return found.Count > 0
            ? found[0]
            : throw new ConfigurationException($"akka.remote.dot-netty.tcp.ssl.certificate.thumbprint = {thumbprint}: no such certificate is in the store [{store.Name}] of {location}.");
    }
}

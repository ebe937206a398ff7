using System.Security.Cryptography.X509Certificates;
using Akka.Actor.Setup;

namespace Akka.Remote.Transport.DotNetty;

/// <summary>The certificate of a system, in place of the configured one. Takes effect when <c>enable-ssl</c> is on.</summary>
public sealed class DotNettySslSetup : Setup
{
    /// <summary>With a certificate.</summary>
    /// <param name="certificate">The certificate with its private key. Both sides of a connection show theirs.</param>
    /// <param name="suppressValidation">Whether to take any certificate of the other side: only for tests.</param>
    public DotNettySslSetup(X509Certificate2 certificate, bool suppressValidation)
    {
        Certificate = certificate;
        SuppressValidation = suppressValidation;
    }

    /// <summary>The certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Whether any certificate of the other side is taken.</summary>
    public bool SuppressValidation { get; }
}

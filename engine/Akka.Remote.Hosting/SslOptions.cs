using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Akka.Remote.Hosting;

/// <summary>How the two sides of a connection prove who they are.</summary>
public sealed class SslOptions
{
    /// <summary>Whether any certificate of the other side is taken. Only for tests. Off by default.</summary>
    public bool? SuppressValidation { get; set; }

    /// <summary>The system's certificate with its private key; it goes before <see cref="CertificateOptions"/>.</summary>
    public X509Certificate2? X509Certificate { get; set; }

    /// <summary>Where the certificate is found.</summary>
    public SslCertificateOptions CertificateOptions { get; set; } = new();

    internal void Append(StringBuilder tcp)
    {
        tcp.AppendLine("ssl {").Key("suppress-validation", SuppressValidation);
        if (CertificateOptions is { } found)
        {
            tcp.AppendLine("certificate {")
                .Key("path", found.Path).Key("password", found.Password).Key("use-thumbprint-over-file", found.UseThumbprintOverFile)
                .Key("thumbprint", found.Thumbprint).Key("store-name", found.StoreName).Key("store-location", found.StoreLocation)
                .AppendLine("}");
        }

        tcp.AppendLine("}");
    }
}

/// <summary>Where a certificate is found: in a file, or in a store of the machine.</summary>
public sealed class SslCertificateOptions
{
    /// <summary>A file in PKCS#12 format. Authorities that lie in it are those whose certificates are taken from others.</summary>
    public string? Path { get; set; }

    /// <summary>The file's password.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the store is used and not the file. Off by default.</summary>
    public bool? UseThumbprintOverFile { get; set; }

    /// <summary>The certificate's thumbprint in the store.</summary>
    public string? Thumbprint { get; set; }

    /// <summary>The store's name: "My" by default.</summary>
    public string? StoreName { get; set; }

    /// <summary>The store's place: <c>current-user</c> (default) or <c>local-machine</c>.</summary>
    public string? StoreLocation { get; set; }
}

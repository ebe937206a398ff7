using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Remote.Tests.Simulated;
using Akka.Remote.Transport.DotNetty;

namespace Akka.Remote.Tests.Sockets;

/// <summary>With TLS both sides show certificates, and each takes only those of its own kind.</summary>
public sealed class TlsTests : SocketSystems
{
    private const string Tls = "akka.remote.dot-netty.tcp.enable-ssl = true";

    [Fact]
    public async Task Systems_with_one_certificate_talk()
    {
        using var shared = SelfSigned("CN=cluster");
        var a = Start("a", Tls, 0, new DotNettySslSetup(shared, false));
        var b = Start("b", Tls, 0, new DotNettySslSetup(shared, false));
        b.ActorOf<Echo>("echo");
        Assert.Equal("akka.ssl.tcp", AddressOf(b).Protocol);
        Assert.Equal("hello", await Ref(a, b, "/user/echo").Ask<string>("hello"));
    }

    [Fact]
    public async Task A_system_with_another_certificate_is_refused()
    {
        using var one = SelfSigned("CN=cluster");
        using var other = SelfSigned("CN=stranger");
        var a = Start("a", Tls, 0, new DotNettySslSetup(other, true)); // it would take any: the other side does not
        var b = Start("b", Tls, 0, new DotNettySslSetup(one, false));
        b.ActorOf<Echo>("echo");
        var error = Next<AssociationErrorEvent>(a);
        Ref(a, b, "/user/echo").Tell("hello", ActorRefs.NoSender);
        await error;
        Assert.Null(RemotingOf(b).Find(AddressOf(a)));
    }

    [Fact]
    public async Task Certificates_of_the_authority_in_the_file_are_taken_and_others_are_not()
    {
        using var authority = Authority("CN=authority");
        using var stranger = Authority("CN=stranger");
        var files = new List<string>();
        try
        {
            var a = Start("a", FileOf(authority, "CN=node-a", files));
            var b = Start("b", FileOf(authority, "CN=node-b", files));
            var c = Start("c", FileOf(stranger, "CN=node-c", files));
            b.ActorOf<Echo>("echo");
            Assert.Equal("hello", await Ref(a, b, "/user/echo").Ask<string>("hello"));
            var error = Next<AssociationErrorEvent>(c);
            Ref(c, b, "/user/echo").Tell("hello", ActorRefs.NoSender);
            await error;
            Assert.Null(RemotingOf(b).Find(AddressOf(c)));
        }
        finally
        {
            files.ForEach(File.Delete);
        }
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static string FileOf(X509Certificate2 authority, string name, List<string> files)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [(byte)(files.Count + 1)]);
        using var own = issued.CopyWithPrivateKey(key);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pfx");
        var collection = new X509Certificate2Collection { own, X509CertificateLoader.LoadCertificate(authority.RawData) };
        File.WriteAllBytes(path, collection.Export(X509ContentType.Pkcs12, "password")!);
        files.Add(path);
        return $$"""
            {{Tls}}
            akka.remote.dot-netty.tcp.ssl.certificate { path = "{{path}}", password = password }
            """;
    }
}

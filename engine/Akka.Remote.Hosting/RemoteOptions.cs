using System.Text;

namespace Akka.Remote.Hosting;

/// <summary>The settings of remoting in code. What is null keeps its configured value or default.</summary>
public class RemoteOptions
{
    /// <summary>The name or address to listen on; by default the machine's own.</summary>
    public string? HostName { get; set; }

    /// <summary>The port to listen on: 2552 by default, 0 for a free one.</summary>
    public int? Port { get; set; }

    /// <summary>The name under which others reach this system, when it is another than <see cref="HostName"/>.</summary>
    public string? PublicHostName { get; set; }

    /// <summary>The port at which others reach this system, when it is another than <see cref="Port"/>.</summary>
    public int? PublicPort { get; set; }

    /// <summary>The machine's buffer for what is sent on a connection, in bytes: 256,000 by default.</summary>
    public long? SendBufferSize { get; set; }

    /// <summary>The machine's buffer for what comes on a connection, in bytes: 256,000 by default.</summary>
    public long? ReceiveBufferSize { get; set; }

    /// <summary>The largest frame in bytes: 128,000 by default, at least 32,000. Larger messages are cut up.</summary>
    public long? MaxFrameSize { get; set; }

    /// <summary>Whether connections are encrypted and both sides show certificates: off by default.</summary>
    public bool? EnableSsl { get; set; }

    /// <summary>The certificates.</summary>
    public SslOptions Ssl { get; set; } = new();

    /// <summary>Decides about connections.</summary>
    public DeadlineFailureDetectorOptions TransportFailureDetector { get; set; } = new();

    /// <summary>Decides about systems whose actors are watched.</summary>
    public PhiAccrualFailureDetectorOptions WatchFailureDetector { get; set; } = new();

    internal string ToHocon()
    {
        var tcp = new StringBuilder()
            .Key("hostname", HostName).Key("port", Port).Key("public-hostname", PublicHostName).Key("public-port", PublicPort)
            .Bytes("send-buffer-size", SendBufferSize).Bytes("receive-buffer-size", ReceiveBufferSize).Bytes("maximum-frame-size", MaxFrameSize)
            .Key("enable-ssl", EnableSsl);
        Ssl?.Append(tcp);
        return new StringBuilder("akka.remote {\n")
            .Append("dot-netty.tcp {\n").Append(tcp).AppendLine("}")
            .Append("transport-failure-detector {\n").Append(TransportFailureDetector?.ToHocon()).AppendLine("}")
            .Append("watch-failure-detector {\n").Append(WatchFailureDetector?.ToHocon()).AppendLine("}")
            .AppendLine("}").ToString();
    }
}

using Akka.Actor;
using Akka.Configuration;

namespace Akka.Remote.Tests.Sockets;

/// <summary>A system whose remoting does not listen is alone: it opens no port, and what it sends to others goes to dead letters.</summary>
public sealed class AloneTests
{
    [Fact]
    public async Task A_system_that_does_not_listen_starts_beside_another_on_the_same_port_and_reaches_nobody()
    {
        var settings = ConfigurationFactory.ParseString("""
            akka { loglevel = OFF, stdout-loglevel = OFF, actor.provider = remote, remote { listen = off, dot-netty.tcp { hostname = "127.0.0.1", port = 1 } } }
            """);
        using var one = ActorSystem.Create("one", settings);
        using var other = ActorSystem.Create("other", settings);

        Assert.Equal("akka.tcp://one@127.0.0.1:1", ((ExtendedActorSystem)one).Provider.DefaultAddress.ToString());
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => one.ActorSelection("akka.tcp://other@127.0.0.1:1/user").ResolveOne(TimeSpan.FromMilliseconds(200)));

        await Task.WhenAll(one.Terminate(), other.Terminate());
    }
}

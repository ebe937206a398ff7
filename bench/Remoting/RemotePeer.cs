using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace Switchboard.Bench.Remoting;

/// <summary>The other side, in a process of its own: it counts what comes, or sends it back.</summary>
internal static class RemotePeer
{
    public const string Argument = "remote-peer";

    /// <summary>How many messages are acknowledged at once: a tenth of the window, so that the sender never waits for the last one.</summary>
    public const int AcknowledgedAtOnce = 100;

    /// <summary>The configuration of both sides.</summary>
    public static Config Settings { get; } = ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """).WithFallback(ConfigurationFactory.ParseString(OrderSerializer.Bindings));

    /// <summary>Runs until its input ends, which is when the process that started it has.</summary>
    public static async Task<int> RunAsync()
    {
        var system = ActorSystem.Create("peer", Settings);
        system.ActorOf(Props.Create(() => new Sink()), "sink");
        system.ActorOf(Props.Create(() => new EchoActor()), "echo");
        system.ActorOf(Props.Create(() => new Meter()), "meter");
        Console.WriteLine("ready " + ((ExtendedActorSystem)system).Provider.DefaultAddress);
        await Console.In.ReadToEndAsync();
        await system.Terminate();
        return 0;
    }

    private sealed class Sink : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (++_count < AcknowledgedAtOnce) return;
            Sender.Tell(new Came(_count));
            _count = 0;
        }
    }

    private sealed class EchoActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    /// <summary>Tells how many bytes the process has allocated so far.</summary>
    private sealed class Meter : UntypedActor
    {
        protected override void OnReceive(object message) =>
            Sender.Tell(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
    }
}

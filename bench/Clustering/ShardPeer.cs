using Akka.Actor;
using Switchboard.Bench.Remoting;

namespace Switchboard.Bench.Clustering;

/// <summary>The node on which the entities are, in a process of its own: it acknowledges what comes, whichever entity it comes to.</summary>
internal static class ShardPeer
{
    public const string Argument = "shard-peer";

    private static int _count;

    /// <summary>Runs until its input ends, which is when the process that started it has.</summary>
    public static async Task<int> RunAsync()
    {
        var system = await ShardedSystem.CreateAloneAsync();
        await ShardedSystem.StartAsync(system, "remote", Props.Create(() => new Acknowledging()));
        system.ActorOf(Props.Create(() => new Acknowledging()), "sink");
        Console.WriteLine("ready " + ((ExtendedActorSystem)system).Provider.DefaultAddress);
        await Console.In.ReadToEndAsync();
        await system.Terminate();
        return 0;
    }

    private sealed class Acknowledging : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (Interlocked.Increment(ref _count) % RemotePeer.AcknowledgedAtOnce == 0) Sender.Tell(new Came(RemotePeer.AcknowledgedAtOnce));
        }
    }
}

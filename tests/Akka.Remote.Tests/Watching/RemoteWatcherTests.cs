using Akka.Actor;
using Akka.Remote.Tests.Simulated;
using Akka.Simulation;

namespace Akka.Remote.Tests.Watching;

/// <summary>The remote watcher counts whom it watches, once for all watchers, and answers heartbeats with the uid of its system.</summary>
public sealed class RemoteWatcherTests : IDisposable
{
    private readonly RemoteWorld _world = new(6);
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;

    public RemoteWatcherTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
    }

    [Fact]
    public void Watches_are_counted_by_pair_and_by_node()
    {
        var heard = new List<object>();
        _b.System.ActorOf<Echo>("x");
        _b.System.ActorOf<Echo>("y");
        foreach (var name in new[] { "x", "x", "y" })
        {
            var there = _world.Await(_a.System.ActorSelection($"akka.tcp://sim@b:2552/user/{name}").ResolveOne(TimeSpan.FromSeconds(5)));
            _a.System.ActorOf(Props.Create(() => new Watcher(there, heard)));
        }

        _world.Run(3);
        var stats = _world.Ask<RemoteWatcher.Stats>(RemoteActorRefProvider.For(_a.System).RemoteWatcher, RemoteWatcher.Stats.Empty);
        Assert.Equal(RemoteWatcher.Stats.Counts(3, 1), stats);
        Assert.Equal("b", Assert.Single(stats.WatchingAddresses).Host);
        // The other side is asked once for each actor.
        Assert.Equal(2, RemoteWorld.Association(_b, _a).Inbound.WatchCount);

        _b.System.ActorSelection("/user/x").Tell(PoisonPill.Instance);
        _world.Run(3);
        Assert.Equal(2, heard.Count);
        Assert.Equal(1, RemoteWorld.Association(_b, _a).Inbound.WatchCount);
    }

    [Fact]
    public void A_heartbeat_is_answered_with_the_uid()
    {
        var answer = _world.Ask<RemoteWatcher.HeartbeatRsp>(RemoteWorld.Ref(_a, _b, "/system/remote-watcher"), RemoteWatcher.Heartbeat.Instance);
        Assert.Equal(new RemoteWatcher.HeartbeatRsp(AddressUidExtension.Uid(_b.System)), answer);
    }

    public void Dispose() => _world.Dispose();
}

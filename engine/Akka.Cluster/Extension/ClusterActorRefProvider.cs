using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Cluster.Actors;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>The provider of a system that takes part in a cluster: remoting, and the cluster started with the system.</summary>
internal class ClusterActorRefProvider : RemoteActorRefProvider
{
    private const string HeartbeatPath = "/system/cluster/heartbeat";

    private volatile HeartbeatRef? _heartbeats;

    public ClusterActorRefProvider(string systemName, Settings settings, EventStream eventStream) : base(systemName, WithDefaults(settings), eventStream)
    {
    }

    public override void Init(ActorSystemImpl system)
    {
        base.Init(system);
        Cluster.Get(system).Subscribe(RemoteWatcher, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
    }

    /// <summary>From here on heartbeats from outside are dealt with.</summary>
    internal HeartbeatRef ReceiveHeartbeats(Cluster cluster) => _heartbeats = new HeartbeatRef(cluster, this, RootPath / "system" / "cluster" / "heartbeat");

    internal override IInternalActorRef ResolveLocal(string path) => path == HeartbeatPath && _heartbeats is { } heartbeats ? heartbeats : base.ResolveLocal(path);

    protected override IActorRef CreateRemoteWatcher(ActorSystemImpl system)
    {
        var detectors = CreateFailureDetectors(system);
        return system.SystemActorOf(
            RemoteSettings.ConfigureDispatcher(Props.Create(() => new ClusterRemoteWatcher(
                detectors,
                RemoteSettings.WatchHeartBeatInterval,
                RemoteSettings.WatchUnreachableReaperInterval,
                RemoteSettings.WatchHeartbeatExpectedResponseAfter))),
            "remote-watcher");
    }

    // Before anybody reads a setting or makes a serializer.
    private static Settings WithDefaults(Settings settings)
    {
        settings.InjectTopLevelFallback(ClusterDefaults.Config);
        return settings;
    }
}

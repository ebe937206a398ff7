using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace Switchboard.Hosting.Cluster;

/// <summary>
/// Joins the cluster, and brings back seed nodes that were away. A seed node that starts again knows nobody: alone it would found a second
/// cluster beside the one it belongs to. So members tell seed nodes, twice a second, where the cluster is, and a program that is a seed node
/// itself listens for that for a while before it founds anything. When what it heard of is gone before it is in, it starts over. One that was
/// too late, and is in a cluster without any node, ends itself, to be started again and join.
/// </summary>
/// <remarks>Heralds speak in plain texts, so that programs that share no other message understand each other.</remarks>
internal sealed class Herald : ReceiveActor, IWithTimers
{
    /// <summary>The name of the actor, below /user.</summary>
    public const string Name = "herald";

    /// <summary>How long a seed node listens before it founds a cluster: longer than <c>akka.remote.retry-gate-closed-for</c> in the programs'
    /// configuration and the time between two calls, so that a member that was refused while this program was away has called again.</summary>
    public static readonly TimeSpan Listening = TimeSpan.FromSeconds(3);

    /// <summary>How long a seed node tries to get in where it heard of a cluster before it starts over.</summary>
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(15);

    private const string Calling = "switchboard cluster at ";
    private const int MembersNamed = 5;

    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(500);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ImmutableList<Address> _seeds;
    private bool _joining;
    private bool _complained;

    public Herald(ImmutableList<Address> seeds, bool founds)
    {
        // At the end: alone it founds a cluster, with others it joins theirs.
        _seeds = founds && !seeds.Contains(_cluster.SelfAddress) ? seeds.Add(_cluster.SelfAddress) : seeds;
        Receive<string>(text => text.StartsWith(Calling, StringComparison.Ordinal), text => Hear(text[Calling.Length..]));
        Receive<Call>(_ => CallSeeds());
        Receive<ClusterEvent.CurrentClusterState>(_ => KeepCalling());
        Receive<ClusterEvent.IClusterDomainEvent>(_ => KeepCalling());
        Receive<Found>(_ => Join(_seeds));
        Receive<StartOver>(_ =>
        {
            if (!_cluster.IsUp)
                Begin();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsSeed => _seeds.Contains(_cluster.SelfAddress);

    /// <param name="seeds">Nodes to join through.</param>
    /// <param name="founds">True for a program that is a seed node even when nobody named it.</param>
    public static Props Props(ImmutableList<Address> seeds, bool founds) => Akka.Actor.Props.Create(() => new Herald(seeds, founds));

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        Begin();
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Begin()
    {
        _joining = false;
        if (IsSeed)
            Timers.StartSingleTimer(nameof(Found), Found.Instance, Listening);
        else
            Join(_seeds);
    }

    private void Join(ImmutableList<Address> addresses)
    {
        if (_joining)
            return;
        _joining = true;
        Timers.Cancel(nameof(Found));
        if (IsSeed)
            Timers.StartSingleTimer(nameof(StartOver), StartOver.Instance, Attempt);
        _cluster.JoinSeedNodes(addresses);
    }

    // Only while there is somebody to call.
    private void KeepCalling()
    {
        if (Called(Reachable()).Count == 0)
            Timers.Cancel(nameof(Call));
        else if (!Timers.IsTimerActive(nameof(Call)))
            Timers.StartPeriodicTimer(nameof(Call), Call.Instance, BetweenCalls);
    }

    private List<Member> Reachable()
    {
        var state = _cluster.State;
        return [.. state.Members.Where(m => !state.Unreachable.Contains(m))];
    }

    private List<Address> Called(List<Member> reachable)
    {
        if (!_cluster.IsUp)
            return [];
        // A seed that is killed and started again at once is still a member for everybody, so one of them calls those that seem to be well, too.
        var callsAll = reachable.Find(m => !_seeds.Contains(m.Address))?.UniqueAddress.Equals(_cluster.SelfUniqueAddress) == true;
        return [.. _seeds.Where(seed => !seed.Equals(_cluster.SelfAddress) && (callsAll || !reachable.Exists(m => m.Address.Equals(seed))))];
    }

    private void CallSeeds()
    {
        var reachable = Reachable();
        var named = reachable.Where(m => m.Status == MemberStatus.Up && !_seeds.Contains(m.Address)).Take(MembersNamed).Select(m => m.Address);
        var text = Calling + string.Join(' ', named.Prepend(_cluster.SelfAddress).Distinct());
        foreach (var seed in Called(reachable))
            Context.ActorSelection(new RootActorPath(seed) / "user" / Name).Tell(text);
    }

    private void Hear(string text)
    {
        var addresses = ImmutableList.CreateBuilder<Address>();
        foreach (var part in text.Split(' '))
        {
            if (!Address.TryParse(part, out var address) || address is null)
            {
                ComplainOnce(() => _log.Warning("{0} says that the cluster is at [{1}], which is no address", Sender, part));
                return;
            }
            addresses.Add(address);
        }
        if (!_joining)
        {
            Join(addresses.ToImmutable());
            return;
        }
        var members = _cluster.State.Members;
        if (!_cluster.IsUp || addresses.Any(address => members.Any(m => m.Address == address)))
            return;
        if (members.Any(m => m.HasRole(Roles.Node)))
        {
            ComplainOnce(() => _log.Error("There is a second cluster, at [{0}]: it was founded while the two could not reach each other. Stop the smaller one, and start it again", text));
            return;
        }
        _log.Warning("There is a cluster already, at [{0}]: this program founded another one while it could not be reached, and ends, to join it when started again", text);
        // Runs the whole shutdown, which takes this actor with it.
        _ = CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    // What makes it complain comes again twice a second.
    private void ComplainOnce(Action complaint)
    {
        if (_complained)
            return;
        _complained = true;
        complaint();
    }

    private sealed record StartOver
    {
        public static StartOver Instance { get; } = new();
    }

    private sealed record Call
    {
        public static Call Instance { get; } = new();
    }

    private sealed record Found
    {
        public static Found Instance { get; } = new();
    }
}

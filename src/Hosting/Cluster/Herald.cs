using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace Switchboard.Hosting.Cluster;

/// <summary>
/// Joins the cluster, and brings back seed nodes that were away. A seed node that starts again knows nobody: alone it would found a second
/// cluster beside the one it belongs to. So members tell seed nodes that are not among them, twice a second, where the cluster is, and a
/// program that is a seed node itself listens for that for a while before it founds anything. One that was too late, and is in a cluster
/// without any node, ends itself, to be started again and join.
/// </summary>
/// <remarks>Heralds speak in plain texts, so that programs that share no other message understand each other.</remarks>
internal sealed class Herald : ReceiveActor, IWithTimers
{
    /// <summary>The name of the actor, below /user.</summary>
    public const string Name = "herald";

    /// <summary>How long a seed node listens before it founds a cluster: longer than <c>akka.remote.retry-gate-closed-for</c> in the programs'
    /// configuration and the time between two calls, so that a member that was refused while this program was away has called again.</summary>
    public static readonly TimeSpan Listening = TimeSpan.FromSeconds(3);

    private const string Calling = "switchboard cluster at ";
    private const int MembersNamed = 5;

    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(500);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ImmutableList<Address> _seeds;
    private bool _joining;
    private bool _complained;

    public Herald(ImmutableList<Address> seeds)
    {
        _seeds = seeds;
        Receive<string>(text => text.StartsWith(Calling, StringComparison.Ordinal), text => Hear(text[Calling.Length..]));
        Receive<Call>(_ => CallAbsentSeeds());
        Receive<Found>(_ => Join(_seeds));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ImmutableList<Address> seeds) => Akka.Actor.Props.Create(() => new Herald(seeds));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Call), Call.Instance, BetweenCalls);
        if (_seeds.Contains(_cluster.SelfAddress))
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
        _cluster.JoinSeedNodes(addresses);
    }

    private void CallAbsentSeeds()
    {
        if (!_cluster.IsUp)
            return;
        var state = _cluster.State;
        var members = state.Members.Select(m => m.Address).ToHashSet();
        var absent = _seeds.Where(seed => !members.Contains(seed)).ToList();
        if (absent.Count == 0)
            return;
        var named = state.Members.Where(m => m.Status == MemberStatus.Up && !state.Unreachable.Contains(m)).Take(MembersNamed).Select(m => m.Address);
        var text = Calling + string.Join(' ', named.Prepend(_cluster.SelfAddress).Distinct());
        foreach (var seed in absent)
            Context.ActorSelection(new RootActorPath(seed) / "user" / Name).Tell(text);
    }

    private void Hear(string text)
    {
        var addresses = ImmutableList.CreateBuilder<Address>();
        foreach (var part in text.Split(' '))
        {
            if (!Address.TryParse(part, out var address) || address is null)
            {
                _log.Warning("{0} says that the cluster is at [{1}], which is no address", Sender, part);
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
            if (_complained)
                return;
            _complained = true;
            _log.Error("There is a second cluster, at [{0}]: it was founded while the two could not reach each other. Stop the smaller one, and start it again", text);
            return;
        }
        _log.Warning("There is a cluster already, at [{0}]: this program founded another one while it could not be reached, and ends, to join it when started again", text);
        // Runs the whole shutdown, which takes this actor with it.
        _ = CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
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

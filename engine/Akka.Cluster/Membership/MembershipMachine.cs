using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Event;

namespace Akka.Cluster.Membership;

/// <summary>
/// The membership of one node as a state machine: it is told what happened and when, and leaves messages to send and notices in its out-trays.
/// It knows no clock, network, thread or actor, so whole clusters of it run in a loop. Not thread-safe.
/// </summary>
internal sealed partial class MembershipMachine
{
    // How long a removed incarnation is remembered: longer than any message of it can be on its way.
    private const long TombstoneSeconds = 24 * 3600;

    private readonly MembershipSettings _settings;
    private readonly Func<int, int> _random;
    private bool _toldExiting;

    /// <param name="self">This incarnation.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="random">A number from 0 up to its argument, that excluded.</param>
    public MembershipMachine(UniqueAddress self, MembershipSettings settings, Func<int, int> random)
    {
        Self = self;
        _settings = settings;
        _random = random;
    }

    public enum MachinePhase
    {
        /// <summary>Nobody told it to join.</summary>
        Idle,

        /// <summary>It asks the seed nodes.</summary>
        AskingSeeds,

        /// <summary>It asked a member to be taken in.</summary>
        Joining,

        Member,

        /// <summary>It was removed, or is down and gone. There is no way back.</summary>
        Gone,
    }

    public UniqueAddress Self { get; }

    public MachinePhase Phase { get; private set; }

    /// <summary>What this node knows of the cluster.</summary>
    public Gossip Latest { get; private set; } = Gossip.Empty;

    public Member? SelfMember => Latest.Find(Self);

    /// <summary>Messages to be sent, in order. Whoever sends them clears the list.</summary>
    public List<(Address To, IClusterMessage Message)> Outbox { get; } = [];

    /// <summary>What happened, in order. Whoever reads them clears the list.</summary>
    public List<MembershipNotice> Notices { get; } = [];

    public bool IsLeader => Phase is MachinePhase.Member && Latest.Leader(Self)?.UniqueAddress.Equals(Self) == true;

    /// <summary>Takes a message that arrived.</summary>
    public void Receive(IClusterMessage message, Moment now)
    {
        if (Phase is MachinePhase.Gone)
        {
            if (message is InitJoin late) Outbox.Add((late.From, new InitJoinNack(Self.Address)));
            return;
        }

        switch (message)
        {
            case InitJoin ask:
                Outbox.Add((ask.From, Phase is MachinePhase.Member && CanWelcome ? new InitJoinAck(Self.Address) : new InitJoinNack(Self.Address)));
                break;
            case InitJoinAck ack:
                OnSeedAnswer(ack.From, isMember: true, now);
                break;
            case InitJoinNack nack:
                OnSeedAnswer(nack.From, isMember: false, now);
                break;
            case Join join:
                OnJoin(join, now);
                break;
            case JoinRefused refused:
                OnRefused(refused);
                break;
            case Welcome welcome:
                OnWelcome(welcome, now);
                break;
            case GossipEnvelope envelope:
                OnGossip(envelope, now);
                break;
            case GossipStatus status:
                OnStatus(status, now);
                break;
            case Expelled expelled when expelled.To.Equals(Self) && Phase is MachinePhase.Member && Latest.FindByAddress(expelled.From) is not null:
                Log(SelfMember is { Status: MemberStatus.Exiting } ? LogLevel.InfoLevel : LogLevel.WarningLevel, $"[{expelled.From}] says that this node was removed from the cluster.");
                BecomeGone();
                break;
            case Leave leave:
                OnLeave(leave.Node, now);
                break;
            case Down down:
                if (Latest.FindByAddress(down.Node) is { } member) Dismiss(member, now);
                else Log(LogLevel.InfoLevel, $"Ignoring down of unknown node [{down.Node}]");
                break;
        }
    }

    /// <summary>What a failure detector found.</summary>
    public void Observe(UniqueAddress subject, bool reachable, Moment now)
    {
        if (Phase is not MachinePhase.Member || SelfMember is null || Latest.IndexOf(subject) < 0 || subject.Equals(Self)) return;
        var changed = Latest.Reachability.Change(Self, subject, reachable);
        if (ReferenceEquals(changed, Latest.Reachability)) return;
        Log(reachable ? LogLevel.InfoLevel : LogLevel.WarningLevel, reachable ? $"Marking node as REACHABLE [{subject}]." : $"Marking node as UNREACHABLE [{subject}].");
        Update(Latest.With(changed), now);
    }

    /// <summary>Marks members as down. Those that are unknown, or down already, are left alone.</summary>
    public void MarkDown(IEnumerable<UniqueAddress> nodes, Moment now)
    {
        if (Phase is not MachinePhase.Member) return;
        var gossip = Latest;
        foreach (var node in nodes)
        {
            if (gossip.Find(node) is not { } member || member.Status is MemberStatus.Down) continue;
            Log(LogLevel.InfoLevel, $"Marking node [{node.Address}] as [Down]");
            gossip = gossip.With(member.Copy(MemberStatus.Down));
        }

        if (!ReferenceEquals(gossip, Latest)) Update(gossip, now);
    }

    // Somebody from outside says so, and answers for it: the member has no vote any more.
    private void Dismiss(Member member, Moment now)
    {
        if (Phase is not MachinePhase.Member || member is { Status: MemberStatus.Down, ExitConfirmed: true }) return;
        Log(LogLevel.InfoLevel, $"Marking node [{member.Address}] as [Down], as told");
        Update(Latest.With(member.Copy(MemberStatus.Down).ConfirmExit()), now);
    }

    /// <summary>This node has finished what it had to do before it exits.</summary>
    public void ConfirmExit(Moment now)
    {
        if (Phase is not MachinePhase.Member || SelfMember is not { Status: MemberStatus.Exiting, ExitConfirmed: false } self) return;
        Update(Latest.With(self.ConfirmExit()), now);
        Push(3);
    }

    /// <summary>Time has gone by. To be called after <see cref="NextTick"/>.</summary>
    public void Tick(Moment now)
    {
        switch (Phase)
        {
            case MachinePhase.AskingSeeds or MachinePhase.Joining:
                TickJoining(now);
                break;
            case MachinePhase.Member:
                TickGossip();
                LeaderActions(now);
                WeaklyUpActions(now);
                Latest = Latest.WithoutTombstonesBefore(now.UnixSeconds - TombstoneSeconds);
                break;
        }
    }

    private void OnLeave(Address address, Moment now)
    {
        if (Phase is not MachinePhase.Member || Latest.FindByAddress(address) is not { } member) return;
        if (member.Status is not (MemberStatus.Joining or MemberStatus.WeaklyUp or MemberStatus.Up)) return;
        Log(LogLevel.InfoLevel, $"Marked address [{address}] as [Leaving]");
        Update(Latest.With(member.Copy(MemberStatus.Leaving)), now);
    }

    // A change made by this node.
    private void Update(Gossip changed, Moment now)
    {
        Adopt(changed.Increment(Self), now);
        _urgent = true;
    }

    // A new state, whoever made it.
    private void Adopt(Gossip gossip, Moment now)
    {
        Latest = gossip;
        if (gossip.Find(Self) is not { } self)
        {
            if (gossip.HasTombstone(Self)) BecomeGone();
            return;
        }

        if (self.Status is MemberStatus.Down)
        {
            Notices.Add(new MembershipNotice.SelfDown());
            // One last word, so that the others know that this node knows.
            Push(2);
            Phase = MachinePhase.Gone;
            return;
        }

        if (self.Status is MemberStatus.Exiting && !_toldExiting)
        {
            _toldExiting = true;
            Notices.Add(new MembershipNotice.SelfExiting());
        }

        // Nobody is left who could remove this node.
        if (self.ExitConfirmed && !gossip.MemberList.Any(static m => m.Status is not MemberStatus.Down && !m.ExitConfirmed))
        {
            BecomeGone();
            return;
        }

        AdmitWaiting(now);
        LeaderActions(now);
    }

    private void BecomeGone()
    {
        if (Phase is MachinePhase.Gone) return;
        Phase = MachinePhase.Gone;
        Notices.Add(new MembershipNotice.SelfRemoved());
    }

    private void Log(LogLevel level, string text) => Notices.Add(new MembershipNotice.Log(level, text));
}

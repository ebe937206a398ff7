namespace Akka.Cluster;

// Events of members.
public partial class ClusterEvent
{
    /// <summary>The status of a member is another. Two are equal when kind and member are.</summary>
    public abstract class MemberStatusChange : IMemberEvent
    {
        /// <summary>The member.</summary>
        protected readonly Member _member;

        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <param name="validStatus">The status that it must have.</param>
        /// <exception cref="ArgumentException">The member has another.</exception>
        protected MemberStatusChange(Member member, MemberStatus validStatus)
        {
            ArgumentNullException.ThrowIfNull(member);
            if (member.Status != validStatus) throw new ArgumentException($"Expected {validStatus} state, got: {member}", nameof(member));
            _member = member;
        }

        /// <summary>The member as it is now.</summary>
        public Member Member => _member;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj?.GetType() == GetType() && _member.Equals(((MemberStatusChange)obj)._member);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(GetType(), _member);

        /// <inheritdoc/>
        public override string ToString() => $"{GetType().Name}(Member={_member})";
    }

    /// <summary>A node asked to join and is known now.</summary>
    public sealed class MemberJoined : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not Joining.</exception>
        public MemberJoined(Member member) : base(member, MemberStatus.Joining)
        {
        }
    }

    /// <summary>A member is up.</summary>
    public sealed class MemberUp : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not Up.</exception>
        public MemberUp(Member member) : base(member, MemberStatus.Up)
        {
        }
    }

    /// <summary>A member takes part while another is unreachable.</summary>
    public sealed class MemberWeaklyUp : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not WeaklyUp.</exception>
        public MemberWeaklyUp(Member member) : base(member, MemberStatus.WeaklyUp)
        {
        }
    }

    /// <summary>A member announced that it leaves.</summary>
    public sealed class MemberLeft : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not Leaving.</exception>
        public MemberLeft(Member member) : base(member, MemberStatus.Leaving)
        {
        }
    }

    /// <summary>A member is about to go, and hands over what it has.</summary>
    public sealed class MemberExited : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not Exiting.</exception>
        public MemberExited(Member member) : base(member, MemberStatus.Exiting)
        {
        }
    }

    /// <summary>The cluster does without a member.</summary>
    public sealed class MemberDowned : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <exception cref="ArgumentException">Its status is not Down.</exception>
        public MemberDowned(Member member) : base(member, MemberStatus.Down)
        {
        }
    }

    /// <summary>A member is gone.</summary>
    public sealed class MemberRemoved : MemberStatusChange
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member as it is now.</param>
        /// <param name="previousStatus">What it was before: down, or exiting when it went by itself.</param>
        /// <exception cref="ArgumentException">Its status is not Removed.</exception>
        public MemberRemoved(Member member, MemberStatus previousStatus) : base(member, MemberStatus.Removed) => PreviousStatus = previousStatus;

        /// <summary>What it was before: down, or exiting when it went by itself.</summary>
        public MemberStatus PreviousStatus { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is MemberRemoved other && _member.Equals(other._member) && PreviousStatus == other.PreviousStatus;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), PreviousStatus);

        /// <inheritdoc/>
        public override string ToString() => $"MemberRemoved(Member={_member}, PreviousStatus={PreviousStatus})";
    }

    /// <summary>A member became reachable or unreachable. Two are equal when kind and member are.</summary>
    public abstract class ReachabilityEvent : IReachabilityEvent
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member.</param>
        protected ReachabilityEvent(Member member) => Member = member;

        /// <summary>The member.</summary>
        public Member Member { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj?.GetType() == GetType() && Member.Equals(((ReachabilityEvent)obj).Member);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(GetType(), Member);

        /// <inheritdoc/>
        public override string ToString() => $"{GetType().Name}(Member={Member})";
    }

    /// <summary>Some member finds this one unreachable.</summary>
    public sealed class UnreachableMember : ReachabilityEvent
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member.</param>
        public UnreachableMember(Member member) : base(member)
        {
        }
    }

    /// <summary>All who watch this member find it reachable again.</summary>
    public sealed class ReachableMember : ReachabilityEvent
    {
        /// <summary>Makes the event.</summary>
        /// <param name="member">The member.</param>
        public ReachableMember(Member member) : base(member)
        {
        }
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Util;

namespace Akka.Cluster;

/// <summary>One node of the cluster as it is at some moment. Immutable; two are equal when they are the same incarnation, whatever their status.</summary>
public class Member : IComparable<Member>, IComparable
{
    /// <summary>Orders by host and port, the same on every node: the first is the leader.</summary>
    public static readonly IComparer<Address> AddressOrdering = Comparer<Address>.Create(CompareAddresses);

    /// <summary>Orders from the oldest to the youngest. Of two members that are up the order never changes.</summary>
    public static readonly IComparer<Member> AgeOrdering = Comparer<Member>.Create(static (x, y) => ReferenceEquals(x, y) || x.Equals(y) ? 0 : x.IsOlderThan(y) ? -1 : 1);

    private Member(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles, AppVersion appVersion, bool exitConfirmed)
    {
        UniqueAddress = uniqueAddress;
        UpNumber = upNumber;
        Status = status;
        Roles = roles;
        AppVersion = appVersion;
        ExitConfirmed = exitConfirmed;
    }

    /// <summary>The incarnation.</summary>
    public UniqueAddress UniqueAddress { get; }

    /// <summary>The address of its actor system.</summary>
    public Address Address => UniqueAddress.Address;

    /// <summary>Where it is in its life.</summary>
    public MemberStatus Status { get; }

    /// <summary>The roles that it was started with.</summary>
    public ImmutableHashSet<string> Roles { get; }

    /// <summary>The version of the application that it runs.</summary>
    public AppVersion AppVersion { get; }

    /// <summary>The turn in which it became up; <see cref="int.MaxValue"/> before that.</summary>
    internal int UpNumber { get; }

    /// <summary>Whether it said itself, while exiting, that it is done and may be removed.</summary>
    internal bool ExitConfirmed { get; }

    /// <summary>Of two views of the same member, the one that is further in its life.</summary>
    /// <param name="m1">One.</param>
    /// <param name="m2">The other.</param>
    /// <returns>One of the two; of equal status the older.</returns>
    public static Member HighestPriorityOf(Member m1, Member m2)
    {
        var (first, second) = (Rank(m1.Status), Rank(m2.Status));
        if (first == second) return m1.IsOlderThan(m2) ? m1 : m2;
        return first > second ? m1 : m2;
    }

    /// <summary>Joins two sets of members, each member as it is furthest in its life. One that only one set holds, exiting or down, is dropped: the other has removed it.</summary>
    /// <param name="a">One set.</param>
    /// <param name="b">The other.</param>
    /// <returns>The joined set.</returns>
    public static ImmutableHashSet<Member> PickHighestPriority(IEnumerable<Member> a, IEnumerable<Member> b) =>
    [
        .. a.Concat(b).GroupBy(static m => m.UniqueAddress).Select(static views => views.ToArray())
            .Where(static views => views.Length > 1 || views[0].Status is not (MemberStatus.Down or MemberStatus.Exiting))
            .Select(static views => views.Aggregate(HighestPriorityOf)),
    ];

    /// <summary>Of two views of the same member, the one to which the other can change.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>One of the two, or null when they are not the same member or neither status follows the other.</returns>
    public static Member? PickNextTransition(Member? a, Member? b)
    {
        if (a is null || b is null || !a.Equals(b)) return null;
        if (a.Status == b.Status) return a;
        return CanBecome(a.Status, b.Status) ? b : CanBecome(b.Status, a.Status) ? a : null;
    }

    /// <summary>Joins two sets of members, each as it is after its next change.</summary>
    /// <param name="a">One set.</param>
    /// <param name="b">The other.</param>
    /// <returns>The joined set.</returns>
    public static ImmutableSortedSet<Member> PickNextTransition(IEnumerable<Member> a, IEnumerable<Member> b) =>
    [
        .. a.Concat(b).GroupBy(static m => m.UniqueAddress)
            .Select(static views => views.Aggregate((Member?)null, static (next, view) => next is null ? view : PickNextTransition(next, view)))
            .OfType<Member>(),
    ];

    /// <summary>Whether the member was started with a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>True when it was.</returns>
    public bool HasRole(string role) => Roles.Contains(role);

    /// <summary>Whether this member became up before another. One that is not up yet is younger than all that are.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when it did; between two that are not up yet the address decides.</returns>
    public bool IsOlderThan(Member other) =>
        UpNumber == other.UpNumber ? CompareAddresses(Address, other.Address) < 0 : UpNumber < other.UpNumber;

    /// <summary>The same member with another status.</summary>
    /// <param name="status">The new status.</param>
    /// <returns>A member; this one when the status is the same.</returns>
    /// <exception cref="InvalidOperationException">No member changes so.</exception>
    public Member Copy(MemberStatus status)
    {
        if (status == Status) return this;
        if (!CanBecome(Status, status)) throw new InvalidOperationException($"Invalid member status transition [{Status}] -> [{status}]");
        return new Member(UniqueAddress, UpNumber, status, Roles, AppVersion, ExitConfirmed);
    }

    /// <summary>The same member, up.</summary>
    /// <param name="upNumber">The turn in which it becomes up.</param>
    /// <returns>A member.</returns>
    /// <exception cref="InvalidOperationException">It cannot become up.</exception>
    public Member CopyUp(int upNumber) => new(UniqueAddress, upNumber, Copy(MemberStatus.Up).Status, Roles, AppVersion, ExitConfirmed);

    /// <inheritdoc/>
    public int CompareTo(Member? other) => other is null ? 1 : UniqueAddress.CompareTo(other.UniqueAddress);

    int IComparable.CompareTo(object? obj) => CompareTo(obj as Member);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Member other && UniqueAddress.Equals(other.UniqueAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => UniqueAddress.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() =>
        $"Member(address = {Address}, Uid={UniqueAddress.Uid} status = {Status}, role=[{string.Join(",", Roles.Order(StringComparer.Ordinal))}], upNumber={UpNumber}, version={AppVersion})";

    /// <summary>A member that asks to join.</summary>
    internal static Member Create(UniqueAddress address, ImmutableHashSet<string> roles, AppVersion appVersion) =>
        new(address, int.MaxValue, MemberStatus.Joining, roles, appVersion, exitConfirmed: false);

    /// <summary>A member as somebody described it.</summary>
    internal static Member Create(UniqueAddress address, int upNumber, MemberStatus status, ImmutableHashSet<string> roles, AppVersion appVersion, bool exitConfirmed = false) =>
        new(address, upNumber, status, roles, appVersion, exitConfirmed);

    /// <summary>A member that is gone.</summary>
    internal static Member Removed(UniqueAddress address) => new(address, int.MaxValue, MemberStatus.Removed, [], AppVersion.Zero, exitConfirmed: false);

    /// <summary>The smallest view that is as far as both in every respect: what makes merging commutative, associative and idempotent.</summary>
    internal static Member Join(Member a, Member b)
    {
        var further = Rank(a.Status) >= Rank(b.Status) ? a : b;
        var upNumber = Math.Min(a.UpNumber, b.UpNumber);
        var confirmed = a.ExitConfirmed || b.ExitConfirmed;
        return further.UpNumber == upNumber && further.ExitConfirmed == confirmed
            ? further
            : new Member(further.UniqueAddress, upNumber, further.Status, further.Roles, further.AppVersion, confirmed);
    }

    internal Member ConfirmExit() => new(UniqueAddress, UpNumber, Status, Roles, AppVersion, exitConfirmed: true);

    internal bool SameAs(Member other) =>
        ReferenceEquals(this, other) || (Status == other.Status && UpNumber == other.UpNumber && ExitConfirmed == other.ExitConfirmed && Equals(other));

    /// <summary>How far in its life a status is. It never goes back.</summary>
    internal static int Rank(MemberStatus status) => status switch
    {
        MemberStatus.Joining => 0,
        MemberStatus.WeaklyUp => 1,
        MemberStatus.Up => 2,
        MemberStatus.Leaving => 3,
        MemberStatus.Exiting => 4,
        MemberStatus.Down => 5,
        _ => 6,
    };

    internal static bool CanBecome(MemberStatus from, MemberStatus to) => from switch
    {
        MemberStatus.Joining => to is MemberStatus.WeaklyUp or MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Down or MemberStatus.Removed,
        MemberStatus.WeaklyUp => to is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Down or MemberStatus.Removed,
        MemberStatus.Up => to is MemberStatus.Leaving or MemberStatus.Down or MemberStatus.Removed,
        MemberStatus.Leaving => to is MemberStatus.Exiting or MemberStatus.Down or MemberStatus.Removed,
        MemberStatus.Exiting => to is MemberStatus.Down or MemberStatus.Removed,
        MemberStatus.Down => to is MemberStatus.Removed,
        _ => false,
    };

    // Host and port alone: within a cluster the rest is the same.
    private static int CompareAddresses(Address? x, Address? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null) return -1;
        if (y is null) return 1;
        var order = string.CompareOrdinal(x.Host ?? "", y.Host ?? "");
        return order != 0 ? order : Nullable.Compare(x.Port, y.Port);
    }
}

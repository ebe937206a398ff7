namespace Akka.Cluster.Tools.Singleton;

/// <summary>Who hosts a singleton: the first of those who are up or leaving, in an order that is the same on all nodes and of two members never changes.</summary>
internal sealed class HostOrder(string? role, bool considerAppVersion) : IComparer<Member>
{
    /// <summary>Whether a member was ever up. Only those have an age, and only those can have had an instance.</summary>
    public static bool HasAge(Member member) => member.UpNumber != int.MaxValue;

    /// <summary>Whether a member has the role.</summary>
    public bool Concerns(Member member) => role is null || member.HasRole(role);

    /// <summary>The host, as these members have it.</summary>
    /// <param name="members">All of them.</param>
    /// <returns>The host, or null when nobody can be.</returns>
    public Member? FirstOf(IEnumerable<Member> members) => members.Where(member => Concerns(member) && IsEligible(member)).Min(this);

    public static bool IsEligible(Member member) => member.Status is MemberStatus.Up or MemberStatus.Leaving && HasAge(member);

    public int Compare(Member? x, Member? y)
    {
        if (x is null || y is null) return x is null ? y is null ? 0 : -1 : 1;
        var newest = considerAppVersion ? y.AppVersion.CompareTo(x.AppVersion) : 0;
        return newest != 0 ? newest : Member.AgeOrdering.Compare(x, y);
    }
}

using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Topics;

/// <summary>The local members of a topic. Adding and removing cost the same however many there are; sending allocates nothing. Not thread-safe.</summary>
internal sealed class MemberSet
{
    private readonly List<ILocalMember> _members = [];
    private readonly Dictionary<ILocalMember, int> _places = new(ReferenceEqualityComparer.Instance);

    public int Count => _members.Count;

    public void Add(ILocalMember member)
    {
        if (_places.TryAdd(member, _members.Count))
            _members.Add(member);
    }

    public void Remove(ILocalMember member)
    {
        if (!_places.Remove(member, out var place))
            return;
        var last = _members[^1];
        _members.RemoveAt(_members.Count - 1);
        if (!ReferenceEquals(last, member))
        {
            _members[place] = last;
            _places[last] = place;
        }
    }

    /// <summary>Hands one frame to every member but the one it came from, if that does not want it. Members that are gone are forgotten.</summary>
    public void Send(SharedFrame frame, ulong origin)
    {
        // From the end, so that the member moved into a removed one's place has had the frame already.
        for (var i = _members.Count - 1; i >= 0; i--)
        {
            var member = _members[i];
            if (origin != 0 && member.Origin == origin && !member.WantsOwn)
                continue;
            if (!member.TrySend(frame))
                Remove(member);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _members.Clear();
        _places.Clear();
    }

    /// <summary>Tells every member that what it has asked of the room may never be answered.</summary>
    public void TellRoomLost()
    {
        foreach (var member in _members)
            member.RoomLost();
    }

    /// <summary>Tells every member that it has to join again, and forgets all.</summary>
    public void LoseAll()
    {
        var all = _members.ToArray();
        Clear();
        foreach (var member in all)
            member.Lost();
    }
}

namespace Switchboard.Node.Topics;

/// <summary>Joins that a hub cannot answer from memory yet, oldest first. Not thread-safe.</summary>
internal sealed class PendingJoins
{
    private readonly LinkedList<PendingJoin> _joins = new();
    private readonly Dictionary<ILocalMember, LinkedListNode<PendingJoin>> _byMember = new(ReferenceEqualityComparer.Instance);

    public int Count => _joins.Count;

    public void Add(PendingJoin join) => _byMember[join.Member] = _joins.AddLast(join);

    public bool Remove(ILocalMember member)
    {
        if (!_byMember.Remove(member, out var node))
            return false;
        _joins.Remove(node);
        return true;
    }

    /// <summary>Everything that waits, oldest first.</summary>
    public IEnumerable<PendingJoin> All => _joins;

    /// <summary>Takes out everything, oldest first.</summary>
    public IReadOnlyList<PendingJoin> TakeAll()
    {
        PendingJoin[] all = [.. _joins];
        _joins.Clear();
        _byMember.Clear();
        return all;
    }

    /// <summary>Takes out what waits until a time or less.</summary>
    public IReadOnlyList<PendingJoin> TakeOverdue(long now)
    {
        List<PendingJoin> overdue = [];
        while (_joins.First is { } first && first.Value.Deadline <= now)
        {
            overdue.Add(first.Value);
            Remove(first.Value.Member);
        }
        return overdue;
    }
}

/// <summary>A join that waits for the room.</summary>
/// <param name="Member">The channel.</param>
/// <param name="Request">What it asked for.</param>
/// <param name="Deadline">When it is given up, in the hub's milliseconds.</param>
/// <param name="Registration">The hub's newest registration when it came: only the answer to a later one says anything about what its client has seen.</param>
internal sealed record PendingJoin(ILocalMember Member, JoinRequest Request, long Deadline, long Registration);

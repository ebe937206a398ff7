namespace Akka.Cluster.Gossiping;

/// <summary>Who finds whom unreachable. Every observer owns its row and numbers its changes, so two tables merge row by row: the newer row holds. Immutable.</summary>
internal sealed class Reachability
{
    public static readonly Reachability Empty = new([]);

    private readonly Row[] _rows; // sorted by observer

    private Reachability(Row[] rows) => _rows = rows;

    public ReadOnlySpan<Row> Rows => _rows;

    public bool HasUnreachable => Array.Exists(_rows, static row => row.Subjects.Length > 0);

    public static Reachability Of(IEnumerable<Row> rows) => new([.. rows.OrderBy(static row => row.Observer)]);

    public ReadOnlySpan<Subject> SubjectsOf(UniqueAddress observer) => Find(observer)?.Subjects;

    public bool IsUnreachable(UniqueAddress observer, UniqueAddress subject) => Find(observer) is { } row && Array.Exists(row.Subjects, one => one.Node.Equals(subject));

    /// <summary>The table after an observer changed its mind. The same table when it has not.</summary>
    public Reachability Change(UniqueAddress observer, UniqueAddress subject, bool reachable, bool terminated = false)
    {
        var row = Find(observer) ?? new Row(observer, 0, []);
        var known = Array.FindIndex(row.Subjects, one => one.Node.Equals(subject));
        // What is known to have ended does not come back.
        if (reachable ? known < 0 || row.Subjects[known].Terminated : known >= 0 && (row.Subjects[known].Terminated || !terminated)) return this;
        var rest = row.Subjects.Where(one => !one.Node.Equals(subject));
        Subject[] subjects = reachable ? [.. rest] : [.. rest.Append(new Subject(subject, terminated)).OrderBy(static one => one.Node)];
        return Of(_rows.Where(one => !one.Observer.Equals(observer)).Append(new Row(observer, row.Version + 1, subjects)));
    }

    public bool SameAs(Reachability that)
    {
        if (ReferenceEquals(this, that)) return true;
        if (_rows.Length != that._rows.Length) return false;
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_rows[i].Version != that._rows[i].Version || !_rows[i].Observer.Equals(that._rows[i].Observer)) return false;
        }

        return true;
    }

    /// <summary>The rows of both, without observers and subjects that are no members.</summary>
    public Reachability Merge(Reachability that, Member[] members)
    {
        if (_rows.Length == 0 && that._rows.Length == 0) return Empty;
        var rows = new List<Row>(_rows.Length + that._rows.Length);
        var (i, j) = (0, 0);
        while (i < _rows.Length || j < that._rows.Length)
        {
            var order = i == _rows.Length ? 1 : j == that._rows.Length ? -1 : _rows[i].Observer.CompareTo(that._rows[j].Observer);
            var row = order < 0 ? _rows[i] : order > 0 ? that._rows[j] : _rows[i].Version >= that._rows[j].Version ? _rows[i] : that._rows[j];
            if (order <= 0) i++;
            if (order >= 0) j++;
            rows.Add(row);
        }

        return new Reachability([.. rows]).Within(members);
    }

    /// <summary>The table without observers and subjects that are no members.</summary>
    public Reachability Within(Member[] members)
    {
        if (Array.TrueForAll(_rows, row => IsMember(row.Observer) && Array.TrueForAll(row.Subjects, one => IsMember(one.Node)))) return this;
        return new Reachability(
        [
            .. _rows.Where(row => IsMember(row.Observer))
                .Select(row => Array.TrueForAll(row.Subjects, one => IsMember(one.Node)) ? row : row with { Subjects = [.. row.Subjects.Where(one => IsMember(one.Node))] }),
        ]);

        bool IsMember(UniqueAddress node) => Gossip.IndexOf(members, node) >= 0;
    }

    private Row? Find(UniqueAddress observer) => Array.Find(_rows, row => row.Observer.Equals(observer));

    /// <summary>One that is unreachable to an observer; terminated when the observer knows that this incarnation has ended.</summary>
    public readonly record struct Subject(UniqueAddress Node, bool Terminated);

    /// <summary>What one observer says, and how often it has changed that.</summary>
    public sealed record Row(UniqueAddress Observer, long Version, Subject[] Subjects);
}

using System.Globalization;
using System.Text;
using Switchboard.Cluster.Tests.Faults.Check;

namespace Switchboard.Cluster.Tests.Faults;

/// <summary>What a run found, as text: counts, the time without service by kind of fault, and what clients noticed.</summary>
internal sealed class FaultReport(FaultSettings settings)
{
    private readonly List<FaultLines> _kinds = [];

    /// <summary>Takes in one fault: of each room the longest time without an acknowledgement, and how long it took until everybody was served.</summary>
    public void Add(FaultKind kind, IEnumerable<TimeSpan> gaps, TimeSpan healed, IReadOnlyList<(string What, int Count)> notes)
    {
        var lines = _kinds.FirstOrDefault(k => k.Kind == kind);
        if (lines is null)
            _kinds.Add(lines = new(kind));
        lines.Add(gaps, healed, notes);
    }

    public string Write(IReadOnlyCollection<ClientRecord> clients, IReadOnlyCollection<RoomRecord> rooms, Findings findings)
    {
        var text = new StringBuilder();
        text.AppendLine(Line($"{clients.Count} clients in {rooms.Count} rooms, {_kinds.Sum(k => k.Rounds)} faults, seed {settings.Seed}"));
        text.AppendLine(Line(
            $"stored {rooms.Sum(r => r.Stored.Count)}, acknowledged {clients.Sum(c => c.AcknowledgedInOrder.Count)}, delivered {clients.Sum(c => c.SeenInOrder.Count)}, findings {findings.Broken.Count}"));
        text.AppendLine();
        text.AppendLine("Time without service per room and fault, in seconds, and until every client was served again.");
        text.AppendLine(Line($"{"fault",-48} {"times",5} {"p50",7} {"p99",7} {"max",7} {"healed p50",11} {"max",7}"));
        foreach (var kind in _kinds)
            text.AppendLine(kind.Figures());
        text.AppendLine();
        text.AppendLine("What clients noticed.");
        foreach (var kind in _kinds)
            text.AppendLine(kind.Notes());
        foreach (var sentence in findings.Broken)
            text.AppendLine("BROKEN: " + sentence);
        return text.ToString();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class FaultLines(FaultKind kind)
    {
        private readonly List<double> _gaps = [];
        private readonly List<double> _healed = [];
        private readonly SortedDictionary<string, int> _notes = new(StringComparer.Ordinal);

        public FaultKind Kind => kind;

        public int Rounds => _healed.Count;

        public void Add(IEnumerable<TimeSpan> gaps, TimeSpan healed, IReadOnlyList<(string What, int Count)> notes)
        {
            _gaps.AddRange(gaps.Select(g => g.TotalSeconds));
            _healed.Add(healed.TotalSeconds);
            foreach (var (what, count) in notes)
                _notes[what] = _notes.GetValueOrDefault(what) + count;
        }

        public string Figures()
        {
            double[] gaps = [.. _gaps.Order()];
            double[] healed = [.. _healed.Order()];
            return Line(
                $"{kind.Name,-48} {Rounds,5} {ServiceGap.Percentile(gaps, 50),7:0.00} {ServiceGap.Percentile(gaps, 99),7:0.00} {gaps[^1],7:0.00} {ServiceGap.Percentile(healed, 50),11:0.0} {healed[^1],7:0.0}");
        }

        public string Notes() => $"{kind.Name}: {(_notes.Count == 0 ? "nothing" : string.Join(", ", _notes.OrderByDescending(n => n.Value).Select(n => $"{n.Key} {n.Value}")))}";
    }
}

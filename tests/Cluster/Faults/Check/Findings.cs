using System.Collections.Concurrent;

namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>What broke a promise, in sentences, and how often what happened that breaks none. Thread-safe.</summary>
internal sealed class Findings
{
    // One broken promise shows in many places: the first ones tell.
    private const int Kept = 100;

    private readonly ConcurrentQueue<string> _broken = new();
    private ConcurrentDictionary<string, int> _notes = new();

    public IReadOnlyCollection<string> Broken => _broken;

    public void Break(string sentence)
    {
        if (_broken.Count < Kept)
            _broken.Enqueue(sentence);
    }

    public void Note(string what) => _notes.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>What was noted since the last time, most frequent first.</summary>
    public IReadOnlyList<(string What, int Count)> TakeNotes() =>
        [.. Interlocked.Exchange(ref _notes, new()).Select(n => (n.Key, n.Value)).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal)];
}

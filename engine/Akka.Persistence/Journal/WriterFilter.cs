using Akka.Configuration;
using Akka.Event;

namespace Akka.Persistence.Journal;

/// <summary>How a journal's replays are filtered.</summary>
internal sealed record WriterFilterSettings(ReplayFilterMode Mode, int WindowSize, int MaxOldWriters)
{
    /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
    public static WriterFilterSettings Read(Config config, string journal)
    {
        var mode = config.GetString("replay-filter.mode", "off")!;
        return new WriterFilterSettings(
            mode.ToLowerInvariant() switch
            {
                "fail" => ReplayFilterMode.Fail,
                "warn" => ReplayFilterMode.Warn,
                "repair-by-discard-old" => ReplayFilterMode.RepairByDiscardOld,
                "off" or "disabled" or "false" => ReplayFilterMode.Disabled,
                _ => throw new ConfigurationException($"{journal}.replay-filter.mode is '{mode}'. Known: fail, warn, repair-by-discard-old, off."),
            },
            Math.Max(1, config.GetInt("replay-filter.window-size", 100)),
            Math.Max(0, config.GetInt("replay-filter.max-old-writers", 10)));
    }
}

/// <summary>
/// Looks at the events of one replay for those of two actors that had one persistence id at once, as after a network partition: a writer that
/// had been followed by another and goes on, or numbers that come again. Events wait in a window of bounded size, so that those of an older
/// writer can still be taken back. For journals that cannot refuse a number that is taken.
/// </summary>
internal sealed class WriterFilter(WriterFilterSettings settings, string persistenceId, ILoggingAdapter log, Action<IPersistentRepresentation> next)
{
    private readonly List<IPersistentRepresentation> _window = [];
    private readonly Queue<string> _oldWriters = new();
    private string? _writer;

    /// <exception cref="InvalidOperationException">In mode fail: writers are mixed.</exception>
    public void Add(IPersistentRepresentation persistent)
    {
        if (settings.Mode == ReplayFilterMode.Disabled)
        {
            next(persistent);
            return;
        }

        if (!Accepts(persistent)) return;
        _window.Add(persistent);
        if (_window.Count <= settings.WindowSize) return;
        next(_window[0]);
        _window.RemoveAt(0);
    }

    /// <summary>Passes on what is left in the window.</summary>
    public void Complete()
    {
        foreach (var persistent in _window) next(persistent);
        _window.Clear();
    }

    private bool Accepts(IPersistentRepresentation persistent)
    {
        if (persistent.WriterGuid == _writer)
        {
            return _window.Count == 0 || _window[^1].SequenceNr < persistent.SequenceNr || Tolerates(persistent, "comes again");
        }

        if (_oldWriters.Contains(persistent.WriterGuid)) return Tolerates(persistent, $"was written by {persistent.WriterGuid} after {_writer} had taken over");
        if (_writer is not null)
        {
            _oldWriters.Enqueue(_writer);
            if (_oldWriters.Count > settings.MaxOldWriters) _oldWriters.Dequeue();
        }

        _writer = persistent.WriterGuid;
        for (var i = _window.Count - 1; i >= 0 && _window[i].SequenceNr >= persistent.SequenceNr; i--)
        {
            if (!Tolerates(_window[i], $"was written by {_window[i].WriterGuid}, and {_writer} began at {persistent.SequenceNr}")) _window.RemoveAt(i);
        }

        return true;
    }

    /// <returns>True to keep the event, false to leave it out.</returns>
    private bool Tolerates(IPersistentRepresentation persistent, string problem)
    {
        var text = $"Invalid replayed event [sequenceNr={persistent.SequenceNr}, writerUUID={persistent.WriterGuid}] of [{persistenceId}]: it {problem}. Two actors had this persistence id at once.";
        if (settings.Mode == ReplayFilterMode.Fail)
        {
            log.Error("{0} The replay fails.", text);
            throw new InvalidOperationException(text);
        }

        var keeps = settings.Mode == ReplayFilterMode.Warn;
        log.Warning("{0} It is {1}.", text, keeps ? "replayed all the same" : "left out");
        return keeps;
    }
}

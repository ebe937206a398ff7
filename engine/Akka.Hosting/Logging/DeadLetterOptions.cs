namespace Akka.Hosting;

/// <summary>One of none, some, all.</summary>
public enum TriStateValue
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>All.</summary>
    All = 1,

    /// <summary>As many as said beside it.</summary>
    Some = 2,
}

/// <summary>How dead letters are logged.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>Makes options for 10 dead letters, the engine's default.</summary>
    public DeadLetterOptions()
    {
    }

    /// <summary>How many are logged: <see cref="LogCount"/> by default.</summary>
    public TriStateValue ShouldLog { get; set; } = TriStateValue.Some;

    /// <summary>How many are logged when <see cref="ShouldLog"/> is <see cref="TriStateValue.Some"/>: 10 by default.</summary>
    public int LogCount { get; set; } = 10;

    /// <summary>Whether dead letters are logged while the system stops; null leaves it as configured, which is off by default.</summary>
    public bool? LogDuringShutdown { get; set; }

    /// <summary>How long the log rests after it has logged as many as it may; <see cref="Timeout.InfiniteTimeSpan"/> for ever, null leaves it as configured, 5 min by default.</summary>
    public TimeSpan? LogSuspendDuration { get; set; }

    internal IEnumerable<(string Key, string Value)> Settings()
    {
        yield return ("akka.log-dead-letters", ShouldLog switch
        {
            TriStateValue.None => "off",
            TriStateValue.All => "on",
            _ => LogCount.ToHocon(),
        });
        if (LogDuringShutdown is { } during) yield return ("akka.log-dead-letters-during-shutdown", during.ToHocon());
        if (LogSuspendDuration is { } rest) yield return ("akka.log-dead-letters-suspend-duration", rest.ToHocon(allowInfinite: true));
    }
}

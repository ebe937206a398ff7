namespace Akka.Cluster.Actors;

/// <summary>A node whose signs of life are awaited. The heartbeat actor's, but for <see cref="Answered"/>, which any thread may call.</summary>
/// <param name="since">Since when.</param>
internal sealed class Observee(TimeSpan since)
{
    private int _answers;
    private int _answersBeforeRefusal = -1;

    public TimeSpan Since { get; } = since;

    /// <summary>What the daemon was told.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>When it may be asked beside the regular questions.</summary>
    public TimeSpan AskAgainAt { get; set; }

    public bool HasAnswered => Volatile.Read(ref _answers) != 0;

    /// <summary>Whether its machine has refused a connection, and it has not answered since.</summary>
    public bool IsRefused => Volatile.Read(ref _answers) == _answersBeforeRefusal;

    public void Answered() => Interlocked.Increment(ref _answers);

    public void Refused() => _answersBeforeRefusal = Volatile.Read(ref _answers);
}

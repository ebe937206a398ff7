namespace Akka.Simulation;

/// <summary>What can go wrong between a journal and the actors that write to it. May be changed at any time. Chances are from 0 (never, the default) to 1.</summary>
public sealed class JournalFaults
{
    /// <summary>Chance that the journal refuses a write for what is in it.</summary>
    public double Rejections { get; set; }

    /// <summary>Chance that an answer to a write is late by up to <see cref="Latest"/>, so that others overtake it.</summary>
    public double LateAnswers { get; set; }

    /// <summary>How late an answer may be: 5 s by default.</summary>
    public TimeSpan Latest { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Chance that an answer to a write comes twice.</summary>
    public double DoubledAnswers { get; set; }

    /// <summary>Chance that an answer to a write never comes. The actor waits for ever then: only a crash of its node, or a stop, ends that.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Makes the journal answer everything, once and at once.</summary>
    public void Heal() => Rejections = LateAnswers = DoubledAnswers = LostAnswers = 0;
}

using Akka.Actor;

namespace Akka.Inspection;

/// <summary>A handler that was seen at work.</summary>
/// <param name="cell">Its actor.</param>
/// <param name="letter">What it handles; null for a hook or a system message.</param>
/// <param name="run">The run of its thread: tells handlers without a letter apart.</param>
/// <param name="since">When it was first seen, as a timestamp of the system's clock.</param>
internal sealed class Sighting(ActorCell cell, Letter? letter, long run, long since)
{
    public ActorCell Cell { get; } = cell;

    public Letter? Letter { get; } = letter;

    public long Since { get; } = since;

    /// <summary>Set once it has been reported as slow.</summary>
    public bool IsReported { get; set; }

    public Type? MessageType => Letter is { } known ? Accepted.Unwrap(known.Message).GetType() : null;

    /// <summary>Whether the same handler is still at work.</summary>
    public bool Is(ActorCell cell, Letter? letter, long current) =>
        ReferenceEquals(Cell, cell) && ReferenceEquals(Letter, letter) && (letter is not null || run == current);
}

/// <summary>The async handlers of one actor, as the watch knows them: made at the first that has to wait.</summary>
internal sealed class AwaitedHandler
{
    private int _listed;

    /// <summary>The link of the list in which new ones wait for the watch.</summary>
    public AwaitedHandler? Next;

    /// <summary>The handler that waits; null when none does. Written by the actor.</summary>
    public Sighting? Waiting;

    /// <summary>Makes this a member of the watch's list.</summary>
    /// <returns>False when it was one already.</returns>
    public bool TryList() => Interlocked.CompareExchange(ref _listed, 1, 0) == 0;

    /// <summary>Makes it no member, unless a handler waits.</summary>
    /// <returns>Whether it is none any more.</returns>
    public bool TryDelist()
    {
        Interlocked.Exchange(ref _listed, 0);
        // An actor that began to wait before it could see the zero has not listed itself.
        return Volatile.Read(ref Waiting) is null || !TryList();
    }
}

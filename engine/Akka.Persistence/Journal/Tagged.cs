using System.Collections.Immutable;

namespace Akka.Persistence.Journal;

/// <summary>An event with tags by which queries find it. Returned by a write adapter, or persisted as it is; only the payload is stored as the event.</summary>
public readonly struct Tagged
{
    /// <summary>Creates the pair.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="tags">Its tags.</param>
    public Tagged(object payload, IEnumerable<string> tags)
        : this(payload, tags.ToImmutableHashSet())
    {
    }

    /// <summary>Creates the pair.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="tags">Its tags.</param>
    public Tagged(object payload, IImmutableSet<string> tags)
    {
        Payload = payload;
        Tags = tags;
    }

    /// <summary>The event.</summary>
    public object Payload { get; }

    /// <summary>Its tags.</summary>
    public IImmutableSet<string> Tags { get; }
}

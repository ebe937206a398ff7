using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

/// <summary>Published to let the <see cref="TestEventListener"/> take the events of some filters away.</summary>
public sealed class Mute : INoSerializationVerificationNeeded
{
    /// <summary>With filters.</summary>
    /// <param name="filters">The filters.</param>
    public Mute(params EventFilterBase[] filters) => Filters = filters;

    /// <summary>With filters.</summary>
    /// <param name="filters">The filters.</param>
    public Mute(IReadOnlyCollection<EventFilterBase> filters) => Filters = filters;

    /// <summary>The filters.</summary>
    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}

/// <summary>Takes a <see cref="Mute"/> back.</summary>
public sealed class Unmute : INoSerializationVerificationNeeded
{
    /// <summary>With filters.</summary>
    /// <param name="filters">The filters.</param>
    public Unmute(params EventFilterBase[] filters) => Filters = filters;

    /// <summary>With filters.</summary>
    /// <param name="filters">The filters.</param>
    public Unmute(IReadOnlyCollection<EventFilterBase> filters) => Filters = filters;

    /// <summary>The filters.</summary>
    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}

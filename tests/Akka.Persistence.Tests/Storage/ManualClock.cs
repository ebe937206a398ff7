using Akka.Actor;

namespace Akka.Persistence.Tests.Storage;

/// <summary>A clock that the test moves.</summary>
internal sealed class ManualClock : ITimeProvider
{
    public TimeSpan Now { get; set; }

    DateTimeOffset ITimeProvider.Now => DateTimeOffset.UnixEpoch + Now;

    public TimeSpan MonotonicClock => Now;

    public TimeSpan HighResMonotonicClock => Now;
}

using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>Told to a recovering actor at each <c>recovery-event-timeout</c>.</summary>
internal sealed class RecoveryTick : IDeadLetterSuppression, INotInfluenceReceiveTimeout
{
    public static RecoveryTick Instance { get; } = new();
}

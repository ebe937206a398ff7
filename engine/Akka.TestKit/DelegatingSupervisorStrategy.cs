using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit;

/// <summary>Supervises every child by a strategy of its own, and those that have none by the default. Belongs to one actor.</summary>
public class DelegatingSupervisorStrategy : SupervisorStrategy
{
    private readonly Dictionary<IActorRef, SupervisorStrategy> _strategies = [];

    /// <summary>Without strategies.</summary>
    public DelegatingSupervisorStrategy()
    {
    }

    /// <inheritdoc/>
    public override IDecider Decider => DefaultStrategy.Decider;

    /// <summary>Sets a child's strategy.</summary>
    /// <param name="child">The child.</param>
    /// <param name="supervisorStrategy">Its strategy.</param>
    public void Update(IActorRef child, SupervisorStrategy supervisorStrategy) => _strategies[child] = supervisorStrategy;

    /// <inheritdoc/>
    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
        For(child).HandleChildTerminated(actorContext, child, children);
        _strategies.Remove(child);
    }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children) =>
        For(child).ProcessFailure(context, restart, child, cause, stats, children);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it belongs to one actor.</exception>
    public override Akka.Util.ISurrogate ToSurrogate(ActorSystem system) =>
        throw new NotSupportedException($"A {nameof(DelegatingSupervisorStrategy)} belongs to one actor and cannot be serialized.");

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => For(child).Decider.Decide(exception);

    private SupervisorStrategy For(IActorRef child) => _strategies.GetValueOrDefault(child, DefaultStrategy);
}

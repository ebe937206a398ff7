using Akka.Actor;

namespace Akka.Inspection;

/// <summary>What became of the question for an actor's state.</summary>
public enum StateAnswerKind
{
    /// <summary>The actor has shown its state.</summary>
    Shown,

    /// <summary>The actor is not <see cref="IInspectable"/>, or has no instance at the moment.</summary>
    NotOffered,

    /// <summary><see cref="IInspectable.InspectState"/> threw. The actor goes on as if nothing had happened.</summary>
    Failed,

    /// <summary>It did not answer in time: a handler keeps it, or its turn has not come.</summary>
    Busy,

    /// <summary>The actor has stopped, or is none of this process.</summary>
    Stopped,
}

/// <summary>An actor's state, or why there is none.</summary>
public sealed record StateAnswer
{
    internal static readonly StateAnswer Stopped = new() { Kind = StateAnswerKind.Stopped };

    private static readonly StateAnswer NotOffered = new() { Kind = StateAnswerKind.NotOffered };

    /// <summary>What became of the question.</summary>
    public required StateAnswerKind Kind { get; init; }

    /// <summary>The state, when it was shown; it may be null.</summary>
    public object? State { get; init; }

    /// <summary>What <see cref="IInspectable.InspectState"/> threw, when it failed.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What keeps a busy actor, seen from outside; null when it is not running: then its turn has not come.</summary>
    public CurrentMessage? Handling { get; init; }

    /// <summary>Asks an instance. On its actor's thread.</summary>
    internal static StateAnswer Of(ActorBase? actor)
    {
        if (actor is not IInspectable inspectable) return NotOffered;
        try
        {
            return new StateAnswer { Kind = StateAnswerKind.Shown, State = inspectable.InspectState() };
        }
        catch (Exception failure)
        {
            return new StateAnswer { Kind = StateAnswerKind.Failed, Failure = failure };
        }
    }
}

using Akka.Actor;

namespace Akka.Inspection;

/// <summary>
/// One actor, seen from outside while it goes on: every figure was true at some moment of the look, but not all at the same one.
/// </summary>
public sealed record ActorInfo
{
    /// <summary>Its reference.</summary>
    public required IActorRef Actor { get; init; }

    /// <summary>Its path.</summary>
    public required ActorPath Path { get; init; }

    /// <summary>Tells incarnations of the same path apart.</summary>
    public required long Uid { get; init; }

    /// <summary>Its class; that of its props while it has no instance.</summary>
    public required Type ActorType { get; init; }

    /// <summary>What it is going through.</summary>
    public required ActorLife Life { get; init; }

    /// <summary>The name of the method that handles its messages: <c>Receive</c> until it becomes something else.</summary>
    public required string Behavior { get; init; }

    /// <summary>How many behaviours lie on each other: 1 unless <c>BecomeStacked</c> was called.</summary>
    public required int BehaviorDepth { get; init; }

    /// <summary>How many messages wait.</summary>
    public required MailboxDepth Mailbox { get; init; }

    /// <summary>Messages handled, by this instance and those before it, up to the end of its last run.</summary>
    public required long MessageCount { get; init; }

    /// <summary>How often it was given a new instance.</summary>
    public required int RestartCount { get; init; }

    /// <summary>What it is at; null when it is not running.</summary>
    public CurrentMessage? Handling { get; init; }

    /// <summary>Its last failure, or null.</summary>
    public ActorFailure? LastFailure { get; init; }

    /// <summary>How many messages it has put aside.</summary>
    public required int StashSize { get; init; }

    /// <summary>How many actors watch it, its parent not counted.</summary>
    public required int WatcherCount { get; init; }

    /// <summary>How many actors it watches.</summary>
    public required int WatchingCount { get; init; }

    /// <summary>How many children it has.</summary>
    public required int ChildCount { get; init; }

    /// <summary>The dispatcher that runs it.</summary>
    public required string Dispatcher { get; init; }

    /// <summary>Whether it shows its state: see <see cref="IInspectable"/>.</summary>
    public required bool ShowsState { get; init; }
}

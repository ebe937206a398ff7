using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Answers for a test actor: it sees every message when it arrives, before the test does, and says who answers the next one.</summary>
public abstract class AutoPilot
{
    /// <summary>For pilots of one's own.</summary>
    protected AutoPilot()
    {
    }

    /// <summary>The end of it: nobody answers the messages that follow.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>The same pilot answers the next message too.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>Deals with a message. Runs in the test actor.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>The pilot for the next message, <see cref="KeepRunning"/> for this one again, or <see cref="NoAutoPilot"/>.</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

/// <summary>No pilot.</summary>
public sealed class NoAutoPilot : AutoPilot
{
    /// <summary>The only instance.</summary>
    public static readonly NoAutoPilot Instance = new();

    private NoAutoPilot()
    {
    }

    /// <summary>Does nothing.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Itself.</returns>
    public override AutoPilot Run(IActorRef sender, object message) => this;
}

/// <summary>Stands for the pilot that returned it.</summary>
public sealed class KeepRunning : AutoPilot
{
    /// <summary>The only instance.</summary>
    public static readonly KeepRunning Instance = new();

    private KeepRunning()
    {
    }

    /// <summary>Always throws: it is no pilot by itself.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException($"{nameof(KeepRunning)} stands for the pilot that returned it: it cannot be the first.");
}

/// <summary>Deals with a message, as <see cref="AutoPilot.Run"/> does.</summary>
/// <param name="sender">Who sent it.</param>
/// <param name="message">The message.</param>
/// <returns>The pilot for the next message.</returns>
public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);

/// <summary>A pilot made of a delegate.</summary>
public sealed class DelegateAutoPilot : AutoPilot
{
    private readonly AutoPilotDelegate _autoPilotDelegate;

    /// <summary>Wraps a delegate.</summary>
    /// <param name="autoPilotDelegate">The delegate.</param>
    public DelegateAutoPilot(AutoPilotDelegate autoPilotDelegate) => _autoPilotDelegate = autoPilotDelegate;

    /// <inheritdoc/>
    public override AutoPilot Run(IActorRef sender, object message) => _autoPilotDelegate(sender, message);
}

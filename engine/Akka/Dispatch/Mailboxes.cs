using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>The mailbox types of an actor system. Thread-safe.</summary>
public sealed class Mailboxes
{
    /// <summary>The mailbox of actors that name none: <c>akka.actor.default-mailbox</c>.</summary>
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ActorSystem _system;
    private int? _defaultStashCapacity;

    /// <summary>Makes the registry of a system.</summary>
    /// <param name="system">The system.</param>
    public Mailboxes(ActorSystem system) => _system = system;

    /// <summary>The bound of the stash that a mailbox's configuration sets; -1 for none.</summary>
    internal int StashCapacityOf(string mailbox)
    {
        _defaultStashCapacity ??= _system.Settings.Config.GetInt(DefaultMailboxId + ".stash-capacity", Deploy.NoStashSize);
        return mailbox.Length == 0 ? _defaultStashCapacity.Value : _system.Settings.Config.GetInt(mailbox + ".stash-capacity", _defaultStashCapacity.Value);
    }
}

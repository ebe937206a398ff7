namespace Akka.Actor;

/// <summary>A message in a mailbox: the one object that a tell allocates, and the link of every list it goes through (inbox, batch, stash).</summary>
internal sealed class Letter(object message, IActorRef? sender)
{
    public readonly object Message = message;
    public readonly IActorRef? Sender = sender;
    public Letter? Next;
}

namespace Akka.Actor;

/// <summary>A message in a mailbox: the one object that a tell allocates, and the link of every list it goes through (inbox, batch, stash).</summary>
internal sealed class Letter(object message, IActorRef? sender)
{
    /// <summary>Changed only by an actor that takes what its message contains out of it and passes that on.</summary>
    public object Message = message;
    public readonly IActorRef? Sender = sender;
    public Letter? Next;
}

using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Gateway;

/// <summary>
/// One join of one socket to a topic, as hubs see it. Hubs call it from their own actor; it never blocks and never throws, and what one caller
/// hands over goes out in that order. A new join of the same socket to the same topic is another subscriber.
/// </summary>
internal interface ISubscriber
{
    /// <summary>Tells this subscriber from all others of this node, and of others: never 0. What the commands to rooms and topics carry as origin.</summary>
    ulong Origin { get; }

    /// <summary>Accepts the join: the ok reply with this response (a JSON object in UTF-8) goes out before anything delivered later. Called once.</summary>
    void Accept(ReadOnlySpan<byte> response);

    /// <summary>Refuses the join with this response (a JSON object in UTF-8 with a <c>reason</c>). Called instead of <see cref="Accept"/>.</summary>
    void Refuse(ReadOnlySpan<byte> response);

    /// <summary>Queues an event that goes to many sockets. A socket that is slower than its queue allows is closed.</summary>
    /// <returns>False when the socket or the channel is gone: the hub forgets this subscriber and need not be told so.</returns>
    bool Deliver(SharedFrame frame);

    /// <summary>Queues an event for this subscriber alone.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="payload">A JSON object in UTF-8.</param>
    /// <returns>As <see cref="Deliver"/>.</returns>
    bool Push(string name, ReadOnlySpan<byte> payload);

    /// <summary>The hub lost this subscriber by an error of its own: the client is told and joins again. The last call.</summary>
    void Fail();
}

using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Something that happened to the remoting of a system. Published on its event stream, and logged with <c>log-remote-lifecycle-events</c>.</summary>
public abstract class RemotingLifecycleEvent
{
    /// <summary>For the events.</summary>
    protected RemotingLifecycleEvent()
    {
    }

    /// <summary>The level at which it is logged.</summary>
    /// <returns>The level.</returns>
    public abstract LogLevel LogLevel();
}

/// <summary>The remoting listens.</summary>
public sealed class RemotingListenEvent : RemotingLifecycleEvent
{
    /// <summary>Names the addresses.</summary>
    /// <param name="listenAddresses">Where the system is reached.</param>
    public RemotingListenEvent(IList<Address> listenAddresses) => ListenAddresses = listenAddresses;

    /// <summary>Where the system is reached.</summary>
    public IList<Address> ListenAddresses { get; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override string ToString() => $"Remoting now listens on addresses: [{string.Join(", ", ListenAddresses)}]";
}

/// <summary>The remoting has shut down.</summary>
public sealed class RemotingShutdownEvent : RemotingLifecycleEvent
{
    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override string ToString() => "Remoting shut down";
}

/// <summary>The remoting as a whole failed.</summary>
public sealed class RemotingErrorEvent : RemotingLifecycleEvent
{
    /// <summary>Names the failure.</summary>
    /// <param name="cause">The failure.</param>
    public RemotingErrorEvent(Exception cause) => Cause = cause;

    /// <summary>The failure.</summary>
    public Exception Cause { get; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;

    /// <inheritdoc/>
    public override string ToString() => $"Remoting error: [{Cause.Message}] [{Cause}]";
}

/// <summary>
/// An incarnation of a system is not talked to any more: what it is told goes to dead letters. A new incarnation at the address is talked to at once.
/// </summary>
public sealed class QuarantinedEvent : RemotingLifecycleEvent
{
    /// <summary>Names the incarnation.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="uid">Its uid.</param>
    public QuarantinedEvent(Address address, int uid)
    {
        Address = address;
        Uid = uid;
    }

    /// <summary>The address.</summary>
    public Address Address { get; }

    /// <summary>The uid of the incarnation.</summary>
    public int Uid { get; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override string ToString() =>
        $"Association to [{Address}] having UID [{Uid}] is irrecoverably failed. UID is now quarantined and all messages to this UID will be delivered to dead letters. " +
        "A restarted system at this address is associated with again by itself.";
}

/// <summary>Another system has quarantined this one: it takes no messages from it.</summary>
public sealed class ThisActorSystemQuarantinedEvent : RemotingLifecycleEvent
{
    /// <summary>Names both systems.</summary>
    /// <param name="localAddress">This one.</param>
    /// <param name="remoteAddress">The other.</param>
    public ThisActorSystemQuarantinedEvent(Address localAddress, Address remoteAddress)
    {
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
    }

    /// <summary>This system.</summary>
    public Address LocalAddress { get; }

    /// <summary>The system that has quarantined this one.</summary>
    public Address RemoteAddress { get; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override string ToString() => $"The remote system {RemoteAddress} has quarantined this system {LocalAddress}.";
}

using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Something that happened between two systems.</summary>
public abstract class AssociationEvent : RemotingLifecycleEvent
{
    /// <summary>What <see cref="ToString"/> calls the event.</summary>
    protected string EventName = "";

    /// <summary>For the events.</summary>
    protected AssociationEvent()
    {
    }

    /// <summary>This system.</summary>
    public abstract Address LocalAddress { get; protected set; }

    /// <summary>The other system.</summary>
    public abstract Address RemoteAddress { get; protected set; }

    /// <summary>True when the other system opened the connection.</summary>
    public abstract bool IsInbound { get; protected set; }

    /// <inheritdoc/>
    public override string ToString() => $"{EventName} [{LocalAddress}] {(IsInbound ? "<-" : "->")} [{RemoteAddress}]";
}

/// <summary>Two systems are connected: each knows the other's address and uid.</summary>
public sealed class AssociatedEvent : AssociationEvent
{
    /// <summary>Names both systems.</summary>
    /// <param name="localAddress">This one.</param>
    /// <param name="remoteAddress">The other.</param>
    /// <param name="inbound">True when the other opened the connection.</param>
    public AssociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    {
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
        IsInbound = inbound;
        EventName = "Associated";
    }

    /// <inheritdoc/>
    public override Address LocalAddress { get; protected set; }

    /// <inheritdoc/>
    public override Address RemoteAddress { get; protected set; }

    /// <inheritdoc/>
    public override bool IsInbound { get; protected set; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

/// <summary>A connection between two systems has ended. They connect again when there is something to send.</summary>
public sealed class DisassociatedEvent : AssociationEvent
{
    /// <summary>Names both systems.</summary>
    /// <param name="localAddress">This one.</param>
    /// <param name="remoteAddress">The other.</param>
    /// <param name="inbound">True when the other had opened the connection.</param>
    public DisassociatedEvent(Address localAddress, Address remoteAddress, bool inbound)
    {
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
        IsInbound = inbound;
        EventName = "Disassociated";
    }

    /// <inheritdoc/>
    public override Address LocalAddress { get; protected set; }

    /// <inheritdoc/>
    public override Address RemoteAddress { get; protected set; }

    /// <inheritdoc/>
    public override bool IsInbound { get; protected set; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

/// <summary>A connection could not be made, was refused, or broke.</summary>
public sealed class AssociationErrorEvent : AssociationEvent
{
    private readonly LogLevel _level;

    /// <summary>Names both systems and the failure.</summary>
    /// <param name="cause">The failure.</param>
    /// <param name="localAddress">This system.</param>
    /// <param name="remoteAddress">The other.</param>
    /// <param name="inbound">True when the other opened the connection.</param>
    /// <param name="level">The level at which it is logged.</param>
    public AssociationErrorEvent(Exception cause, Address localAddress, Address remoteAddress, bool inbound, LogLevel level)
    {
        Cause = cause;
        LocalAddress = localAddress;
        RemoteAddress = remoteAddress;
        IsInbound = inbound;
        EventName = "AssociationError";
        _level = level;
    }

    /// <summary>The failure.</summary>
    public Exception Cause { get; }

    /// <inheritdoc/>
    public override Address LocalAddress { get; protected set; }

    /// <inheritdoc/>
    public override Address RemoteAddress { get; protected set; }

    /// <inheritdoc/>
    public override bool IsInbound { get; protected set; }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => _level;

    /// <inheritdoc/>
    public override string ToString() => $"{base.ToString()}: Error [{Cause.Message}]";
}

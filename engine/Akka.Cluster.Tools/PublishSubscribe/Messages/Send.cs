using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Sends a message to one of the actors that were registered under a path with <see cref="Put"/>, on any node. At most once. Immutable.</summary>
public sealed class Send : IDistributedPubSubMessage, IWrappedMessage
{
    /// <summary>Makes the command.</summary>
    /// <param name="path">The path without address, such as <c>/user/printer</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="localAffinity">Whether the one on this node gets it if there is one; otherwise the routing logic chooses among all.</param>
    /// <exception cref="ArgumentNullException">The path or the message is null.</exception>
    public Send(string path, object message, bool localAffinity = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(message);
        Path = path;
        Message = message;
        LocalAffinity = localAffinity;
    }

    /// <summary>The path without address.</summary>
    public string Path { get; }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Whether the one on this node gets it if there is one.</summary>
    public bool LocalAffinity { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Send other && Path == other.Path && Message.Equals(other.Message) && LocalAffinity == other.LocalAffinity;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Message, LocalAffinity);

    /// <inheritdoc/>
    public override string ToString() => $"Send<path:{Path}, localAffinity:{LocalAffinity}, message:{Message}>";
}

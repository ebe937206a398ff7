using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Sends a message to all actors that were registered under a path with <see cref="Put"/>, one on each node. At most once for each. Immutable.</summary>
public sealed class SendToAll : IDistributedPubSubMessage, IWrappedMessage
{
    /// <summary>Makes the command.</summary>
    /// <param name="path">The path without address, such as <c>/user/printer</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="excludeSelf">Whether the one on this node is left out.</param>
    /// <exception cref="ArgumentNullException">The path or the message is null.</exception>
    public SendToAll(string path, object message, bool excludeSelf = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(message);
        Path = path;
        Message = message;
        ExcludeSelf = excludeSelf;
    }

    /// <summary>The path without address.</summary>
    public string Path { get; }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Whether the one on this node is left out.</summary>
    public bool ExcludeSelf { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SendToAll other && Path == other.Path && Message.Equals(other.Message) && ExcludeSelf == other.ExcludeSelf;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Message, ExcludeSelf);

    /// <inheritdoc/>
    public override string ToString() => $"SendToAll<path:{Path}, excludeSelf:{ExcludeSelf}, message:{Message}>";
}

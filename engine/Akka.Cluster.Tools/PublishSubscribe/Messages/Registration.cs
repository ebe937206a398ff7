using Akka.Actor;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Registers an actor of this node under its path, for <see cref="Send"/> and <see cref="SendToAll"/>. It ends with the actor. Immutable.</summary>
public sealed class Put
{
    /// <summary>Makes the command.</summary>
    /// <param name="ref">The actor.</param>
    /// <exception cref="ArgumentNullException">The actor is null.</exception>
    public Put(IActorRef @ref)
    {
        ArgumentNullException.ThrowIfNull(@ref);
        Ref = @ref;
    }

    /// <summary>The actor.</summary>
    public IActorRef Ref { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Put other && Ref.Equals(other.Ref);

    /// <inheritdoc/>
    public override int GetHashCode() => Ref.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"Put<ref:{Ref}>";
}

/// <summary>Takes <see cref="Put"/> back on this node. Nothing happens when nobody is registered there. Immutable.</summary>
public sealed class Remove
{
    /// <summary>Makes the command.</summary>
    /// <param name="path">The path without address.</param>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    public Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
    }

    /// <summary>The path without address.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Remove other && Path == other.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    /// <inheritdoc/>
    public override string ToString() => $"Remove<path:{Path}>";
}

namespace Akka.Util;

/// <summary>Stands for an object that cannot be serialized by itself.</summary>
public interface ISurrogate
{
    /// <summary>Makes the object that this stands for.</summary>
    /// <param name="system">The actor system that it will live in.</param>
    /// <returns>The object.</returns>
    ISurrogated FromSurrogate(Actor.ActorSystem system);
}

/// <summary>An object that another one stands for when it is serialized.</summary>
public interface ISurrogated
{
    /// <summary>Makes what stands for this object.</summary>
    /// <param name="system">The actor system that it lives in.</param>
    /// <returns>The stand-in.</returns>
    ISurrogate ToSurrogate(Actor.ActorSystem system);
}

namespace Akka.Hosting;

/// <summary>An actor cannot be registered or found.</summary>
public class ActorRegistryException : Exception
{
    /// <summary>With a message.</summary>
    /// <param name="message">What was wrong.</param>
    public ActorRegistryException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="innerException">The cause.</param>
    public ActorRegistryException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>No actor is registered under a type.</summary>
public sealed class MissingActorRegistryEntryException : ActorRegistryException
{
    /// <summary>With a message.</summary>
    /// <param name="message">What was looked for.</param>
    public MissingActorRegistryEntryException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was looked for.</param>
    /// <param name="innerException">The cause.</param>
    public MissingActorRegistryEntryException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>Another actor is registered under the type already.</summary>
public sealed class DuplicateActorRegistryException : ActorRegistryException
{
    /// <summary>With a message.</summary>
    /// <param name="message">Which type it was.</param>
    public DuplicateActorRegistryException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">Which type it was.</param>
    /// <param name="innerException">The cause.</param>
    public DuplicateActorRegistryException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

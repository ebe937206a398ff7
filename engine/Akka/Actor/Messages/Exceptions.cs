namespace Akka.Actor;

/// <summary>Base of everything that the engine throws on its own account.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Without a message.</summary>
    protected AkkaException()
    {
    }

    /// <summary>With a message and, perhaps, a cause.</summary>
    /// <param name="message">What went wrong, what was expected.</param>
    /// <param name="cause">What caused it.</param>
    protected AkkaException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>What caused this.</summary>
    protected Exception? Cause => InnerException;
}

/// <summary>Null was sent as a message, or a message that its receiver cannot take.</summary>
public sealed class InvalidMessageException : AkkaException
{
    /// <summary>Says that a message was null.</summary>
    public InvalidMessageException() : this("Message is null.")
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public InvalidMessageException(string message) : base(message)
    {
    }
}

/// <summary>An actor's name is taken or not legal.</summary>
public sealed class InvalidActorNameException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public InvalidActorNameException(string message) : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidActorNameException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>An actor's name is not legal.</summary>
public sealed class IllegalActorNameException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public IllegalActorNameException(string message) : base(message)
    {
    }
}

/// <summary>The actor is in a state in which this cannot be done.</summary>
public sealed class IllegalActorStateException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public IllegalActorStateException(string message) : base(message)
    {
    }
}

/// <summary>No actor answered at a selection's path in time.</summary>
public sealed class ActorNotFoundException : AkkaException
{
    /// <summary>Without a reason.</summary>
    public ActorNotFoundException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">The cause.</param>
    public ActorNotFoundException(string message, Exception? innerException = null) : base(message, innerException!)
    {
    }
}

/// <summary>No answer to an <c>Ask</c> came in time.</summary>
public sealed class AskTimeoutException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public AskTimeoutException(string message) : base(message)
    {
    }
}

/// <summary>Thrown by an actor that received <see cref="Kill"/>.</summary>
public sealed class ActorKilledException : AkkaException
{
    /// <summary>Without a reason.</summary>
    public ActorKilledException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public ActorKilledException(string message) : base(message)
    {
    }
}

/// <summary>An actor's thread was interrupted while it handled a message.</summary>
public sealed class ActorInterruptedException : AkkaException
{
    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The cause.</param>
    public ActorInterruptedException(string? message = null, Exception? cause = null) : base(message!, cause)
    {
    }
}

/// <summary>An actor could not be created or started: its constructor or <c>PreStart</c> threw.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Without a reason.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public ActorInitializationException(string message) : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The cause.</param>
    public ActorInitializationException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>For one actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The cause.</param>
    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null) : base(message, cause) => Actor = actor;

    /// <summary>The actor that could not be created, when known.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary><c>PreRestart</c> threw while an actor was being restarted.</summary>
public sealed class PreRestartException : ActorInitializationException
{
    /// <summary>Names both failures.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="restartException">What <c>PreRestart</c> threw.</param>
    /// <param name="cause">The failure that made the restart necessary.</param>
    /// <param name="optionalMessage">The message being handled when the actor failed, or null.</param>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"exception in preRestart({cause?.GetType().ToString() ?? "null"}, {optionalMessage?.GetType().ToString() ?? "null"})", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What <c>PreRestart</c> threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message being handled when the actor failed, or null.</summary>
    public object? OptionalMessage { get; }
}

/// <summary>The constructor of the fresh instance or its <c>PostRestart</c> threw.</summary>
public sealed class PostRestartException : ActorInitializationException
{
    /// <summary>Names both failures.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="cause">What <c>PostRestart</c> threw.</param>
    /// <param name="originalCause">The failure that made the restart necessary.</param>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"exception post restart ({originalCause?.GetType().ToString() ?? "null"})", cause) => OriginalCause = originalCause!;

    /// <summary>The failure that made the restart necessary.</summary>
    public Exception OriginalCause { get; }
}

/// <summary>A watched actor died and its watcher did not handle <see cref="Terminated"/>.</summary>
public sealed class DeathPactException : AkkaException
{
    /// <summary>Names the dead actor.</summary>
    /// <param name="deadActor">The actor that died.</param>
    public DeathPactException(IActorRef deadActor) : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    /// <summary>The actor that died.</summary>
    public IActorRef DeadActor { get; }
}

/// <summary>A stash with a capacity is full.</summary>
public sealed class StashOverflowException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The cause.</param>
    public StashOverflowException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}

/// <summary>A task could not be scheduled.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public SchedulerException(string message) : base(message)
    {
    }
}

/// <summary>A configured logger could not be started.</summary>
public sealed class LoggerInitializationException : AkkaException
{
    /// <summary>Without a reason.</summary>
    public LoggerInitializationException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public LoggerInitializationException(string message) : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The cause.</param>
    public LoggerInitializationException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}

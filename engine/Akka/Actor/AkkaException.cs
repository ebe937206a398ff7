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


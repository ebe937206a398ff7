using Akka.Actor;

namespace Akka.Pattern;

/// <summary>A <see cref="CircuitBreaker"/> is open: the call was refused without being made.</summary>
public class OpenCircuitException : AkkaException
{
    private const string Text = "Circuit Breaker is open; calls are failing fast";

    /// <summary>Without more.</summary>
    public OpenCircuitException() : this(Text)
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public OpenCircuitException(string message) : this(message, TimeSpan.Zero)
    {
    }

    /// <summary>With a reason and how long it stays so.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="remainingDuration">How long calls will be refused.</param>
    public OpenCircuitException(string message, TimeSpan remainingDuration) : base(message) => RemainingDuration = remainingDuration;

    /// <summary>With a reason and the failure that opened the breaker.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The failure.</param>
    public OpenCircuitException(string message, Exception? cause) : this(message, cause, TimeSpan.Zero)
    {
    }

    /// <summary>With a reason, the failure that opened the breaker, and how long it stays so.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="remainingDuration">How long calls will be refused.</param>
    public OpenCircuitException(string message, Exception? cause, TimeSpan remainingDuration) : base(message, cause) => RemainingDuration = remainingDuration;

    /// <summary>With the failure that opened the breaker.</summary>
    /// <param name="cause">The failure.</param>
    public OpenCircuitException(Exception? cause) : this(Text, cause)
    {
    }

    /// <summary>With the failure that opened the breaker, and how long it stays so.</summary>
    /// <param name="cause">The failure.</param>
    /// <param name="remainingDuration">How long calls will be refused.</param>
    public OpenCircuitException(Exception? cause, TimeSpan remainingDuration) : this(Text, cause, remainingDuration)
    {
    }

    /// <summary>How long calls will be refused; zero when one call is being tried.</summary>
    public TimeSpan RemainingDuration { get; }
}

/// <summary>The failure that <see cref="CircuitBreaker.Fail"/> stands for.</summary>
public class UserCalledFailException : AkkaException
{
    /// <summary>Says so.</summary>
    public UserCalledFailException() : base("User code caused [CircuitBreaker] to fail because it calls the [Fail()] method.")
    {
    }
}

/// <summary>Something was done in a state that does not allow it.</summary>
public class IllegalStateException : AkkaException
{
    /// <summary>With a reason.</summary>
    /// <param name="message">The reason.</param>
    public IllegalStateException(string message) : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerEx">The cause.</param>
    public IllegalStateException(string message, Exception innerEx) : base(message, innerEx)
    {
    }
}

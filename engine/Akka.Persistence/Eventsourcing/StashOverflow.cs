using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>What to do with a command when the stash that holds commands during a persist or a recovery is full.</summary>
public interface IStashOverflowStrategy;

/// <summary>Makes a strategy; named by <c>akka.persistence.internal-stash-overflow-strategy</c>. Needs a constructor without parameters.</summary>
public interface IStashOverflowStrategyConfigurator
{
    /// <summary>Makes the strategy.</summary>
    /// <param name="config">The system's configuration.</param>
    IStashOverflowStrategy Create(Config config);
}

/// <summary>The command goes to dead letters.</summary>
public sealed class DiscardToDeadLetterStrategy : IStashOverflowStrategy
{
    private DiscardToDeadLetterStrategy()
    {
    }

    /// <summary>The only instance.</summary>
    public static DiscardToDeadLetterStrategy Instance { get; } = new();
}

/// <summary>The overflow is thrown, so that the actor's supervisor decides. This is the default.</summary>
public sealed class ThrowOverflowExceptionStrategy : IStashOverflowStrategy
{
    private ThrowOverflowExceptionStrategy()
    {
    }

    /// <summary>The only instance.</summary>
    public static ThrowOverflowExceptionStrategy Instance { get; } = new();
}

/// <summary>The sender of the command gets a fixed answer, and the command is dropped.</summary>
public sealed class ReplyToStrategy : IStashOverflowStrategy
{
    /// <summary>Creates the strategy.</summary>
    /// <param name="response">The answer.</param>
    public ReplyToStrategy(object response) => Response = response;

    /// <summary>The answer.</summary>
    public object Response { get; }
}

/// <summary>Makes <see cref="ThrowOverflowExceptionStrategy"/>.</summary>
public sealed class ThrowExceptionConfigurator : IStashOverflowStrategyConfigurator
{
    /// <inheritdoc />
    public IStashOverflowStrategy Create(Config config) => ThrowOverflowExceptionStrategy.Instance;
}

/// <summary>Makes <see cref="DiscardToDeadLetterStrategy"/>.</summary>
public sealed class DiscardConfigurator : IStashOverflowStrategyConfigurator
{
    /// <inheritdoc />
    public IStashOverflowStrategy Create(Config config) => DiscardToDeadLetterStrategy.Instance;
}

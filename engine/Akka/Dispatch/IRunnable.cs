namespace Akka.Dispatch;

/// <summary>A piece of work for a dispatcher or scheduler. It is the thread pool's work item too, so that queueing it allocates nothing.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    /// <summary>Does the work.</summary>
    void Run();
}

/// <summary>Runs an action.</summary>
public sealed class ActionRunnable : IRunnable
{
    private readonly Action _action;

    /// <summary>Wraps an action.</summary>
    /// <param name="action">The action.</param>
    public ActionRunnable(Action action) => _action = action;

    /// <summary>Runs the action.</summary>
    public void Run() => _action();

    /// <summary>Runs the action.</summary>
    public void Execute() => _action();
}

/// <summary>Runs an action on a state, so that no closure is needed.</summary>
public sealed class ActionWithStateRunnable : IRunnable
{
    private readonly Action<object> _actionWithState;
    private readonly object _state;

    /// <summary>Wraps an action and its state.</summary>
    /// <param name="actionWithState">The action.</param>
    /// <param name="state">The state.</param>
    public ActionWithStateRunnable(Action<object> actionWithState, object state)
    {
        _actionWithState = actionWithState;
        _state = state;
    }

    /// <summary>Runs the action.</summary>
    public void Run() => _actionWithState(_state);

    /// <summary>Runs the action.</summary>
    public void Execute() => _actionWithState(_state);
}

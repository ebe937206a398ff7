using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Runs async code inside an actor: continuations come back to the actor, and no other message is handled before the task has ended.</summary>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    /// <summary>The message whose handler the tasks belong to.</summary>
    public object? CurrentMessage => _cell.CurrentMessage;

    /// <summary>One at a time: 1.</summary>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs an action in the actor that runs on this thread.</summary>
    /// <param name="action">The action. What it awaits continues in the actor.</param>
    /// <exception cref="InvalidOperationException">No actor runs on this thread.</exception>
    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs a task in the actor that runs on this thread. When it fails, the actor fails.</summary>
    /// <param name="asyncAction">Starts the task.</param>
    /// <exception cref="InvalidOperationException">No actor runs on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from inside an actor: no actor runs on this thread.");
        cell.RunAsync(static start => start(), asyncAction);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _cell.SendSystemMessage(new SysMsg.RunContinuation(_ => TryExecuteTask(task), null));

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActorCell.Current, _cell) && TryExecuteTask(task);
}

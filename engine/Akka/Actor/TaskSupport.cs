namespace Akka.Actor;

/// <summary>Sends the outcome of a task as a message.</summary>
public static class PipeToSupport
{
    /// <summary>Sends the result to an actor; a failure as <see cref="Status.Failure"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.PipeTo(recipient, false, sender, success, failure);

    /// <summary>Sends the result to an actor; a failure as <see cref="Status.Failure"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="useConfigureAwait">Whether to come back to the caller's context.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static async Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        object message;
        try
        {
            if (useConfigureAwait) await taskToPipe.ConfigureAwait(true);
            else await new InPlace(taskToPipe);
            var result = taskToPipe.GetAwaiter().GetResult();
            message = success is null ? result! : success(result);
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        recipient.Tell(message, sender);
    }

    /// <summary>Tells an actor that a task is done, when <paramref name="success"/> says how; a failure as <see cref="Status.Failure"/>.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null sends none.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo(this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.PipeTo(recipient, false, sender, success, failure);

    /// <summary>Tells an actor that a task is done, when <paramref name="success"/> says how; a failure as <see cref="Status.Failure"/>.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="useConfigureAwait">Whether to come back to the caller's context.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null sends none.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static async Task PipeTo(this Task taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null)
    {
        object? message;
        try
        {
            if (useConfigureAwait) await taskToPipe.ConfigureAwait(true);
            else await new InPlace(taskToPipe);
            message = success?.Invoke();
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        if (message is not null) recipient.Tell(message, sender);
    }

    /// <summary>Sends the result to an actor; a failure as <see cref="Status.Failure"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, false, sender, success, failure);

    /// <summary>Sends the result to an actor; a failure as <see cref="Status.Failure"/>.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="useConfigureAwait">Whether to come back to the caller's context.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message of the result.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo<T>(this ValueTask<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, useConfigureAwait, sender, success, failure);

    /// <summary>Tells an actor that a task is done, when <paramref name="success"/> says how; a failure as <see cref="Status.Failure"/>.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null sends none.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, false, sender, success, failure);

    /// <summary>Tells an actor that a task is done, when <paramref name="success"/> says how; a failure as <see cref="Status.Failure"/>.</summary>
    /// <param name="taskToPipe">The task.</param>
    /// <param name="recipient">The receiver.</param>
    /// <param name="useConfigureAwait">Whether to come back to the caller's context.</param>
    /// <param name="sender">The sender; null for nobody.</param>
    /// <param name="success">Makes the message; null sends none.</param>
    /// <param name="failure">Makes the message of the failure.</param>
    /// <returns>Completes when the message has been sent.</returns>
    public static Task PipeTo(this ValueTask taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.AsTask().PipeTo(recipient, useConfigureAwait, sender, success, failure);
}

/// <summary>
/// Awaits a task and goes on where it ends. The usual awaiter hops to the thread pool when the task ends inside of an actor's async handler, which
/// costs, and would break the one order of events of a simulated system.
/// </summary>
internal readonly struct InPlace(Task task) : System.Runtime.CompilerServices.ICriticalNotifyCompletion
{
    public bool IsCompleted => task.IsCompleted;

    public InPlace GetAwaiter() => this;

    public void GetResult() => task.GetAwaiter().GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => task.ContinueWith(
        static (_, next) => ((Action)next!)(), continuation, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

/// <summary>Stops an actor and waits for it.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/> and waits until the actor has stopped.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>True.</returns>
    /// <exception cref="TaskCanceledException">It did not stop in time.</exception>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends a message that makes the actor stop, and waits until it has.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="stopMessage">The message.</param>
    /// <returns>True.</returns>
    /// <exception cref="TaskCanceledException">It did not stop in time.</exception>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var stopped = WatcherRef.Watch(target);
        target.Tell(stopMessage, ActorRefs.NoSender);
        var time = ((Internal.ActorSystemImpl)((IInternalActorRef)target).Provider.Settings.System).Runtime.TimeProvider;
        try
        {
            await stopped.WaitAsync(timeout, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException late)
        {
            throw new TaskCanceledException($"{target} did not stop within {timeout}.", late);
        }
    }
}

/// <summary>Waits for the end of an actor from outside of actors.</summary>
public static class WatchAsyncSupport
{
    /// <summary>Completes when the actor has stopped.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>True when it has stopped.</returns>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        await WatcherRef.Watch(target).WaitAsync(token).ConfigureAwait(false);
        return true;
    }
}

/// <summary>A reference that is there to be told of one death.</summary>
internal sealed class WatcherRef(IActorRefProvider provider) : MinimalActorRef
{
    private readonly Runtime _runtime = ((Internal.ActorSystemImpl)provider.Settings.System).Runtime;
    private TaskCompletionSource? _died;
    private readonly Lazy<ActorPath> _path = new(provider.TempPath);

    public override ActorPath Path => _path.Value;

    public override IActorRefProvider Provider => provider;

    public static Task Watch(IActorRef target)
    {
        var actor = (IInternalActorRef)target;
        var watcher = new WatcherRef(actor.Provider);
        watcher._died = watcher._runtime.NewCompletion();
        actor.SendSystemMessage(new Dispatch.SysMsg.Watch(actor, watcher));
        return watcher._died.Task;
    }

    public override void SendSystemMessage(Dispatch.SysMsg.ISystemMessage message)
    {
        if (message is Dispatch.SysMsg.DeathWatchNotification) _runtime.Complete(() => _died!.TrySetResult());
    }
}

/// <summary>Telling with the actor that runs on this thread as the sender.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Tells a message; the sender is the actor that runs on this thread, or nobody.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.GetCurrentSelfOrNoSender());

    /// <summary>Passes a message on with its sender unchanged.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.GetCurrentSenderOrNoSender());
}

namespace Akka.Actor;

/// <summary>Asking: a tell whose answer comes as a task.</summary>
public static class Futures
{
    /// <summary>Sends a message and waits for the first answer.</summary>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, infinite by default.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and waits for the first answer.</summary>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer.</returns>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<object>(message, null, cancellationToken);

    /// <summary>Sends a message and waits for the first answer.</summary>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, infinite by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Sends a message and waits for the first answer, which must be of a type.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, infinite by default.</param>
    /// <returns>The answer. A <see cref="Status.Failure"/> is thrown as its cause.</returns>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and waits for the first answer, which must be of a type.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer. A <see cref="Status.Failure"/> is thrown as its cause.</returns>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<T>(message, null, cancellationToken);

    /// <summary>Sends a message and waits for the first answer, which must be of a type.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="self">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, infinite by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer. A <see cref="Status.Failure"/> is thrown as its cause.</returns>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (message is null) throw new InvalidMessageException("Message is null.");
        var asker = NewAsker<T>(self, timeout, cancellationToken);
        self.Tell(message, asker);
        return asker.Answer;
    }

    /// <summary>Sends a message made for the asker's own reference and waits for the first answer.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="self">The receiver.</param>
    /// <param name="messageFactory">Makes the message; it is given the reference to answer to.</param>
    /// <param name="timeout">How long to wait; null for <c>akka.actor.ask-timeout</c>, infinite by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer. A <see cref="Status.Failure"/> is thrown as its cause.</returns>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var asker = NewAsker<T>(self, timeout, cancellationToken);
        self.Tell(messageFactory(asker), asker);
        return asker.Answer;
    }

    private static AskerRef<T> NewAsker<T>(ICanTell self, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var provider = (self as IInternalActorRef ?? (self as ActorSelection)?.Anchor as IInternalActorRef)?.Provider
            ?? throw new ArgumentException($"Cannot ask a [{self.GetType()}]: it belongs to no actor system.", nameof(self));
        var asker = new AskerRef<T>(provider, self);
        var wait = timeout ?? provider.Settings.AskTimeout;
        if (wait >= TimeSpan.Zero) asker.StartTimeout(wait);
        if (cancellationToken.CanBeCanceled) asker.ListenTo(cancellationToken);
        return asker;
    }
}

/// <summary>The reference of one who asks. It gets a path, and a place where others can find it, only when somebody wants its path.</summary>
internal sealed class AskerRef<T>(IActorRefProvider provider, ICanTell target) : MinimalActorRef, IPathNode
{
    private readonly TaskCompletionSource<T> _answer = RuntimeOf(provider).NewCompletion<T>();
    private ActorPath? _path;
    private TimeoutEntry? _timeout;
    private CancellationTokenRegistration _cancellation;

    public Task<T> Answer => _answer.Task;

    public override ActorPath Path
    {
        get
        {
            if (_path is { } known) return known;
            lock (_answer)
            {
                if (_path is { } made) return made;
                var path = provider.TempPath();
                provider.RegisterTempActor(this, path);
                _path = path;
                if (Answer.IsCompleted) provider.UnregisterTempActor(path);
                return path;
            }
        }
    }

    public override IActorRefProvider Provider => provider;

    public override IInternalActorRef Parent => provider.TempContainer;

    public override bool IsTerminated => Answer.IsCompleted;

    public override bool Equals(IActorRef? other) => ReferenceEquals(this, other) || (other is not null && base.Equals(other));

    public override int GetHashCode() => Path.Uid.GetHashCode();

    public void StartTimeout(TimeSpan timeout)
    {
        _timeout = new TimeoutEntry(this, timeout);
        try
        {
            // The system's own wheel takes the entry as it is. A scheduler of another kind, such as a test's, is asked to call back.
            if (provider.Settings.System.Scheduler is HashedWheelTimerScheduler wheel) wheel.Add(_timeout, timeout);
            else provider.Settings.System.Scheduler.Advanced.ScheduleOnce(timeout, _timeout.Fire);
        }
        catch (SchedulerException)
        {
            // The system has terminated: no answer can come, and whoever awaits one must not wait for ever.
            _timeout.Fire();
        }
    }

    public void ListenTo(CancellationToken token) => _cancellation = token.UnsafeRegister(
        static (state, cancelled) =>
        {
            var self = (AskerRef<T>)state!;
            if (self._answer.TrySetCanceled(cancelled)) self.Finish();
        },
        this);

    public override void SendSystemMessage(Dispatch.SysMsg.ISystemMessage message)
    {
        if (message is Dispatch.SysMsg.Watch watch && Answer.IsCompleted)
            watch.Watcher.SendSystemMessage(new Dispatch.SysMsg.DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false));
        else if (message is Dispatch.SysMsg.Watch waiting)
            Answer.ContinueWith(
                (_, _) => waiting.Watcher.SendSystemMessage(new Dispatch.SysMsg.DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false)),
                null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is Identify identify)
        {
            (sender ?? provider.DeadLetters).Tell(new ActorIdentity(identify.MessageId, Answer.IsCompleted ? null : this), ActorRefs.NoSender);
            return;
        }

        var runtime = RuntimeOf(provider);
        if (runtime.Driver is null) Complete(message, sender);
        else runtime.Complete(() => Complete(message, sender));
    }

    private static Runtime RuntimeOf(IActorRefProvider provider) => ((Internal.ActorSystemImpl)provider.Settings.System).Runtime;

    private void Complete(object message, IActorRef? sender)
    {
        var first = message switch
        {
            T answer => _answer.TrySetResult(answer),
            Status.Failure failure => _answer.TrySetException(failure.Cause ?? new TaskCanceledException("The answer was a failure without a cause.")),
            _ => _answer.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (first) Finish();
        else provider.DeadLetters.Tell(new Event.DeadLetter(message, sender ?? provider.DeadLetters, this), sender);
    }

    private void Finish()
    {
        _timeout?.Cancel();
        _cancellation.Dispose();
        lock (_answer)
        {
            if (_path is { } path) provider.UnregisterTempActor(path);
        }
    }

    private sealed class TimeoutEntry(AskerRef<T> asker, TimeSpan after) : HashedWheelTimerScheduler.Entry
    {
        internal override void Fire()
        {
            if (asker._answer.TrySetException(new AskTimeoutException($"Timeout after {after}: no answer from {asker.Target}."))) asker.Finish();
        }
    }

    private string Target => target is ActorSelection selection ? selection.ToString() : target.ToString()!;
}

namespace Akka.Actor;

/// <summary>Calls off what was scheduled with it, on the clock of a scheduler. Thread-safe.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler? _scheduler;
    private CancellationTokenSource? _source; // made when somebody asks for the token
    private volatile bool _cancelled;
    private Action? _onCancel;

    /// <summary>Not cancelled.</summary>
    /// <param name="scheduler">Its clock counts for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IScheduler scheduler) : this(scheduler.Advanced)
    {
    }

    /// <summary>Not cancelled.</summary>
    /// <param name="scheduler">Its clock counts for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Cancelled after a delay.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="delay">The delay.</param>
    public Cancelable(IScheduler scheduler, TimeSpan delay) : this(scheduler) => CancelAfter(delay);

    /// <summary>Cancelled after a delay.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="delay">The delay.</param>
    public Cancelable(IActionScheduler scheduler, TimeSpan delay) : this(scheduler) => CancelAfter(delay);

    /// <summary>Cancelled after a delay.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="millisecondsDelay">The delay in ms.</param>
    public Cancelable(IScheduler scheduler, int millisecondsDelay) : this(scheduler) => CancelAfter(millisecondsDelay);

    /// <inheritdoc/>
    public bool IsCancellationRequested => _cancelled;

    /// <summary>True once disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public CancellationToken Token
    {
        get
        {
            if (_cancelled && _source is null) return new CancellationToken(canceled: true);
            var source = _source ?? Interlocked.CompareExchange(ref _source, new CancellationTokenSource(), null) ?? _source!;
            if (_cancelled) source.Cancel();
            return source.Token;
        }
    }

    /// <summary>One that is cancelled already.</summary>
    /// <returns>The cancelable.</returns>
    public static ICancelable CreateCanceled() => new Cancelable((IActionScheduler)null!) { _cancelled = true };

    /// <summary>Cancelled as soon as one of others is.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="cancelables">The others.</param>
    /// <returns>The cancelable.</returns>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(scheduler.Advanced, cancelables.Select(c => c.Token).ToArray());

    /// <summary>Cancelled as soon as one of some tokens is.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="cancellationTokens">The tokens.</param>
    /// <returns>The cancelable.</returns>
    public static ICancelable CreateLinkedCancelable(IScheduler scheduler, params CancellationToken[] cancellationTokens) =>
        CreateLinkedCancelable(scheduler.Advanced, cancellationTokens);

    /// <summary>Cancelled as soon as one of others is.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="cancelables">The others.</param>
    /// <returns>The cancelable.</returns>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params ICancelable[] cancelables) =>
        CreateLinkedCancelable(scheduler, cancelables.Select(c => c.Token).ToArray());

    /// <summary>Cancelled as soon as one of some tokens is.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="cancellationTokens">The tokens.</param>
    /// <returns>The cancelable.</returns>
    public static ICancelable CreateLinkedCancelable(IActionScheduler scheduler, params CancellationToken[] cancellationTokens)
    {
        var linked = new Cancelable(scheduler);
        foreach (var token in cancellationTokens) token.UnsafeRegister(static state => ((Cancelable)state!).Cancel(), linked);
        return linked;
    }

    /// <inheritdoc/>
    public void Cancel() => Cancel(throwOnFirstException: false);

    /// <inheritdoc/>
    public void Cancel(bool throwOnFirstException)
    {
        if (_cancelled) return;
        _cancelled = true;
        Interlocked.Exchange(ref _onCancel, null)?.Invoke();
        _source?.Cancel(throwOnFirstException);
    }

    /// <inheritdoc/>
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    /// <inheritdoc/>
    public void CancelAfter(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _scheduler?.ScheduleOnce(delay, Cancel);
    }

    /// <summary>Lets go of its token's resources.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of its token's resources.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (IsDisposed || !disposing) return;
        IsDisposed = true;
        _source?.Dispose();
    }

    /// <summary>Sets what happens at once when this is cancelled; a scheduler takes its entry out of the wheel.</summary>
    internal void OnCancel(Action action)
    {
        _onCancel = action;
        if (_cancelled) Interlocked.Exchange(ref _onCancel, null)?.Invoke();
    }
}

/// <summary>Helpers for <see cref="ICancelable"/>.</summary>
public static class CancelableExtensions
{
    /// <summary>Cancels it, if there is one.</summary>
    /// <param name="cancelable">The cancelable, or null.</param>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}

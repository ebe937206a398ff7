using System.Runtime.ExceptionServices;
using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Guards calls to something that may fail for a while, such as a database. Closed, it lets calls through and counts the failures in a
/// row; a call that takes longer than <see cref="CallTimeout"/> is one. At <see cref="MaxFailures"/> it opens: calls fail at once with
/// <see cref="OpenCircuitException"/>. After <see cref="ResetTimeout"/> it is half open: one call is tried, and its outcome closes or opens
/// the breaker again, then for a time longer by <see cref="ExponentialBackoffFactor"/>. Thread-safe. Time is the scheduler's.
/// </summary>
public partial class CircuitBreaker
{
    private static readonly TimeSpan NoMaximum = TimeSpan.FromDays(36500);

    private readonly Lock _gate = new(); // guards the state below
    private readonly List<Action> _onOpen = [];
    private readonly List<Action> _onHalfOpen = [];
    private readonly List<Action> _onClose = [];
    private State _state = State.Closed;
    private long _epoch; // changes with the state: the outcome of a call that began in an earlier one says nothing about this one
    private int _failures;
    private bool _probing;
    private TimeSpan _reset;
    private TimeSpan _openUntil;
    private Exception? _lastCaught;

    /// <summary>A breaker that waits the same time whenever it opens.</summary>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <param name="maxFailures">Failures in a row that open it, at least 1.</param>
    /// <param name="callTimeout">How long a call may take; more than zero.</param>
    /// <param name="resetTimeout">How long it stays open; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, NoMaximum, 1.0)
    {
    }

    /// <summary>A breaker that waits longer each time a trial fails.</summary>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <param name="maxFailures">Failures in a row that open it, at least 1.</param>
    /// <param name="callTimeout">How long a call may take; more than zero.</param>
    /// <param name="resetTimeout">How long it stays open at first; more than zero.</param>
    /// <param name="maxResetTimeout">How long it stays open at most.</param>
    /// <param name="exponentialBackoffFactor">How much longer each time, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout, double exponentialBackoffFactor)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, maxResetTimeout, exponentialBackoffFactor, 0.0)
    {
    }

    /// <summary>A breaker that waits longer each time a trial fails, and not as long as others.</summary>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <param name="maxFailures">Failures in a row that open it, at least 1.</param>
    /// <param name="callTimeout">How long a call may take; more than zero.</param>
    /// <param name="resetTimeout">How long it stays open at first; more than zero.</param>
    /// <param name="maxResetTimeout">How long it stays open at most, apart from the random part.</param>
    /// <param name="exponentialBackoffFactor">How much longer each time, at least 1.</param>
    /// <param name="randomFactor">How much of the time, from 0 to 1, is at most added by chance, so that many breakers do not try at one instant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout, double exponentialBackoffFactor, double randomFactor)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFailures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(callTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(resetTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxResetTimeout, resetTimeout);
        ArgumentOutOfRangeException.ThrowIfLessThan(exponentialBackoffFactor, 1.0);
        ArgumentOutOfRangeException.ThrowIfNegative(randomFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomFactor, 1.0);
        Scheduler = scheduler;
        MaxFailures = maxFailures;
        CallTimeout = callTimeout;
        ResetTimeout = resetTimeout;
        MaxResetTimeout = maxResetTimeout;
        ExponentialBackoffFactor = exponentialBackoffFactor;
        RandomFactor = randomFactor;
        _reset = resetTimeout;
    }

    private enum State
    {
        Closed,
        Open,
        HalfOpen,
    }

    /// <summary>Its clock and timers count.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Failures in a row that open the breaker.</summary>
    public int MaxFailures { get; }

    /// <summary>How long a call may take.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>How long the breaker stays open at first.</summary>
    public TimeSpan ResetTimeout { get; }

    /// <summary>How long it stays open at most, apart from the random part.</summary>
    public TimeSpan MaxResetTimeout { get; }

    /// <summary>How much longer it stays open after each failed trial.</summary>
    public double ExponentialBackoffFactor { get; }

    /// <summary>How much of the time, from 0 to 1, is at most added by chance.</summary>
    public double RandomFactor { get; }

    /// <summary>Failures in a row so far, while closed.</summary>
    public long CurrentFailureCount
    {
        get
        {
            lock (_gate) return _failures;
        }
    }

    /// <summary>The newest failure since the breaker was last closed by a success; null when there was none.</summary>
    public Exception? LastCaughtException
    {
        get
        {
            lock (_gate) return _lastCaught;
        }
    }

    /// <summary>True while calls go through.</summary>
    public bool IsClosed => Is(State.Closed);

    /// <summary>True while calls are refused.</summary>
    public bool IsOpen => Is(State.Open);

    /// <summary>True while one call is tried.</summary>
    public bool IsHalfOpen => Is(State.HalfOpen);

    /// <summary>A breaker that waits the same time whenever it opens.</summary>
    /// <param name="scheduler">Its clock and timers count.</param>
    /// <param name="maxFailures">Failures in a row that open it, at least 1.</param>
    /// <param name="callTimeout">How long a call may take; more than zero.</param>
    /// <param name="resetTimeout">How long it stays open; more than zero.</param>
    /// <returns>The breaker.</returns>
    public static CircuitBreaker Create(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout) =>
        new(scheduler, maxFailures, callTimeout, resetTimeout);

    /// <summary>A new breaker that doubles its time after each failed trial. It takes no callbacks over.</summary>
    /// <param name="maxResetTimeout">How long it stays open at most.</param>
    /// <returns>The new breaker.</returns>
    public CircuitBreaker WithExponentialBackoff(TimeSpan maxResetTimeout) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, maxResetTimeout, 2.0, RandomFactor);

    /// <summary>A new breaker with a random part in its time. It takes no callbacks over.</summary>
    /// <param name="randomFactor">How much of the time, from 0 to 1, is at most added by chance.</param>
    /// <returns>The new breaker.</returns>
    public CircuitBreaker WithRandomFactor(double randomFactor) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, MaxResetTimeout, ExponentialBackoffFactor, randomFactor);

    /// <summary>Adds what to do when the breaker opens. The scheduler runs it, just after.</summary>
    /// <param name="callback">The action.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnOpen(Action callback) => On(_onOpen, callback);

    /// <summary>Adds what to do when the breaker is half open. The scheduler runs it, just after.</summary>
    /// <param name="callback">The action.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnHalfOpen(Action callback) => On(_onHalfOpen, callback);

    /// <summary>Adds what to do when the breaker closes. The scheduler runs it, just after.</summary>
    /// <param name="callback">The action.</param>
    /// <returns>This breaker.</returns>
    public CircuitBreaker OnClose(Action callback) => On(_onClose, callback);

    /// <summary>Counts a success, as if a guarded call had ended well.</summary>
    public void Succeed()
    {
        lock (_gate) Succeeded_NeedsLock(_epoch);
    }

    /// <summary>Counts a failure, as if a guarded call had failed.</summary>
    public void Fail()
    {
        lock (_gate) Failed_NeedsLock(_epoch, new UserCalledFailException());
    }

    private bool Is(State state)
    {
        lock (_gate) return _state == state;
    }

    private CircuitBreaker On(List<Action> callbacks, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate) callbacks.Add(callback);
        return this;
    }

    /// <summary>Asks to make a call.</summary>
    /// <returns>Why not; null when it may be made.</returns>
    private OpenCircuitException? Enter(out long epoch)
    {
        lock (_gate)
        {
            epoch = _epoch;
            switch (_state)
            {
                case State.Closed:
                    return null;
                case State.HalfOpen when !_probing:
                    _probing = true;
                    return null;
                default:
                    var left = _state == State.Open ? _openUntil - Scheduler.MonotonicClock : TimeSpan.Zero;
                    return new OpenCircuitException(_lastCaught, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
    }

    private void Succeeded(long epoch)
    {
        lock (_gate) Succeeded_NeedsLock(epoch);
    }

    private void Failed(long epoch, Exception cause)
    {
        lock (_gate) Failed_NeedsLock(epoch, cause);
    }

    private void Succeeded_NeedsLock(long epoch)
    {
        if (epoch != _epoch || _state == State.Open) return;
        _failures = 0;
        if (_state == State.Closed) return;
        _reset = ResetTimeout;
        _lastCaught = null;
        Become_NeedsLock(State.Closed, _onClose);
    }

    private void Failed_NeedsLock(long epoch, Exception cause)
    {
        if (epoch != _epoch || _state == State.Open) return;
        _lastCaught = cause;
        if (_state == State.Closed && ++_failures < MaxFailures) return;
        if (_state == State.HalfOpen) _reset = TimeSpan.FromTicks((long)Math.Min(_reset.Ticks * ExponentialBackoffFactor, MaxResetTimeout.Ticks));
        var now = Scheduler.MonotonicClock;
        var wait = _reset * (1 + RandomFactor * Jitter(Scheduler));
        _openUntil = now + wait;
        Become_NeedsLock(State.Open, _onOpen);
        var opened = _epoch;
        Scheduler.Advanced.ScheduleOnce(wait, () => HalfOpen(opened));
    }

    private void HalfOpen(long opened)
    {
        lock (_gate)
        {
            if (opened == _epoch) Become_NeedsLock(State.HalfOpen, _onHalfOpen);
        }
    }

    private void Become_NeedsLock(State state, List<Action> callbacks)
    {
        _state = state;
        _epoch++;
        _failures = 0;
        _probing = false;
        foreach (var callback in callbacks) Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, callback);
    }

    /// <summary>From 0 up to 1, by the clock's last digits: chance enough to spread breakers, and the same at every run of a simulation.</summary>
    internal static double Jitter(IScheduler scheduler) =>
        (Runtime.Mix(scheduler.HighResMonotonicClock.Ticks ^ scheduler.Now.Ticks) >>> 11) * (1.0 / (1L << 53));
}

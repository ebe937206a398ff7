namespace Akka.TestKit;

/// <summary>Opens when it has been counted down. Thread-safe.</summary>
public class TestLatch
{
    private readonly CountdownEvent _latch;
    private readonly Func<TimeSpan, TimeSpan> _dilate;
    private readonly TimeSpan _defaultTimeout;

    /// <summary>Opens after one count, waits up to 5 s.</summary>
    public TestLatch() : this(1)
    {
    }

    /// <summary>Waits up to 5 s.</summary>
    /// <param name="count">How many counts open it.</param>
    public TestLatch(int count) : this(count, TimeSpan.FromSeconds(5))
    {
    }

    /// <summary>Waits as long as told.</summary>
    /// <param name="count">How many counts open it.</param>
    /// <param name="defaultTimeout">How long <see cref="Ready()"/> waits.</param>
    public TestLatch(int count, TimeSpan defaultTimeout) : this(static time => time, defaultTimeout, count)
    {
    }

    /// <summary>Waits as long as told, stretched.</summary>
    /// <param name="dilate">Stretches time-outs.</param>
    /// <param name="defaultTimeout">How long <see cref="Ready()"/> waits.</param>
    /// <param name="count">How many counts open it.</param>
    protected internal TestLatch(Func<TimeSpan, TimeSpan> dilate, TimeSpan defaultTimeout, int count)
    {
        _latch = new CountdownEvent(count);
        _dilate = dilate;
        _defaultTimeout = defaultTimeout;
    }

    /// <summary>True once it has been counted down.</summary>
    public bool IsOpen => _latch.IsSet;

    /// <summary>Counts down by one. Nothing happens once it is open.</summary>
    public void CountDown()
    {
        if (!_latch.IsSet) _latch.Signal();
    }

    /// <summary>Opens it at once.</summary>
    public void Open()
    {
        while (!_latch.IsSet) CountDown();
    }

    /// <summary>Closes it with the count it began with.</summary>
    public void Reset() => _latch.Reset();

    /// <summary>Waits until it is open.</summary>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready() => Ready(_defaultTimeout);

    /// <summary>Waits until it is open.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="ArgumentException">The time-out is infinite.</exception>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready(TimeSpan timeout)
    {
        if (timeout == TimeSpan.MaxValue) throw new ArgumentException("A latch waits for a finite time.", nameof(timeout));
        if (!_latch.Wait(_dilate(timeout))) throw new TimeoutException($"Timeout of {_dilate(timeout)} reached: {_latch.CurrentCount} of {_latch.InitialCount} counts are missing.");
    }
}

/// <summary>Lets threads of a test go on together. Thread-safe.</summary>
public class TestBarrier
{
    private readonly TestKitBase _testKit;
    private readonly TimeSpan? _defaultTimeout;
    private readonly Barrier _barrier;

    /// <summary>Makes a barrier.</summary>
    /// <param name="testKit">Stretches time-outs.</param>
    /// <param name="count">How many threads wait for each other.</param>
    /// <param name="defaultTimeout">How long <see cref="Await()"/> waits; null for the TestKit's default.</param>
    public TestBarrier(TestKitBase testKit, int count, TimeSpan? defaultTimeout = null)
    {
        _testKit = testKit;
        _defaultTimeout = defaultTimeout;
        _barrier = new Barrier(count);
    }

    /// <summary>Waits for the others.</summary>
    /// <exception cref="TimeoutException">They did not come in time.</exception>
    public void Await() => Await(_defaultTimeout ?? _testKit.TestKitSettings.DefaultTimeout);

    /// <summary>Waits for the others.</summary>
    /// <param name="timeout">How long to wait, before it is stretched.</param>
    /// <exception cref="TimeoutException">They did not come in time.</exception>
    public void Await(TimeSpan timeout)
    {
        if (!_barrier.SignalAndWait(_testKit.Dilated(timeout)))
            throw new TimeoutException($"Timeout of {_testKit.Dilated(timeout)} reached: {_barrier.ParticipantsRemaining} of {_barrier.ParticipantCount} have not come.");
    }

    /// <summary>Does nothing: a barrier that all have passed is ready for the next time.</summary>
    public void Reset()
    {
    }
}

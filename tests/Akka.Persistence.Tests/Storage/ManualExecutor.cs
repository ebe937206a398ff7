namespace Akka.Persistence.Tests.Storage;

/// <summary>Keeps work items until the test runs them, one at a time, on its own thread.</summary>
internal sealed class ManualExecutor
{
    private readonly Queue<Action> _items = new();

    private readonly Queue<Action> _later = new();

    public int Waiting => _items.Count;

    public void Execute(Action item) => _items.Enqueue(item);

    /// <summary>Keeps it with the others; the test says when later is.</summary>
    public void ExecuteLater(TimeSpan delay, Action item) => _later.Enqueue(item);

    /// <summary>Makes what was for later ready.</summary>
    public void Later()
    {
        while (_later.TryDequeue(out var item)) _items.Enqueue(item);
    }

    /// <summary>Runs the oldest item.</summary>
    public void RunOne() => _items.Dequeue()();

    /// <summary>Runs items until there are none, also those that items add.</summary>
    public void RunAll()
    {
        while (_items.TryDequeue(out var item)) item();
    }
}

namespace Akka.Persistence.Tests.Storage;

/// <summary>Keeps work items until the test runs them, one at a time, on its own thread.</summary>
internal sealed class ManualExecutor
{
    private readonly Queue<Action> _items = new();

    public int Waiting => _items.Count;

    public void Execute(Action item) => _items.Enqueue(item);

    /// <summary>Runs the oldest item.</summary>
    public void RunOne() => _items.Dequeue()();

    /// <summary>Runs items until there are none, also those that items add.</summary>
    public void RunAll()
    {
        while (_items.TryDequeue(out var item)) item();
    }
}

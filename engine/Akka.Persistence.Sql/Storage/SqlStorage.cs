using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Storage;

/// <summary>One database in use: its writers and its readers, shared by the plugins that name it. Thread-safe.</summary>
internal sealed class SqlStorage
{
    private readonly IStorageProvider _provider;
    private readonly IScheduler _clock;
    private readonly Cancelable _watch;
    private readonly StorageWatch _reports;

    /// <param name="provider">The database.</param>
    /// <param name="execute">Runs a work item that may block, later and never on the caller's stack.</param>
    /// <param name="scheduler">Tells the time, and looks now and then whether the writers make progress.</param>
    /// <param name="settings">Bounds and time-outs.</param>
    /// <param name="log">Where it is said that the database does not keep up.</param>
    public SqlStorage(IStorageProvider provider, Action<Action> execute, IScheduler scheduler, SqlSettings settings, ILoggingAdapter log)
    {
        _provider = provider;
        _clock = scheduler;
        Writers = new WriteLanes(provider.WritesInParallel ? settings.WriteParallelism : 1, () => new GroupCommitQueue(
            provider, execute, Later, settings.BufferSize, scheduler, settings.WriteTimeout));
        Reader = new ReadQueue(provider, execute, Later, settings.Parallelism, scheduler, settings.WriteTimeout);
        _reports = new StorageWatch(provider.Name, Writers, Reader, log);
        _watch = new Cancelable(scheduler);
        var interval = settings.WriteTimeout / 4;
        scheduler.Advanced.ScheduleRepeatedly(interval, interval, Watch, _watch);

        void Later(TimeSpan delay, Action item) => scheduler.Advanced.ScheduleOnce(delay, () => execute(item));
    }

    public WriteLanes Writers { get; }

    public ReadQueue Reader { get; }

    /// <summary>Done when what was queued before for a persistence id is visible to reads, and the tables exist. Cheap when nothing is being written.</summary>
    /// <returns>When it began to wait: a read that follows does not wait for a database that is away all over again.</returns>
    public async Task<TimeSpan> SettleAsync(string persistenceId, TableSet tables, StrongBox<bool> tablesExist)
    {
        var since = _clock.MonotonicClock;
        if (tablesExist.Value && Writers.For(persistenceId).IsIdle) return since;
        try
        {
            await WriteAsync(persistenceId, completion => new BarrierWrite(tables, completion)).ConfigureAwait(false);
            tablesExist.Value = true;
        }
        catch (StorageException)
        {
            // The writes before it have been decided, which is all that a read must wait for: what cannot be written may be readable.
            // If the tables are missing, the read says so.
        }

        return since;
    }

    /// <summary>Queues what <paramref name="make"/> makes, which concerns one persistence id; the task is done when it is on disk, and fails with a <see cref="StorageException"/>.</summary>
    public Task WriteAsync(string persistenceId, Func<TaskCompletionSource, WriteOperation> make)
    {
        // Continuations run on the writer's thread, so that no other thread comes in: those of the plugins tell or enqueue, no more.
        var completion = new TaskCompletionSource();
        if (Writers.For(persistenceId).TryEnqueue(make(completion)) is { } refused) completion.SetException(refused);
        return completion.Task;
    }

    /// <summary>Runs a read; the task fails with a <see cref="StorageException"/>.</summary>
    public Task<T> ReadAsync<T>(Func<IReadSession, T> read) => ReadAsync(_clock.MonotonicClock, read);

    /// <summary>The same for what has been waiting before.</summary>
    public Task<T> ReadAsync<T>(TimeSpan since, Func<IReadSession, T> read)
    {
        var operation = new FunctionRead<T>(read);
        Reader.Enqueue(operation, since);
        return operation.Task;
    }

    /// <summary>Accepts nothing more; what was accepted is finished.</summary>
    public async Task CloseAsync()
    {
        await Task.WhenAll(Writers.CloseAsync(), Reader.CloseAsync()).ConfigureAwait(false);
        _watch.Cancel();
        _watch.Dispose();
        _reports.Dispose();
        _provider.Dispose();
    }

    private void Watch()
    {
        _reports.Look();
        Writers.CheckProgress();
    }

    /// <summary>Ends a task the way an operation ended.</summary>
    internal static void End(TaskCompletionSource completion, StorageException? error)
    {
        if (error is null) completion.SetResult();
        else completion.SetException(error);
    }

    private sealed class BarrierWrite(TableSet tables, TaskCompletionSource completion) : WriteBarrier(tables)
    {
        protected override void Completed(StorageException? error) => End(completion, error);
    }

    private sealed class FunctionRead<T>(Func<IReadSession, T> read) : ReadOperation
    {
        private readonly TaskCompletionSource<T> _completion = new();

        public Task<T> Task => _completion.Task;

        internal override void Run(IReadSession session) => _completion.SetResult(read(session));

        internal override void Failed(StorageException error) => _completion.SetException(error);
    }
}

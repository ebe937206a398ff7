namespace Akka.Dispatch;

/// <summary>Posts work to a SynchronizationContext: actors may then touch what belongs to its thread, such as a user interface.</summary>
internal sealed class ContextExecutor(string id, SynchronizationContext context) : ExecutorService(id)
{
    public override void Execute(IRunnable run) => context.Post(static work => ((IRunnable)work!).Run(), run);

    public override void Shutdown()
    {
        // The context belongs to whoever made it.
    }
}

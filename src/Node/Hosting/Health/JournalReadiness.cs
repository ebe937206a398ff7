using Akka.Actor;
using Switchboard.Hosting.Health;

namespace Switchboard.Node.Hosting.Health;

/// <summary>The journal answers: a log that nobody writes is recovered from it.</summary>
internal sealed class JournalReadiness(ActorSystem system) : IReadiness
{
    /// <summary>A journal that takes longer would make every write time out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string Name => "journal";

    public async ValueTask<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        var outcome = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var probe = system.ActorOf(JournalProbe.Props(outcome));
        try
        {
            return await outcome.Task.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            system.Stop(probe);
            return "no answer";
        }
    }
}

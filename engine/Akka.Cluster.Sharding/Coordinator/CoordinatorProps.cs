using Akka.Actor;
using Akka.Pattern;

namespace Akka.Cluster.Sharding.Coordination;

/// <summary>Makes the coordinator of a type, with the supervisor that starts it again.</summary>
internal static class CoordinatorProps
{
    /// <summary>The name of the coordinator below its supervisor.</summary>
    public const string ChildName = "coordinator";

    private const double Spread = 0.2;
    private const int LongestBackoff = 5;

    /// <summary>A supervisor with the coordinator below it, which stops whenever its store fails and is started again after <c>coordinator-failure-backoff</c>, later after up to five times that.</summary>
    public static Props Create(CoordinatorSetup setup)
    {
        var memory = new RecoveryMemory();
        var backoff = setup.Tuning.CoordinatorFailureBackoff;
        var coordinator = Props.CreateBy(new Producer(setup, memory));
        return BackoffSupervisor.Props(
            Backoff.OnStop(coordinator, ChildName, backoff, backoff * LongestBackoff, Spread, maxNrOfRetries: -1).WithDefaultStoppingStrategy());
    }

    private sealed class Producer(CoordinatorSetup setup, RecoveryMemory memory) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ShardCoordinator);

        public ActorBase Produce() => new ShardCoordinator(setup, memory);

        public void Release(ActorBase actor)
        {
        }
    }
}

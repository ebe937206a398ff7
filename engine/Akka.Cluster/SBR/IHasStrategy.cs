namespace Akka.Cluster.SBR;

/// <summary>A downing provider whose strategy the leader asks before it removes anybody.</summary>
internal interface IHasStrategy
{
    DowningStrategy Strategy { get; }
}

using Akka.Actor;

namespace Akka.Inspection;

/// <summary>Ranks the actors of a sample.</summary>
internal sealed class TopSearch(ActorAttribute by, ActorSample sample)
{
    private const int MostMessages = 10_000;

    public long[] Values() => [.. sample.Actors.Select(Value)];

    public TopActors Now(int count) => Since(null, count);

    public TopActors Since(long[]? before, int count)
    {
        // A heap of the best so far, the least of them on top; of equal ones the later found leaves.
        var best = new PriorityQueue<ActorCell, (long Value, int NegativeIndex)>();
        for (var i = 0; i < sample.Actors.Count; i++)
        {
            var value = Value(sample.Actors[i]) - (before?[i] ?? 0);
            if (value <= 0) continue;
            best.Enqueue(sample.Actors[i], (value, -i));
            if (best.Count > count) best.Dequeue();
        }

        var top = new TopActor[best.Count];
        for (var i = top.Length - 1; i >= 0; i--)
        {
            best.TryDequeue(out var cell, out var rank);
            top[i] = new TopActor(cell!.Describe(MostMessages), rank.Value);
        }

        return new TopActors(by, top, sample.Actors.Count, sample.IsComplete);
    }

    private long Value(ActorCell cell) => by switch
    {
        ActorAttribute.MailboxDepth => cell.DepthUpTo(MostMessages).Count,
        ActorAttribute.MessageCount => cell.MessageCount,
        ActorAttribute.RestartCount => cell.RestartCount,
        ActorAttribute.StashSize => cell.StashSize,
        ActorAttribute.ChildCount => cell.ChildCount,
        ActorAttribute.WatcherCount => cell.WatcherCount,
        ActorAttribute.HandlingTime => (long)(cell.WhatIsHandled()?.Age?.TotalMilliseconds ?? 0),
        _ => throw new System.Diagnostics.UnreachableException($"There is no attribute {by}."),
    };
}

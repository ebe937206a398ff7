using Akka.Actor;

namespace Akka.Inspection;

/// <summary>Actors of a tree, as many as one is ready to look at.</summary>
/// <param name="Actors">The actors.</param>
/// <param name="IsComplete">Whether these are all.</param>
internal sealed record ActorSample(List<ActorCell> Actors, bool IsComplete)
{
    /// <summary>
    /// Takes an actor and those below it, level by level. A level that does not fit gives half of the room that is left, spread evenly over
    /// its parents' children, so that something is seen of deeper levels too.
    /// </summary>
    public static ActorSample Take(ActorCell? root, int most)
    {
        if (root is null) return new ActorSample([], true);
        var taken = new List<ActorCell> { root };
        List<ActorCell> parents = [root];
        var isComplete = true;
        while (parents.Count > 0)
        {
            var room = most - taken.Count;
            var children = parents.Sum(static parent => (long)parent.ChildCount);
            if (children == 0) break;
            if (room <= 0) return new ActorSample(taken, false);
            var share = children <= room ? 1.0 : Math.Max(1, room / 2) / (double)children;
            isComplete &= children <= room;
            var level = new List<ActorCell>();
            foreach (var parent in parents)
            {
                var wanted = share >= 1 ? int.MaxValue : (int)Math.Ceiling(parent.ChildCount * share);
                level.AddRange(parent.ChildSample(Math.Min(wanted, room - level.Count)));
            }

            taken.AddRange(level);
            parents = level.FindAll(static actor => actor.ChildCount > 0);
        }

        return new ActorSample(taken, isComplete);
    }
}

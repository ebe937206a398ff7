using Akka.Actor;

namespace Akka.Persistence;

/// <summary>The one actor that a selection means.</summary>
internal static class SelectedDestination
{
    /// <exception cref="NotSupportedException">The selection has a wildcard.</exception>
    public static ActorPath PathOf(ActorSelection destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var path = destination.Anchor.Path;
        foreach (var step in destination.Path)
        {
            path = step switch
            {
                SelectChildName { Name: "" } => path,
                SelectChildName child => path / child.Name,
                SelectParent => path.Parent,
                _ => throw new NotSupportedException($"[{destination}] may mean several actors, which at-least-once delivery does not support: deliver to one that distributes."),
            };
        }

        return path;
    }
}

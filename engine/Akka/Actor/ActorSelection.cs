using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A step of a selection's path.</summary>
public abstract class SelectionPathElement
{
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj?.GetType() == GetType() && obj.ToString() == ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString()!.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Down to a child by name.</summary>
public class SelectChildName : SelectionPathElement
{
    /// <summary>Names the child.</summary>
    /// <param name="name">The name.</param>
    public SelectChildName(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Down to all children whose names match a pattern with * and ?.</summary>
public class SelectChildPattern : SelectionPathElement
{
    private readonly Regex _pattern;

    /// <summary>Sets the pattern.</summary>
    /// <param name="patternStr">The pattern: * stands for any text, ? for one character.</param>
    public SelectChildPattern(string patternStr)
    {
        PatternStr = patternStr;
        // No backtracking: the pattern may come from another node.
        _pattern = new Regex(
            "^" + Regex.Escape(patternStr).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The pattern.</summary>
    public string PatternStr { get; }

    /// <inheritdoc/>
    public override string ToString() => PatternStr;

    internal bool Matches(string name) => _pattern.IsMatch(name);
}

/// <summary>Down to every descendant: **, only as the last step.</summary>
public class SelectChildRecursive : SelectionPathElement
{
    /// <summary>The only instance.</summary>
    public static readonly SelectChildRecursive Instance = new();

    /// <inheritdoc/>
    public override string ToString() => "**";
}

/// <summary>Up to the parent.</summary>
public class SelectParent : SelectionPathElement
{
    /// <summary>The only instance.</summary>
    public static readonly SelectParent Instance = new();

    /// <inheritdoc/>
    public override string ToString() => "..";
}

/// <summary>A message on its way along a selection.</summary>
public class ActorSelectionMessage : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    /// <summary>Makes the message.</summary>
    /// <param name="message">The message inside.</param>
    /// <param name="elements">The steps left.</param>
    /// <param name="wildCardFanOut">Whether it has passed a pattern: it then disappears silently where nobody matches.</param>
    public ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    {
        Message = message;
        Elements = elements;
        WildCardFanOut = wildCardFanOut;
    }

    /// <summary>The message inside.</summary>
    public object Message { get; }

    /// <summary>The steps left.</summary>
    public SelectionPathElement[] Elements { get; }

    /// <summary>Whether it has passed a pattern.</summary>
    public bool WildCardFanOut { get; }

    /// <summary>A changed copy.</summary>
    /// <param name="message">The message inside, or null for the same.</param>
    /// <param name="elements">The steps left, or null for the same.</param>
    /// <param name="wildCardFanOut">Whether it has passed a pattern, or null for the same.</param>
    /// <returns>The copy.</returns>
    public ActorSelectionMessage Copy(object? message = null, SelectionPathElement[]? elements = null, bool? wildCardFanOut = null) =>
        new(message ?? Message, elements ?? Elements, wildCardFanOut ?? WildCardFanOut);

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelectionMessage - Message: {Message} - WildCardFanOut: {WildCardFanOut} - Elements: {string.Join('/', Elements.Select(e => e.ToString()))}";
}

/// <summary>All actors at a path, perhaps none, looked up anew for every message. Immutable and thread-safe.</summary>
public class ActorSelection : ICanTell
{
    /// <summary>Selects nobody.</summary>
    public ActorSelection() : this(ActorRefs.Nobody, Array.Empty<SelectionPathElement>())
    {
    }

    /// <summary>Selects by steps.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="path">The steps.</param>
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    /// <summary>Selects by a path.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="path">The path, such as "../a/*".</param>
    public ActorSelection(IActorRef anchor, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Anchor = anchor;
        Path = Parse(path);
        CheckRecursion(Path);
    }

    /// <summary>Selects by the elements of a path.</summary>
    /// <param name="anchor">Where the path starts.</param>
    /// <param name="elements">The elements.</param>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        Path = elements.Where(static e => e.Length > 0).Select(static e => ToElement(e)).ToArray();
        CheckRecursion(Path);
    }

    // In nearly every absolute path.
    private static readonly SelectChildName User = new("user");

    /// <summary>Where the path starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The steps.</summary>
    public SelectionPathElement[] Path { get; }

    /// <summary>The steps as text, starting with '/'.</summary>
    public string PathString => "/" + string.Join('/', Path.Select(static e => e.ToString()));

    /// <summary>Sends a message to all actors selected.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">The sender; null for the actor that runs on this thread.</param>
    public void Tell(object message, IActorRef? sender = null)
    {
        if (message is null) throw new InvalidMessageException("Message is null.");
        Deliver((IInternalActorRef)Anchor, message, Path, false, sender ?? ActorCell.GetCurrentSelfOrNoSender());
    }

    /// <summary>Finds the one actor selected.</summary>
    /// <param name="timeout">How long to wait for it to answer.</param>
    /// <returns>Its reference.</returns>
    /// <exception cref="ActorNotFoundException">Nobody answered in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>Finds the one actor selected.</summary>
    /// <param name="timeout">How long to wait for it to answer.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Its reference.</returns>
    /// <exception cref="ActorNotFoundException">Nobody answered in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null!), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"No actor at [{Anchor.Path.ToStringWithoutAddress().TrimEnd('/')}{PathString}].");
        }
        catch (Exception failure) when (failure is AskTimeoutException or TaskCanceledException)
        {
            throw new ActorNotFoundException($"No actor at [{Anchor.Path.ToStringWithoutAddress().TrimEnd('/')}{PathString}] answered within {timeout}.", failure);
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActorSelection other && Equals(Anchor, other.Anchor) && PathString == other.PathString;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]";

    /// <summary>Walks as far as actors of this process go, then tells the message to whoever it has come to.</summary>
    internal static void Deliver(IInternalActorRef anchor, ActorSelectionMessage selection, IActorRef? sender) =>
        Deliver(anchor, selection.Message, selection.Elements, selection.WildCardFanOut, sender);

    // What goes on elsewhere is wrapped only there: looking up one of 10,000 by path and sending made twice the garbage otherwise.
    private static void Deliver(IInternalActorRef anchor, object message, SelectionPathElement[] elements, bool wildCardFanOut, IActorRef? sender)
    {
        var at = anchor;
        for (var step = 0; step < elements.Length; step++)
        {
            if (at is not ActorCell cell)
            {
                // Those who ask, and where they are found, have no mailbox in which a selection could go on.
                if (at is IPathNode)
                {
                    var inside = elements[step] is SelectParent ? at.Parent : (IInternalActorRef)at.GetChild([elements[step].ToString()!]);
                    if (inside.IsNobody())
                    {
                        NotFound(at, message, wildCardFanOut, elements[step..], sender);
                        return;
                    }

                    at = inside;
                    continue;
                }

                // Another node's actor goes on from there. References that stand for no actor make it a dead letter.
                at.Tell(new ActorSelectionMessage(message, elements[step..], wildCardFanOut), sender);
                return;
            }

            switch (elements[step])
            {
                case SelectParent:
                    at = ActorCell.ParentOf(at);
                    break;
                case SelectChildName child:
                    var next = ChildOf(cell, child.Name);
                    if (next.IsNobody())
                    {
                        NotFound(cell, message, wildCardFanOut, elements[step..], sender);
                        return;
                    }

                    at = (IInternalActorRef)next;
                    break;
                case SelectChildRecursive:
                    ToDescendants(cell, message, sender);
                    return;
                case SelectChildPattern pattern:
                    var rest = elements[(step + 1)..];
                    var matching = cell.ChildCells().Where(c => pattern.Matches(c.Name)).ToArray();
                    if (matching.Length == 0 && !wildCardFanOut) NotFound(cell, message, wildCardFanOut, elements[step..], sender);
                    foreach (var match in matching)
                    {
                        if (rest.Length == 0) match.Tell(message, sender);
                        else Deliver(match, message, rest, matching.Length > 1, sender);
                    }

                    return;
            }
        }

        at.Tell(message, sender);
    }

    /// <summary>A child by name. Below the root there are, beside its children, references that are no actors.</summary>
    private static IActorRef ChildOf(ActorCell cell, string name) => cell.FindChildWithUid(name) ?? (IsRoot(cell) ? BesideChildren(cell.Provider, name) : ActorRefs.Nobody);

    private static IActorRef BesideChildren(IActorRefProvider provider, string name) => name switch
    {
        "temp" => provider.TempContainer,
        "deadLetters" => provider.DeadLetters,
        "ignore" => provider.IgnoreRef,
        _ => ActorRefs.Nobody,
    };

    private static bool IsRoot(ActorCell cell) => ReferenceEquals(cell, cell.Provider.RootGuardian);

    private static void ToDescendants(ActorCell cell, object message, IActorRef? sender)
    {
        foreach (var child in cell.ChildCells())
        {
            child.Tell(message, sender);
            ToDescendants(child, message, sender);
        }
    }

    private static void NotFound(IInternalActorRef at, object message, bool wildCardFanOut, SelectionPathElement[] rest, IActorRef? sender)
    {
        if (message is Identify identify)
        {
            // Among the many that a pattern selects, those who are not there do not answer.
            if (!wildCardFanOut) sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
            return;
        }

        if (wildCardFanOut) return;
        var missing = rest.Where(static e => e is SelectChildName or SelectChildPattern).Select(static e => e.ToString()!);
        var deadLetters = at.Provider.DeadLetters;
        var nobody = new EmptyLocalActorRef(at.Provider, at.Path / missing, at.Provider.Settings.System.EventStream);
        deadLetters.Tell(new DeadLetter(message, sender ?? deadLetters, nobody), sender);
    }

    private static SelectionPathElement[] Parse(ReadOnlySpan<char> path)
    {
        var count = 0;
        foreach (var range in path.Split('/'))
            if (!path[range].IsEmpty) count++;
        var elements = new SelectionPathElement[count];
        var next = 0;
        foreach (var range in path.Split('/'))
            if (path[range] is { IsEmpty: false } element) elements[next++] = ToElement(element);
        return elements;
    }

    private static void CheckRecursion(SelectionPathElement[] path)
    {
        for (var i = 0; i < path.Length - 1; i++)
            if (path[i] is SelectChildRecursive) throw new IllegalActorNameException("Double wildcard ** can only appear at the last path element.");
    }

    private static SelectionPathElement ToElement(ReadOnlySpan<char> element) => element switch
    {
        "user" => User,
        ".." => SelectParent.Instance,
        "**" => SelectChildRecursive.Instance,
        _ when element.ContainsAny('*', '?') => new SelectChildPattern(element.ToString()),
        _ => new SelectChildName(element.ToString()),
    };
}

/// <summary>Selections as every factory of actors makes them.</summary>
public static class ActorRefFactoryShared
{
    /// <summary>Selects by absolute path.</summary>
    /// <param name="actorPath">The path.</param>
    /// <param name="system">The system that looks it up.</param>
    /// <returns>The selection.</returns>
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system) =>
        new(((ExtendedActorSystem)system).Provider.RootGuardianAt(actorPath.Address), actorPath.Elements);

    /// <summary>Selects by a path, absolute or relative.</summary>
    /// <param name="path">The path.</param>
    /// <param name="system">The system that looks it up.</param>
    /// <param name="lookupRoot">Where a relative path starts.</param>
    /// <returns>The selection.</returns>
    public static ActorSelection ActorSelection(string path, ActorSystem system, IActorRef lookupRoot)
    {
        ArgumentNullException.ThrowIfNull(path);
        var provider = ((ExtendedActorSystem)system).Provider;
        if (path.StartsWith('/')) return new ActorSelection(provider.RootGuardian, path);
        return ActorPath.TryParse(path, out var absolute) ? ActorSelection(absolute!, system) : new ActorSelection(lookupRoot, path);
    }

    /// <summary>Selects by a path relative to an actor.</summary>
    /// <param name="anchorActorRef">Where the path starts.</param>
    /// <param name="path">The path.</param>
    /// <returns>The selection.</returns>
    public static ActorSelection ActorSelection(IActorRef anchorActorRef, string path) => new(anchorActorRef, path);
}

/// <summary>Short ways to create and select actors.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Creates an actor whose class has a constructor without arguments.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <param name="factory">Where to create it.</param>
    /// <param name="name">Its name, or null.</param>
    /// <returns>The new actor.</returns>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null) where TActor : ActorBase, new() =>
        factory.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Selects by a path relative to an actor.</summary>
    /// <param name="factory">Not used; makes this look like the others.</param>
    /// <param name="anchorRef">Where the path starts.</param>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        ActorRefFactoryShared.ActorSelection(anchorRef, actorPath);
}

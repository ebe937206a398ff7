using System.Collections;
using System.Reflection;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Compares two objects field by field: the equality of records stops at the first list.</summary>
internal static class StructuralDifference
{
    /// <summary>Where two objects differ first, and how; null when they do not.</summary>
    public static string? Between(object? one, object? other) => Between(one, other, "the message", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Between(object? one, object? other, string where, HashSet<object> open)
    {
        if (ReferenceEquals(one, other)) return null;
        if (one is null || other is null) return $"{where} is {Shown(one)}, then {Shown(other)}";
        if (one is IActorRef or ActorPath) return one.Equals(other) ? null : $"{where} is {one}, then {other}";
        if (AsMemory(one) is { } bytes) return AsMemory(other) is { } read && bytes.Span.SequenceEqual(read.Span) ? null : $"the bytes of {where} differ";
        if (one is IEnumerable elements and not string) return other is IEnumerable others ? BetweenElements(elements, others, where, open) : $"{where} is no list any more";
        var type = one.GetType();
        if (other.GetType() != type) return $"{where} is a [{type}], then a [{other.GetType()}]";
        if (type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true || type.IsEnum) return one.Equals(other) ? null : $"{where} is {Shown(one)}, then {Shown(other)}";
        if (!type.IsValueType && !open.Add(one)) return null; // a cycle: it is being compared further up
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (Between(field.GetValue(one), field.GetValue(other), $"{where}'s {NameOf(field)}", open) is { } difference) return difference;
        }

        open.Remove(one);
        return null;
    }

    // Sets and dictionaries have no order of their own: each element must have its equal among the others.
    private static string? BetweenElements(IEnumerable one, IEnumerable other, string where, HashSet<object> open)
    {
        var elements = one.Cast<object?>().ToList();
        var others = other.Cast<object?>().ToList();
        if (elements.Count != others.Count) return $"{where} has {elements.Count} elements, then {others.Count}";
        var isOrdered = one is IList;
        for (var i = 0; i < elements.Count; i++)
        {
            if (isOrdered)
            {
                if (Between(elements[i], others[i], $"element {i} of {where}", open) is { } difference) return difference;
                continue;
            }

            var equal = others.FindIndex(candidate => Between(elements[i], candidate, "", open) is null);
            if (equal < 0) return $"{where} has {Shown(elements[i])} no more";
            others.RemoveAt(equal);
        }

        return null;
    }

    private static ReadOnlyMemory<byte>? AsMemory(object value) => value switch
    {
        byte[] array => array,
        Memory<byte> memory => memory,
        ReadOnlyMemory<byte> memory => memory,
        _ => (ReadOnlyMemory<byte>?)null, // a bare null would become an empty memory
    };

    private static string NameOf(FieldInfo field) => field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => value.ToString() ?? "",
    };
}

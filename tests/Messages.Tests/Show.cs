using System.Collections;

namespace Messages.Tests;

/// <summary>A message as text, with the contents of payloads and lists, for comparisons that records cannot make.</summary>
internal static class Show
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string s => '"' + s + '"',
        ReadOnlyMemory<byte> bytes => Convert.ToHexStringLower(bytes.Span),
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Of)) + "]",
        _ when value.GetType().Namespace == "Switchboard.Messages" =>
            value.GetType().Name + "(" + string.Join(", ", value.GetType().GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => p.Name + "=" + Of(p.GetValue(value)))) + ")",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}

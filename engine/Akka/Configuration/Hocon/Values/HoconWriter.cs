using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes values as HOCON that reads back as the same values.</summary>
internal static class HoconWriter
{
    // Parts of keys whose values nobody should find in a log or on a page; written with or without '-' and '_' between the words.
    private static readonly string[] Secret = ["password", "passphrase", "secret", "token", "connectionstring", "databaseurl", "credential", "privatekey", "apikey", "accesskey"];
    private const string Hidden = "\"<hidden>\"";

    /// <summary>
    /// An object's fields, or a value. With origins, every value is followed by a comment that says where it was written. When secrets are hidden, so is
    /// everything under a key that speaks of one; <paramref name="path"/> is where the view stands in its configuration.
    /// </summary>
    public static string Write(HoconView view, bool withOrigins = false, bool hidesSecrets = false, string path = "")
    {
        view = view.Closed();
        var text = new StringBuilder();
        if (hidesSecrets && IsSecret(path)) return Hidden;
        var style = new Style(withOrigins, hidesSecrets);
        if (view.IsObject) WriteFields(text, view, "", style);
        else WriteValue(text, view, "", style);
        return text.ToString();
    }

    /// <summary>A text in double quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static void WriteFields(StringBuilder text, HoconView view, string indent, Style style)
    {
        foreach (var (key, value) in view.Fields())
        {
            text.Append(indent).Append(HoconPath.Quote(key));
            var isHidden = style.HidesSecrets && IsSecret(key);
            if (value.IsObject && !isHidden)
            {
                if (!value.Fields().Any())
                {
                    text.Append(" {}");
                }
                else
                {
                    text.Append(" {\n");
                    WriteFields(text, value, indent + "  ", style);
                    text.Append(indent).Append('}');
                }
            }
            else
            {
                text.Append(" = ");
                if (isHidden) text.Append(Hidden);
                else WriteValue(text, value, indent, style);
                if (style.WithOrigins) text.Append(CultureInfo.InvariantCulture, $"  # {value.Origin.ToString().ReplaceLineEndings(" ")}");
            }
            text.Append('\n');
        }
    }

    private static void WriteValue(StringBuilder text, HoconView view, string indent, Style style)
    {
        switch (view.Nodes)
        {
            case [HoconText plain]:
                text.Append(IsPlain(plain.Value) ? plain.Value : Quote(plain.Value));
                break;
            case [HoconFailure failure]:
                text.Append("null # ").Append(failure.Message.ReplaceLineEndings(" "));
                break;
            case [HoconList]:
                text.Append('[');
                var separator = "";
                foreach (var element in view.Elements()!)
                {
                    text.Append(separator);
                    separator = ", ";
                    WriteValue(text, element, indent, style with { WithOrigins = false });
                }
                text.Append(']');
                break;
            case [HoconNull]:
                text.Append("null");
                break;
            default:
                text.Append("{\n");
                WriteFields(text, view, indent + "  ", style);
                text.Append(indent).Append('}');
                break;
        }
    }

    private static bool IsSecret(string key)
    {
        var letters = key.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Secret.Any(part => letters.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPlain(string value)
    {
        if (value.Length == 0 || value == "null" || value[0] == ' ' || value[^1] == ' ') return false;
        foreach (var c in value)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ' ')) return false;
        return true;
    }

    private readonly record struct Style(bool WithOrigins, bool HidesSecrets);
}

using System.Collections.Concurrent;
using System.Text;

namespace Akka.Util;

/// <summary>Questions to ask of types.</summary>
public static class TypeExtensions
{
    private static readonly ConcurrentDictionary<Type, string> QualifiedNames = new();

    /// <summary>Tells whether a value of a type can be used as another.</summary>
    /// <typeparam name="T">The other type.</typeparam>
    /// <param name="type">The type.</param>
    /// <returns>True when it is, derives from or implements the other.</returns>
    public static bool Implements<T>(this Type type) => Implements(type, typeof(T));

    /// <summary>Tells whether a value of a type can be used as another.</summary>
    /// <param name="type">The type.</param>
    /// <param name="moreGeneralType">The other type.</param>
    /// <returns>True when it is, derives from or implements the other.</returns>
    public static bool Implements(this Type type, Type moreGeneralType) => moreGeneralType.IsAssignableFrom(type);

    /// <summary>The type's name with its assembly's simple name, without versions: <c>Ns.Outer+Inner, Assembly</c>. The same in every build of the assembly.</summary>
    internal static string TypeQualifiedName(this Type type) => QualifiedNames.GetOrAdd(type, static t =>
    {
        var text = new StringBuilder();
        AppendName(text, t);
        return text.Append(", ").Append(AssemblyName(t)).ToString();
    });

    private static void AppendName(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            AppendName(text, type.GetElementType()!);
            text.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            return;
        }

        if (!type.IsConstructedGenericType)
        {
            text.Append(type.FullName);
            return;
        }

        text.Append(type.GetGenericTypeDefinition().FullName).Append('[');
        var separator = "";
        foreach (var argument in type.GetGenericArguments())
        {
            text.Append(separator).Append('[');
            AppendName(text, argument);
            text.Append(", ").Append(AssemblyName(argument)).Append(']');
            separator = ",";
        }

        text.Append(']');
    }

    private static string? AssemblyName(Type type) => type.Assembly.GetName().Name;
}

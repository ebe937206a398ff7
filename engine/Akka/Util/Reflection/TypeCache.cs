using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace Akka.Util.Reflection;

/// <summary>Types by their names, each looked up once. For names of the program's own configuration, never for names out of messages.</summary>
public static class TypeCache
{
    private static readonly ConcurrentDictionary<string, Type> Types = new(StringComparer.Ordinal);

    /// <summary>Finds a type.</summary>
    /// <param name="typeName">Its name, with the assembly unless it is in this one or the runtime's.</param>
    /// <returns>The type.</returns>
    /// <exception cref="TypeLoadException">There is no such type.</exception>
    public static Type GetType(string typeName) => Types.GetOrAdd(typeName, static name => Type.GetType(name, throwOnError: true)!);
}

/// <summary>What stands inside of expressions.</summary>
public static class ExpressionExtensions
{
    /// <summary>The values of a constructor call's arguments, each worked out once.</summary>
    /// <param name="newExpression">The call.</param>
    /// <returns>The values.</returns>
    public static object?[] GetArguments(this NewExpression newExpression)
    {
        ArgumentNullException.ThrowIfNull(newExpression);
        return [.. newExpression.Arguments.Select(static argument => argument is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile()())];
    }
}

using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Calls the constructor that fits a set of arguments: found once per type and argument types, then called without reflection's price.</summary>
internal sealed class ActorFactory
{
    private static readonly ConcurrentDictionary<Type, ActorFactory?> Parameterless = new();
    private readonly ConstructorInvoker _invoker;
    private readonly object?[] _defaults; // values of the optional parameters behind the given arguments

    private ActorFactory(ConstructorInfo constructor, int given)
    {
        _invoker = ConstructorInvoker.Create(constructor);
        _defaults = constructor.GetParameters().Skip(given).Select(p => p.DefaultValue).ToArray();
    }

    public static ActorFactory For(Type type, object[] arguments)
    {
        var factory = arguments.Length == 0
            ? Parameterless.GetOrAdd(type, static t => Find(t, []))
            : Find(type, arguments);
        return factory ?? throw new MissingMethodException(
            $"No public constructor of [{type}] takes ({string.Join(", ", arguments.Select(a => a?.GetType().ToString() ?? "null"))}). It has: {string.Join("; ", type.GetConstructors().Select(c => c.ToString()))}.");
    }

    public ActorBase Create(object[] arguments)
    {
        if (_defaults.Length > 0) return (ActorBase)_invoker.Invoke([.. arguments, .. _defaults]);
        return (ActorBase)(arguments.Length == 0 ? _invoker.Invoke() : _invoker.Invoke(arguments.AsSpan()!));
    }

    // The constructor with the fewest defaults to fill; between equals the one whose parameters are all narrower.
    private static ActorFactory? Find(Type type, object[] arguments)
    {
        ConstructorInfo? best = null;
        foreach (var candidate in type.GetConstructors())
        {
            var parameters = candidate.GetParameters();
            if (parameters.Length < arguments.Length || !parameters.Skip(arguments.Length).All(p => p.HasDefaultValue)) continue;
            if (!parameters.Take(arguments.Length).Zip(arguments).All(pair => Takes(pair.First.ParameterType, pair.Second))) continue;
            if (best is null || Narrower(parameters, best.GetParameters())) best = candidate;
        }

        return best is null ? null : new ActorFactory(best, arguments.Length);
    }

    private static bool Takes(Type parameter, object? argument) => argument is null
        ? !parameter.IsValueType || Nullable.GetUnderlyingType(parameter) is not null
        : parameter.IsInstanceOfType(argument) || Widens(argument.GetType(), parameter);

    // As C# does in a call: the invoker converts.
    private static bool Widens(Type from, Type to) => !from.IsEnum && !to.IsEnum && Type.GetTypeCode(to) switch
    {
        TypeCode.Int16 => from == typeof(byte) || from == typeof(sbyte),
        TypeCode.Int32 => from == typeof(char) || Widens(from, typeof(short)) || from == typeof(short) || from == typeof(ushort),
        TypeCode.Int64 => from == typeof(uint) || from == typeof(int) || Widens(from, typeof(int)),
        TypeCode.Single or TypeCode.Double => from == typeof(long) || from == typeof(ulong) || from == typeof(float) || Widens(from, typeof(long)),
        _ => false,
    };

    private static bool Narrower(ParameterInfo[] candidate, ParameterInfo[] best) =>
        candidate.Length != best.Length
            ? candidate.Length < best.Length
            : candidate.Zip(best).All(pair => pair.Second.ParameterType.IsAssignableFrom(pair.First.ParameterType));
}

/// <summary>Reads the arguments of a constructor call in an expression.</summary>
internal static class ConstructorArguments
{
    // Constants, captured variables and members of them are read directly; compiling an expression costs a thousand times more.
    public static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when convert.Type.IsAssignableFrom(convert.Operand.Type) => Evaluate(convert.Operand),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };
}

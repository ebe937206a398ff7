using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>
/// Makes up a message of a type: by its constructor with most parameters, with a value other than the default for each, so that one that is lost is
/// missed. The same type gives the same sample.
/// </summary>
internal sealed class SampleMaker(ActorSystem system)
{
    private const int Deepest = 10;

    private int _count;

    public bool TryMake(Type type, [NotNullWhen(true)] out object? sample, out string reason)
    {
        try
        {
            sample = Make(type, 0);
            reason = "";
            return true;
        }
        catch (Exception failure)
        {
            sample = null;
            reason = ((failure as TargetInvocationException)?.InnerException ?? failure).Message;
            return false;
        }
    }

    private object Make(Type type, int depth)
    {
        if (depth > Deepest) throw new NotSupportedException($"[{type}] is nested too deeply, or contains itself");
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner, depth);
        if (Simple(type) is { } simple) return simple;
        if (type.IsEnum) return Enum.GetValues(type) is { Length: > 0 } values ? values.GetValue(values.Length - 1)! : Activator.CreateInstance(type)!;
        if (type.IsArray) return ArrayOf(type.GetElementType()!, depth);
        if (type.IsGenericType && OfGeneric(type, depth) is { } generic) return generic;
        if (type.IsAbstract) return Make(ConcreteOf(type), depth + 1);
        return ByConstructor(type, depth);
    }

    private object? Simple(Type type)
    {
        var number = ++_count;
        if (type == typeof(string)) return "text" + number;
        if (type == typeof(bool)) return true;
        if (type == typeof(char)) return 'x';
        if (type == typeof(Guid)) return new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (type == typeof(DateTime)) return new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2001, 2, 3);
        if (type == typeof(TimeOnly)) return new TimeOnly(4, 5, 6);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(number);
        if (type == typeof(Uri)) return new Uri("https://example.org/" + number);
        if (type == typeof(Version)) return new Version(1, number);
        if (type == typeof(object)) return "object" + number;
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>([1, 2, (byte)number]);
        if (type == typeof(Memory<byte>)) return new Memory<byte>([1, 2, (byte)number]);
        if (typeof(ActorPath).IsAssignableFrom(type)) return system.DeadLetters.Path;
        if (typeof(IActorRef).IsAssignableFrom(type) && type.IsInstanceOfType(system.DeadLetters)) return system.DeadLetters;
        return type.IsPrimitive || type == typeof(decimal) ? Convert.ChangeType(number % 100, type, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private Array ArrayOf(Type element, int depth)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Make(element, depth + 1), 0);
        return array;
    }

    private object? OfGeneric(Type type, int depth)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 1)
        {
            var list = typeof(List<>).MakeGenericType(arguments);
            var immutable = typeof(ImmutableList<>).MakeGenericType(arguments);
            if (type.IsAssignableFrom(list) || type.IsAssignableFrom(immutable) || type.IsAssignableFrom(typeof(ImmutableArray<>).MakeGenericType(arguments)))
                return ListOf(type, arguments, depth);
            if (type.IsAssignableFrom(typeof(HashSet<>).MakeGenericType(arguments))) return Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(arguments), ArrayOf(arguments[0], depth));
            if (type.IsAssignableFrom(typeof(ImmutableHashSet<>).MakeGenericType(arguments))) return Immutable(typeof(ImmutableHashSet), arguments, ArrayOf(arguments[0], depth));
        }

        if (arguments.Length != 2) return null;
        var dictionaryType = typeof(Dictionary<,>).MakeGenericType(arguments);
        var immutableType = typeof(ImmutableDictionary<,>).MakeGenericType(arguments);
        if (!type.IsAssignableFrom(dictionaryType) && !type.IsAssignableFrom(immutableType)) return null;
        var dictionary = (IDictionary)Activator.CreateInstance(dictionaryType)!;
        dictionary.Add(Make(arguments[0], depth + 1), Make(arguments[1], depth + 1));
        return type.IsAssignableFrom(dictionaryType) ? dictionary : Immutable(typeof(ImmutableDictionary), arguments, dictionary);
    }

    private object ListOf(Type type, Type[] arguments, int depth)
    {
        var elements = ArrayOf(arguments[0], depth);
        var list = typeof(List<>).MakeGenericType(arguments);
        if (type.IsAssignableFrom(list)) return Activator.CreateInstance(list, elements)!;
        return Immutable(type.IsAssignableFrom(typeof(ImmutableList<>).MakeGenericType(arguments)) ? typeof(ImmutableList) : typeof(ImmutableArray), arguments, elements);
    }

    // ImmutableX.CreateRange<T>(IEnumerable<T>), and that of dictionaries.
    private static object Immutable(Type factory, Type[] arguments, object elements) =>
        factory.GetMethods().Single(method => method.Name == "CreateRange" && method.GetGenericArguments().Length == arguments.Length
                && method.GetParameters() is [var only] && only.ParameterType.Name.StartsWith("IEnumerable", StringComparison.Ordinal))
            .MakeGenericMethod(arguments).Invoke(null, [elements])!;

    private static Type ConcreteOf(Type type) =>
        type.Assembly.GetTypes().Where(candidate => candidate is { IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableFrom(candidate))
            .OrderBy(static candidate => candidate.FullName, StringComparer.Ordinal).FirstOrDefault()
        ?? throw new NotSupportedException($"nothing in its assembly implements [{type}]");

    private object ByConstructor(Type type, int depth)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        // Not the copy constructor of a record.
        var constructor = constructors.Where(one => one.GetParameters() is not [var only] || only.ParameterType != type)
            .OrderByDescending(static one => one.IsPublic).ThenByDescending(static one => one.GetParameters().Length).FirstOrDefault();
        var made = constructor is null
            ? type.IsValueType ? Activator.CreateInstance(type)! : throw new NotSupportedException($"[{type}] has no constructor")
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, depth + 1))]);
        if (constructor?.GetParameters() is { Length: > 0 }) return made;
        foreach (var property in type.GetProperties().Where(static one => one.SetMethod is { IsPublic: true } && one.GetIndexParameters().Length == 0))
            property.SetValue(made, Make(property.PropertyType, depth + 1));
        return made;
    }
}

using Akka.Annotations;

namespace Akka.Event;

/// <summary>A template and its arguments, made into a text by the loggers that want one. Immutable.</summary>
public abstract class LogMessage
{
    /// <summary>Makes the text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>With a template.</summary>
    /// <param name="formatter">Makes the text.</param>
    /// <param name="format">The template.</param>
    public LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The template.</summary>
    public string Format { get; private set; }

    /// <summary>The template and the arguments, apart.</summary>
    /// <returns>The text.</returns>
    [InternalApi]
    public abstract string Unformatted();

    /// <summary>The arguments.</summary>
    /// <returns>The arguments, in their order.</returns>
    [InternalApi]
    public abstract IEnumerable<object> Parameters();

    /// <summary>The names in the template's holes, in their order: for structured logging.</summary>
    internal IReadOnlyList<string> Names() => MessageTemplate.Of(Format).Names;

    /// <summary>The arguments by the names of their holes, as structured loggers want them. Arguments without a hole are left out.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Properties()
    {
        var template = MessageTemplate.Of(Format);
        object?[] values = [.. Parameters()];
        var properties = new List<KeyValuePair<string, object?>>(template.Names.Count);
        for (var i = 0; i < template.Names.Count; i++)
        {
            var name = template.Names[i];
            var index = template.IsPositional && int.TryParse(name, out var number) ? number : i;
            if (index < values.Length) properties.Add(new KeyValuePair<string, object?>(name, values[index]));
        }

        return properties;
    }

    /// <summary>The text, made by the formatter; when that fails, the template and the failure.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The text.</returns>
    private protected string Render(object[] args)
    {
        try
        {
            return Formatter.Format(Format, args);
        }
        catch (Exception failure)
        {
            return $"{Format} [the arguments could not be shown: {failure.GetType()}: {failure.Message}]";
        }
    }
}

/// <summary>A template with arguments of known types, which are boxed only for a text.</summary>
internal sealed class LogMessage<TValues>(ILogMessageFormatter formatter, string format, TValues values) : LogMessage(formatter, format) where TValues : struct, ILogValues
{
    public override string ToString() => Render(values.ToArray());

    public override string Unformatted() => $"[{Format}] with [{string.Join(", ", values.ToArray())}]";

    public override IEnumerable<object> Parameters() => values.ToArray();
}

/// <summary>The arguments of a log message.</summary>
internal interface ILogValues
{
    object[] ToArray();
}

internal readonly record struct LogValues(object[] Args) : ILogValues
{
    public object[] ToArray() => Args;
}

internal readonly record struct LogValues<T1>(T1 Arg1) : ILogValues
{
    public object[] ToArray() => [Arg1!];
}

internal readonly record struct LogValues<T1, T2>(T1 Arg1, T2 Arg2) : ILogValues
{
    public object[] ToArray() => [Arg1!, Arg2!];
}

internal readonly record struct LogValues<T1, T2, T3>(T1 Arg1, T2 Arg2, T3 Arg3) : ILogValues
{
    public object[] ToArray() => [Arg1!, Arg2!, Arg3!];
}

internal readonly record struct LogValues<T1, T2, T3, T4>(T1 Arg1, T2 Arg2, T3 Arg3, T4 Arg4) : ILogValues
{
    public object[] ToArray() => [Arg1!, Arg2!, Arg3!, Arg4!];
}

internal readonly record struct LogValues<T1, T2, T3, T4, T5>(T1 Arg1, T2 Arg2, T3 Arg3, T4 Arg4, T5 Arg5) : ILogValues
{
    public object[] ToArray() => [Arg1!, Arg2!, Arg3!, Arg4!, Arg5!];
}

internal readonly record struct LogValues<T1, T2, T3, T4, T5, T6>(T1 Arg1, T2 Arg2, T3 Arg3, T4 Arg4, T5 Arg5, T6 Arg6) : ILogValues
{
    public object[] ToArray() => [Arg1!, Arg2!, Arg3!, Arg4!, Arg5!, Arg6!];
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Xunit;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2;

/// <summary>Fails tests through xunit.</summary>
public class XunitAssertions : ITestKitAssertions
{
    /// <summary>Makes the assertions. They have no state.</summary>
    public XunitAssertions()
    {
    }

    /// <inheritdoc/>
    [DoesNotReturn]
    public void Fail(string format = "", params object?[] args)
    {
        Assert.Fail(Text(format, args));
    }

    /// <inheritdoc/>
    public void AssertTrue([DoesNotReturnIf(false)] bool condition, string format = "", params object?[] args)
    {
        // The text may be costly: it is made only for a failure.
        if (!condition) Assert.True(condition, Text(format, args));
    }

    /// <inheritdoc/>
    public void AssertFalse([DoesNotReturnIf(true)] bool condition, string format = "", params object?[] args)
    {
        if (condition) Assert.False(condition, Text(format, args));
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args)
    {
        try
        {
            Assert.Equal(expected, actual);
        }
        catch (EqualException failure) when (Text(format, args) is { Length: > 0 } text)
        {
            Assert.Fail(text + Environment.NewLine + failure.Message);
        }
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        if (!comparer(expected, actual)) Assert.Fail($"{Text(format, args)}{Environment.NewLine}Expected: {expected}{Environment.NewLine}Actual:   {actual}");
    }

    internal static string Text(string format, object?[] args) => args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}

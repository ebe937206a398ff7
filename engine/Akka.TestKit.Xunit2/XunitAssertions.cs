using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Akka.TestKit.Xunit2.Internals;
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
        catch (EqualException failure)
        {
            throw new AkkaEqualException(Text(format, args), failure.Message);
        }
    }

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        if (!comparer(expected, actual)) throw AkkaEqualException.ForMismatchedValues(expected, actual, format, args);
    }

    internal static string Text(string? format, object?[] args)
    {
        if (format is null || args.Length == 0) return format ?? "";
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, args);
        }
        catch (FormatException)
        {
            // A test that fails must say what it can, not that its text is wrong.
            return $"Could not string.Format(\"{format}\", {string.Join(", ", args)})";
        }
    }
}

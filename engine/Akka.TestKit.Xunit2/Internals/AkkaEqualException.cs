using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Two values differ that a test says are equal.</summary>
public class AkkaEqualException : XunitException
{
    /// <summary>With a text.</summary>
    /// <param name="format">The text, as a format.</param>
    /// <param name="args">Arguments of the format; without any the text is taken as it is.</param>
    public AkkaEqualException(string format = "", params object?[] args) : base(XunitAssertions.Text(format, args))
    {
    }

    internal AkkaEqualException(string text, string difference) : base(text.Length == 0 ? difference : text + Environment.NewLine + difference)
    {
    }

    /// <summary>Says what was expected, and what is there instead.</summary>
    /// <param name="expected">The value that is right.</param>
    /// <param name="actual">The value that is there.</param>
    /// <param name="format">What it means that they differ, as a format.</param>
    /// <param name="args">Arguments of the format.</param>
    /// <returns>The exception.</returns>
    public static AkkaEqualException ForMismatchedValues(object? expected, object? actual, string? format = null, params object?[] args) =>
        new(XunitAssertions.Text(format, args), $"Expected: {expected ?? "(null)"}{Environment.NewLine}Actual:   {actual ?? "(null)"}");
}

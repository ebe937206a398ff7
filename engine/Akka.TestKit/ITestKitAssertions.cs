using System.Diagnostics.CodeAnalysis;

namespace Akka.TestKit;

/// <summary>How the TestKit tells a test framework that a test has failed. Formats are those of <see cref="string.Format(string, object?[])"/>; without arguments they are taken as they are.</summary>
public interface ITestKitAssertions
{
    /// <summary>Fails the test.</summary>
    /// <param name="format">Why.</param>
    /// <param name="args">Arguments of the format.</param>
    [DoesNotReturn]
    void Fail(string format = "", params object?[] args);

    /// <summary>Fails the test unless a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">What it means that it does not hold.</param>
    /// <param name="args">Arguments of the format.</param>
    void AssertTrue([DoesNotReturnIf(false)] bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test when a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="format">What it means that it holds.</param>
    /// <param name="args">Arguments of the format.</param>
    void AssertFalse([DoesNotReturnIf(true)] bool condition, string format = "", params object?[] args);

    /// <summary>Fails the test unless two values are equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">The value that is right.</param>
    /// <param name="actual">The value that is there.</param>
    /// <param name="format">What it means that they differ.</param>
    /// <param name="args">Arguments of the format.</param>
    void AssertEqual<T>(T expected, T actual, string format = "", params object?[] args);

    /// <summary>Fails the test unless two values are equal.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="expected">The value that is right.</param>
    /// <param name="actual">The value that is there.</param>
    /// <param name="comparer">Tells whether they are equal.</param>
    /// <param name="format">What it means that they differ.</param>
    /// <param name="args">Arguments of the format.</param>
    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object?[] args);
}

/// <summary>Marks a test, or a probe, whose tells have no sender unless they name one.</summary>
public interface INoImplicitSender;

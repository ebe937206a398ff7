using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Akka.Hosting.TestKit.Internals;

/// <summary>Logs to the output of a test.</summary>
public class XUnitLogger : ILogger
{
    private readonly string _category;
    private readonly ITestOutputHelper _helper;
    private readonly LogLevel _logLevel;

    /// <summary>For a category.</summary>
    /// <param name="category">Who logs.</param>
    /// <param name="helper">The output.</param>
    /// <param name="logLevel">What is logged from.</param>
    public XUnitLogger(string category, ITestOutputHelper helper, LogLevel logLevel)
    {
        _category = category;
        _helper = helper;
        _logLevel = logLevel;
    }

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel)) return;
        var text = formatter(state, exception);
        try
        {
            _helper.WriteLine(exception is null ? $"{logLevel}:{_category}: {text}" : $"{logLevel}:{_category}: {text}{Environment.NewLine}{exception}");
        }
        catch (InvalidOperationException)
        {
            // The test has ended, and xunit takes no more of its output. What the host still logs while it stops belongs to no test.
        }
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= _logLevel;

    /// <summary>Scopes are not shown.</summary>
    /// <typeparam name="TState">What a scope says.</typeparam>
    /// <param name="state">What the scope says.</param>
    /// <returns>Null.</returns>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}

/// <summary>Makes loggers that log to the output of a test.</summary>
public class XUnitLoggerProvider : ILoggerProvider
{
    private readonly ITestOutputHelper _helper;
    private readonly LogLevel _logLevel;

    /// <summary>For an output.</summary>
    /// <param name="helper">The output.</param>
    /// <param name="logLevel">What is logged from.</param>
    public XUnitLoggerProvider(ITestOutputHelper helper, LogLevel logLevel)
    {
        _helper = helper;
        _logLevel = logLevel;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new XUnitLogger(categoryName, _helper, _logLevel);

    /// <summary>Does nothing: the output is the test's.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Event;

/// <summary>What a filter looks at.</summary>
public enum LogFilterType
{
    /// <summary>Who logs.</summary>
    Source = 0,

    /// <summary>The text, which must be made for it.</summary>
    Content = 1,
}

/// <summary>What a filter says of a log event.</summary>
public enum LogFilterDecision
{
    /// <summary>Log it.</summary>
    Keep = 0,

    /// <summary>Do not log it.</summary>
    Drop = 1,

    /// <summary>Ask the next filter.</summary>
    NoDecision = 2,
}

/// <summary>Leaves log events out. Filters are immutable and asked by several threads at once.</summary>
public abstract class LogFilterBase : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>For filters.</summary>
    protected LogFilterBase()
    {
    }

    /// <summary>What it looks at. Filters that look at the source are asked first.</summary>
    public abstract LogFilterType FilterType { get; }

    /// <summary>Decides about an event.</summary>
    /// <param name="content">The event.</param>
    /// <param name="expandedMessage">The text of its message; null for a filter that looks at the source.</param>
    /// <returns>The decision.</returns>
    public abstract LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null);
}

/// <summary>Drops the events of sources that match a regular expression.</summary>
public class RegexLogSourceFilter : LogFilterBase
{
    private readonly Regex _sourceRegex;

    /// <summary>Makes the filter.</summary>
    /// <param name="sourceRegex">What to drop.</param>
    public RegexLogSourceFilter(Regex sourceRegex) => _sourceRegex = sourceRegex;

    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Source;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null) =>
        _sourceRegex.IsMatch(content.LogSource) ? LogFilterDecision.Drop : LogFilterDecision.NoDecision;
}

/// <summary>Drops the events of one source.</summary>
public class ExactMatchLogSourceFilter : LogFilterBase
{
    private readonly string _source;
    private readonly StringComparison _comparison;

    /// <summary>Makes the filter.</summary>
    /// <param name="source">The source to drop.</param>
    /// <param name="comparison">How to compare.</param>
    public ExactMatchLogSourceFilter(string source, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        _source = source;
        _comparison = comparison;
    }

    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Source;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null) =>
        string.Equals(content.LogSource, _source, _comparison) ? LogFilterDecision.Drop : LogFilterDecision.NoDecision;
}

/// <summary>Drops the events whose text matches a regular expression.</summary>
public class RegexLogMessageFilter : LogFilterBase
{
    private readonly Regex _messageRegex;

    /// <summary>Makes the filter.</summary>
    /// <param name="messageRegex">What to drop.</param>
    public RegexLogMessageFilter(Regex messageRegex) => _messageRegex = messageRegex;

    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Content;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null) =>
        expandedMessage is not null && _messageRegex.IsMatch(expandedMessage) ? LogFilterDecision.Drop : LogFilterDecision.NoDecision;
}

/// <summary>Asks filters in turn until one decides; an event that none of them drops is kept.</summary>
public class LogFilterEvaluator
{
    /// <summary>Keeps everything.</summary>
    public static readonly LogFilterEvaluator NoFilters = new([]);

    private readonly LogFilterBase[] _filters;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="filters">The filters. Those that look at the source go first, for they need no text.</param>
    public LogFilterEvaluator(LogFilterBase[] filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        _filters = [.. filters.OrderBy(static filter => filter.FilterType)];
        EvaluatesLogSourcesOnly = Array.TrueForAll(_filters, static filter => filter.FilterType == LogFilterType.Source);
    }

    /// <summary>True when no filter needs the text.</summary>
    public bool EvaluatesLogSourcesOnly { get; }

    /// <summary>Decides about an event.</summary>
    /// <param name="evt">The event.</param>
    /// <param name="expandedLogMessage">The text of its message if a filter needed it; empty otherwise.</param>
    /// <returns>False when the event is to be dropped.</returns>
    public virtual bool ShouldTryKeepMessage(LogEvent evt, out string expandedLogMessage)
    {
        expandedLogMessage = "";
        string? text = null;
        foreach (var filter in _filters)
        {
            if (filter.FilterType == LogFilterType.Content && text is null) expandedLogMessage = text = evt.Message?.ToString() ?? "";
            switch (filter.ShouldKeepMessage(evt, text))
            {
                case LogFilterDecision.Keep:
                    return true;
                case LogFilterDecision.Drop:
                    return false;
            }
        }

        return true;
    }
}

/// <summary>Brings filters into an actor system.</summary>
public class LogFilterSetup : Setup
{
    /// <summary>With filters.</summary>
    /// <param name="filters">The filters.</param>
    public LogFilterSetup(LogFilterBase[] filters) => Filters = filters;

    /// <summary>The filters.</summary>
    public LogFilterBase[] Filters { get; }

    /// <summary>Makes what asks them.</summary>
    /// <returns>The evaluator.</returns>
    public LogFilterEvaluator CreateEvaluator() => Filters.Length == 0 ? LogFilterEvaluator.NoFilters : new LogFilterEvaluator(Filters);
}

/// <summary>Collects filters. Not thread-safe.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Calls are chained on an instance.")]
public class LogFilterBuilder
{
    private readonly List<LogFilterBase> _filters = [];

    /// <summary>Starts without filters.</summary>
    public LogFilterBuilder()
    {
    }

    /// <summary>Drops the events of one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="comparison">How to compare.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeSourceExactly(string source, StringComparison comparison = StringComparison.OrdinalIgnoreCase) => Add(new ExactMatchLogSourceFilter(source, comparison));

    /// <summary>Drops the events of sources that begin with a text, whatever its case.</summary>
    /// <param name="sourceStart">The text.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeSourceStartingWith(string sourceStart) => ExcludeSourceRegex(Literal("^" + Regex.Escape(sourceStart)));

    /// <summary>Drops the events of sources that contain a text, whatever its case.</summary>
    /// <param name="sourcePart">The text.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeSourceContaining(string sourcePart) => ExcludeSourceRegex(Literal(Regex.Escape(sourcePart)));

    /// <summary>Drops the events of sources that end with a text, whatever its case.</summary>
    /// <param name="sourceEnd">The text.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeSourceEndingWith(string sourceEnd) => ExcludeSourceRegex(Literal(Regex.Escape(sourceEnd) + "$"));

    /// <summary>Drops the events of sources that match a regular expression.</summary>
    /// <param name="regex">The regular expression.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeSourceRegex(Regex regex) => Add(new RegexLogSourceFilter(regex));

    /// <summary>Drops the events whose text contains a text, whatever its case.</summary>
    /// <param name="messagePart">The text.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeMessageContaining(string messagePart) => ExcludeMessageRegex(Literal(Regex.Escape(messagePart)));

    /// <summary>Drops the events whose text matches a regular expression.</summary>
    /// <param name="regex">The regular expression.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder ExcludeMessageRegex(Regex regex) => Add(new RegexLogMessageFilter(regex));

    /// <summary>Adds a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder Add(LogFilterBase filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _filters.Add(filter);
        return this;
    }

    /// <summary>Adds filters.</summary>
    /// <param name="filters">The filters.</param>
    /// <returns>This builder.</returns>
    public LogFilterBuilder AddRange(IEnumerable<LogFilterBase> filters)
    {
        foreach (var filter in filters) Add(filter);
        return this;
    }

    /// <summary>Makes the setup of what has been added.</summary>
    /// <returns>The setup.</returns>
    public LogFilterSetup Build() => new([.. _filters]);

    private static Regex Literal(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}

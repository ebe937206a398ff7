using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal
{
    /// <summary>Takes events for debugging.</summary>
    public sealed class DebugFilter : EventFilterBase
    {
        /// <summary>For texts and sources.</summary>
        /// <param name="messageMatcher">Which texts; null for all.</param>
        /// <param name="sourceMatcher">Which sources; null for all.</param>
        public DebugFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null) : base(messageMatcher, sourceMatcher)
        {
        }

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => "Debug";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt) => evt is Debug && InternalDoMatch(evt.LogSource, evt.Message);
    }

    /// <summary>Takes information.</summary>
    public sealed class InfoFilter : EventFilterBase
    {
        /// <summary>For texts and sources.</summary>
        /// <param name="messageMatcher">Which texts; null for all.</param>
        /// <param name="sourceMatcher">Which sources; null for all.</param>
        public InfoFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null) : base(messageMatcher, sourceMatcher)
        {
        }

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => "Info";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt) => evt is Info && InternalDoMatch(evt.LogSource, evt.Message);
    }

    /// <summary>Takes warnings. Dead letters are the affair of <see cref="DeadLettersFilter"/>.</summary>
    public sealed class WarningFilter : EventFilterBase
    {
        /// <summary>For texts and sources.</summary>
        /// <param name="messageMatcher">Which texts; null for all.</param>
        /// <param name="sourceMatcher">Which sources; null for all.</param>
        public WarningFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null) : base(messageMatcher, sourceMatcher)
        {
        }

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => "Warning";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt) => evt is Warning { Message: not DeadLetter } && InternalDoMatch(evt.LogSource, evt.Message);
    }

    /// <summary>Takes errors: all, or those with an exception of a type. For these the text is that of the event or that of the exception.</summary>
    public sealed class ErrorFilter : EventFilterBase
    {
        private readonly Type? _exceptionType;
        private readonly bool _recurseInnerExceptions;

        /// <summary>For texts and sources, with or without an exception.</summary>
        /// <param name="messageMatcher">Which texts; null for all.</param>
        /// <param name="sourceMatcher">Which sources; null for all.</param>
        public ErrorFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null) : base(messageMatcher, sourceMatcher)
        {
        }

        /// <summary>For a type of exception.</summary>
        /// <param name="exceptionType">The type; derived ones count too.</param>
        /// <param name="messageMatcher">Which texts; null for all.</param>
        /// <param name="sourceMatcher">Which sources; null for all.</param>
        /// <param name="recurseInnerExceptions">Whether the causes of an exception count too.</param>
        public ErrorFilter(Type exceptionType, IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null, bool recurseInnerExceptions = false)
            : base(messageMatcher, sourceMatcher)
        {
            _exceptionType = exceptionType;
            _recurseInnerExceptions = recurseInnerExceptions;
        }

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => _exceptionType is null ? "Error" : $"Error with {_exceptionType}";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt)
        {
            if (evt is not Error) return false;
            if (_exceptionType is null) return InternalDoMatch(evt.LogSource, evt.Message);
            for (var cause = evt.Cause; cause is not null; cause = _recurseInnerExceptions ? cause.InnerException : null)
                if (_exceptionType.IsInstanceOfType(cause) && (InternalDoMatch(evt.LogSource, evt.Message) || InternalDoMatch(evt.LogSource, cause.Message)))
                    return true;
            return false;
        }
    }

    /// <summary>Takes the events for which a predicate holds.</summary>
    public sealed class CustomEventFilter : EventFilterBase
    {
        private readonly Predicate<LogEvent> _predicate;

        /// <summary>For a predicate.</summary>
        /// <param name="predicate">The predicate.</param>
        public CustomEventFilter(Predicate<LogEvent> predicate) : base(null, null) => _predicate = predicate;

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => "Custom";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt) => _predicate(evt);
    }
}

namespace Akka.TestKit
{
    /// <summary>Takes dead letters, which the <see cref="TestEventListener"/> shows to filters as warnings with the letter for a message and the receiver's path for a source.</summary>
    public sealed class DeadLettersFilter : Internal.EventFilterBase
    {
        private readonly Predicate<DeadLetter> _isMatch;

        /// <summary>For texts, receivers and letters.</summary>
        /// <param name="messageMatcher">Which letters by their text; null for all.</param>
        /// <param name="sourceMatcher">Which letters by the path of the dead receiver; null for all.</param>
        /// <param name="isMatch">Which letters; null for all.</param>
        public DeadLettersFilter(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher, Predicate<DeadLetter>? isMatch = null) : base(messageMatcher, sourceMatcher) =>
            _isMatch = isMatch ?? (static _ => true);

        /// <inheritdoc/>
        protected override string FilterDescriptiveName => "DeadLetter";

        /// <inheritdoc/>
        protected override bool IsMatch(LogEvent evt) =>
            evt is Warning { Message: DeadLetter letter } && _isMatch(letter) && InternalDoMatch(evt.LogSource, letter.Message);
    }
}

using System.Globalization;

namespace Akka.Inspection;

/// <summary>How many messages wait, counted up to a bound by a walk from outside: while the actor runs, it is an estimate.</summary>
/// <param name="Count">The messages counted.</param>
/// <param name="IsMore">True when the count was ended by its bound.</param>
public readonly record struct MailboxDepth(int Count, bool IsMore)
{
    /// <summary>The count, or "more than" it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (IsMore ? "more than " : "") + Count.ToString(CultureInfo.InvariantCulture);
}

namespace Switchboard.Bench.Report;

/// <summary>What a figure should reach at least, or must not exceed.</summary>
internal readonly record struct Goal(double Value, bool IsLeast, string Text)
{
    public static Goal AtLeast(double value, string text) => new(value, IsLeast: true, text);

    public static Goal AtMost(double value, string text) => new(value, IsLeast: false, text);

    public bool IsReachedBy(double figure) => IsLeast ? figure >= Value : figure <= Value;
}

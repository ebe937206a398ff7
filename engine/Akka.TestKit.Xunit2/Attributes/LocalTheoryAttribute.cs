using Xunit;

namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>A theory that is skipped where the environment variable <c>XUNIT_SKIP_LOCAL_THEORY</c> is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LocalTheoryAttribute : TheoryAttribute
{
    private string? _skip;

    /// <summary>Marks the method.</summary>
    public LocalTheoryAttribute()
    {
    }

    /// <summary>Why it is skipped there.</summary>
    public string? SkipLocal { get; set; }

    /// <summary>Why the test is skipped; null when it runs.</summary>
    public override string? Skip
    {
        get => _skip ?? (string.Equals(Environment.GetEnvironmentVariable("XUNIT_SKIP_LOCAL_THEORY"), "true", StringComparison.OrdinalIgnoreCase) ? SkipLocal ?? "Local theories are skipped: XUNIT_SKIP_LOCAL_THEORY is true" : null);
        set => _skip = value;
    }
}

using Xunit;

namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>A test that is skipped where the environment variable <c>XUNIT_SKIP_LOCAL_FACT</c> is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LocalFactAttribute : FactAttribute
{
    private string? _skip;

    /// <summary>Marks the method.</summary>
    public LocalFactAttribute()
    {
    }

    /// <summary>Why it is skipped there.</summary>
    public string? SkipLocal { get; set; }

    /// <summary>Why the test is skipped; null when it runs.</summary>
    public override string? Skip
    {
        get => _skip ?? (string.Equals(Environment.GetEnvironmentVariable("XUNIT_SKIP_LOCAL_FACT"), "true", StringComparison.OrdinalIgnoreCase) ? SkipLocal ?? "Local facts are skipped: XUNIT_SKIP_LOCAL_FACT is true" : null);
        set => _skip = value;
    }
}

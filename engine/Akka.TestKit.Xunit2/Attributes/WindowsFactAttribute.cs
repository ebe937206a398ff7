using Xunit;

namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>A test that is skipped everywhere but on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class WindowsFactAttribute : FactAttribute
{
    private string? _skip;

    /// <summary>Marks the method.</summary>
    public WindowsFactAttribute()
    {
    }

    /// <summary>Why it is skipped elsewhere.</summary>
    public string? SkipUnix { get; set; }

    /// <summary>Why the test is skipped; null when it runs.</summary>
    public override string? Skip
    {
        get => _skip ?? (!OperatingSystem.IsWindows() ? SkipUnix ?? "The test needs Windows" : null);
        set => _skip = value;
    }
}

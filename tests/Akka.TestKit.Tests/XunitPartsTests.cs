using Akka.TestKit.Extensions;
using Akka.TestKit.Xunit2;
using Akka.TestKit.Xunit2.Attributes;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Sdk;

namespace Akka.TestKit.Tests;

/// <summary>Failures reach xunit with their text as it was meant, and attributes skip where they say.</summary>
public class XunitPartsTests
{
    private readonly XunitAssertions _assertions = new();

    [Fact]
    public void A_text_without_arguments_is_no_format()
    {
        const string text = "{Value} and {0}";

        Assert.Contains(text, Assert.ThrowsAny<XunitException>(() => _assertions.Fail(text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.ThrowsAny<XunitException>(() => _assertions.AssertTrue(false, text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.ThrowsAny<XunitException>(() => _assertions.AssertFalse(true, text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.ThrowsAny<XunitException>(() => _assertions.AssertEqual(4, 2, text)).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.ThrowsAny<XunitException>(() => _assertions.AssertEqual(4, 2, (_, _) => false, text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_format_does_not_hide_the_failure() =>
        Assert.Contains("Could not string.Format", Assert.ThrowsAny<XunitException>(() => _assertions.Fail("{0} {1}", 42)).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_that_differ_are_both_named()
    {
        var failure = Assert.Throws<AkkaEqualException>(() => _assertions.AssertEqual("left", "right", "hint {0}", 1));

        Assert.Contains("hint 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("left", failure.Message, StringComparison.Ordinal);
        Assert.Contains("right", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_windows_fact_is_skipped_elsewhere() =>
        Assert.Equal(OperatingSystem.IsWindows() ? null : "needs the registry", new WindowsFactAttribute { SkipUnix = "needs the registry" }.Skip);

    [Fact]
    public void A_skip_said_outright_counts_everywhere() => Assert.Equal("broken", new LocalFactAttribute { Skip = "broken" }.Skip);

    [Fact]
    public async Task A_task_that_does_not_end_is_told_from_one_that_fails()
    {
        var never = new TaskCompletionSource<int>().Task;

        Assert.False(await never.AwaitWithTimeout(TimeSpan.FromMilliseconds(1)));
        await Assert.ThrowsAsync<TimeoutException>(() => never.ShouldCompleteWithin(TimeSpan.FromMilliseconds(1), "it is due"));
        await Assert.ThrowsAsync<TimeoutException>(() => never.WithTimeout(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(1, await Task.FromResult(1).ShouldCompleteWithin(TimeSpan.FromMinutes(1)));
        await Task.FromResult(1).ShouldCompleteWithin(1, TimeSpan.FromMinutes(1));
        var failed = Task.FromException(new ArgumentException("wrong"));
        Assert.Equal("wrong", (await failed.ShouldThrowWithin<ArgumentException>(TimeSpan.FromMinutes(1))).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.CompletedTask.ShouldThrowWithin<ArgumentException>(TimeSpan.FromMinutes(1)));
    }
}

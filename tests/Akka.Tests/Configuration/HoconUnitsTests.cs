using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>Durations and sizes are read in every unit that HOCON names, exactly, and refused when they make no sense.</summary>
public sealed class HoconUnitsTests
{
    [Theory]
    [InlineData("10", 10 * TimeSpan.TicksPerMillisecond)]
    [InlineData("0", 0)]
    [InlineData("200 ns", 2)]
    [InlineData("1000 nanoseconds", 10)]
    [InlineData("50ns", 0)]
    [InlineData("3us", 30)]
    [InlineData("3 microseconds", 30)]
    [InlineData("500ms", 5_000_000)]
    [InlineData("500 milliseconds", 5_000_000)]
    [InlineData("0.05 s", 500_000)]
    [InlineData("1 second", TimeSpan.TicksPerSecond)]
    [InlineData("5 minutes", 5 * TimeSpan.TicksPerMinute)]
    [InlineData("3 m", 3 * TimeSpan.TicksPerMinute)]
    [InlineData("1.5h", 3 * TimeSpan.TicksPerHour / 2)]
    [InlineData("2 hours", 2 * TimeSpan.TicksPerHour)]
    [InlineData("5 d", 5 * TimeSpan.TicksPerDay)]
    [InlineData("\"1 day\"", TimeSpan.TicksPerDay)]
    [InlineData("1e3", TimeSpan.TicksPerSecond)]
    public void Durations(string text, long ticks) => Assert.Equal(ticks, ConfigurationFactory.ParseString($"a = {text}").GetTimeSpan("a").Ticks);

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 fortnight")]
    [InlineData("1 S")]
    [InlineData("1.2.3 s")]
    [InlineData("99999999999999999999 d")]
    [InlineData("1e30 d")]
    [InlineData("off")]
    [InlineData("5 s 3")]
    public void No_durations(string text) =>
        Assert.Contains("expected a duration", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString($"a = \"{text}\"").GetTimeSpan("a")).Message, StringComparison.Ordinal);

    [Fact]
    public void Infinite_durations_are_read_where_they_are_allowed()
    {
        var config = ConfigurationFactory.ParseString("a = infinite");

        Assert.Equal(Timeout.InfiniteTimeSpan, config.GetTimeSpan("a"));
        Assert.Contains("finite duration", Assert.Throws<ConfigurationException>(() => config.GetTimeSpan("a", allowInfinite: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Durations_that_can_be_off_read_as_nothing_when_they_are()
    {
        var config = ConfigurationFactory.ParseString("a = off, b = 7s, c = none");

        Assert.Null(config.GetTimeSpanOrOff("a"));
        Assert.Equal(TimeSpan.FromSeconds(7), config.GetTimeSpanOrOff("b"));
        Assert.Null(config.GetTimeSpanOrOff("missing"));
        Assert.Contains("or off", Assert.Throws<ConfigurationException>(() => config.GetTimeSpanOrOff("c")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("128000b", 128_000)]
    [InlineData("1 byte", 1)]
    [InlineData("10kB", 10_000)]
    [InlineData("10 KB", 10_000)]
    [InlineData("2 kilobytes", 2_000)]
    [InlineData("1 MB", 1_000_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1TB", 1_000_000_000_000)]
    [InlineData("1PB", 1_000_000_000_000_000)]
    [InlineData("1EB", 1_000_000_000_000_000_000)]
    [InlineData("4K", 4096)]
    [InlineData("4k", 4096)]
    [InlineData("4Ki", 4096)]
    [InlineData("4 KiB", 4096)]
    [InlineData("4 kibibytes", 4096)]
    [InlineData("0.5 MiB", 524_288)]
    [InlineData("1 g", 1L << 30)]
    [InlineData("1 TiB", 1L << 40)]
    [InlineData("1 Pi", 1L << 50)]
    [InlineData("7 E", 7L << 60)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Sizes(string text, long bytes) => Assert.Equal(bytes, ConfigurationFactory.ParseString($"a = {text}").GetByteSize("a"));

    [Theory]
    [InlineData("8 EiB")]
    [InlineData("-1")]
    [InlineData("1 xB")]
    [InlineData("unlimited")]
    [InlineData("1 Kib")]
    public void No_sizes(string text) =>
        Assert.Contains("expected a size", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString($"a = \"{text}\"").GetByteSize("a")).Message, StringComparison.Ordinal);
}

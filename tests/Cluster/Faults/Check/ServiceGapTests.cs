namespace Switchboard.Cluster.Tests.Faults.Check;

/// <summary>The time without service is the longest pause between acknowledgements that a fault may have caused, also one that began before it or goes on.</summary>
public sealed class ServiceGapTests
{
    [Theory]
    [InlineData("1 2 3 4 5", 2, 4, 1)]
    [InlineData("1 2 9 10", 3, 10, 7)]
    [InlineData("1 9 10", 3, 5, 8)]
    [InlineData("1 2 3", 3, 8, 5)]
    [InlineData("", 3, 8, 5)]
    [InlineData("1 20 21", 30, 40, 19)]
    [InlineData("1 8 20 29 30", 10, 18, 12)]
    [InlineData("1 3 2 6", 1, 6, 3)]
    public void It_is_the_longest_pause_that_overlaps_with_the_period(string times, long from, long to, long gap) =>
        Assert.Equal(gap, ServiceGap.Longest([.. times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => long.Parse(t, null))], from, to));

    [Theory]
    [InlineData(50, 2)]
    [InlineData(99, 4)]
    [InlineData(0, 1)]
    public void A_percentile_is_a_value_that_occurred(int percent, double value) => Assert.Equal(value, ServiceGap.Percentile([1, 2, 3, 4], percent));
}

namespace Akka.Cluster.Sharding.Tests.Region;

/// <summary>What a region asks is asked again soon at first, then at the interval that is set, each question at its own times.</summary>
public sealed class QuestionTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    [Fact]
    public void The_pause_doubles_up_to_the_interval()
    {
        var question = default(Question);
        Assert.Equal([0, 0.1, 0.3, 0.7, 1.5, 3.1, 5.1, 7.1], Times(ref question, TimeSpan.Zero, 8));
    }

    [Fact]
    public void A_question_that_comes_up_again_is_asked_at_once_and_soon_again_however_long_others_have_waited()
    {
        var old = default(Question);
        Times(ref old, TimeSpan.Zero, 8);
        Assert.Equal(TimeSpan.FromSeconds(9.1), old.DueAt);
        old.Reset();
        Assert.Equal([8, 8.1, 8.3], Times(ref old, TimeSpan.FromSeconds(8), 3));
    }

    private static List<double> Times(ref Question question, TimeSpan from, int count)
    {
        var times = new List<double>();
        for (var now = from; times.Count < count; now += TimeSpan.FromMilliseconds(1))
            if (question.IsDue(now, Interval)) times.Add(now.TotalSeconds);
        return times;
    }
}

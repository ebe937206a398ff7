using Akka.Util;
using Akka.Util.Internal;

namespace Akka.Tests.Util;

/// <summary>The small public types behave as documented.</summary>
public sealed class UtilTests
{
    [Fact]
    public void An_option_holds_a_value_or_none()
    {
        Option<string> some = "a";
        Option<string> none = null!;
        Assert.True(some.HasValue);
        Assert.True(none.IsEmpty);
        Assert.Equal(none, Option<string>.None);
        Assert.Equal(1, some.Select(static text => text.Length).Value);
        Assert.True(none.Select(static text => text.Length).IsEmpty);
        Assert.Equal("b", none.GetOrElse("b"));
        Assert.Equal(new[] { "a" }, Collect(some));
        Assert.Equal(Option<int>.Create(0), Option<int>.Create(0));
        Assert.True(Option<int>.Create(0).HasValue);
        Assert.Equal("Some<a>", some.ToString());
        Assert.True(some.FlatSelect(static _ => Option<int>.None).IsEmpty);

        static List<string> Collect(Option<string> option)
        {
            var seen = new List<string>();
            option.OnSuccess(seen.Add);
            return seen;
        }
    }

    [Fact]
    public async Task Results_and_tries_keep_what_was_thrown()
    {
        var failure = new InvalidOperationException("no");
        Assert.Same(failure, Result.From<int>(() => throw failure).Exception);
        Assert.Same(failure, Result.FromTask(Task.FromException<int>(failure)).Exception);
        Assert.Equal(5, Result.FromTask(Task.FromResult(5)).Value);
        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => Try<int>.From(() => throw failure).Get()));
        Assert.Equal(3, Try<int>.From(() => throw failure).GetOrElse(() => 3).Get());
        Assert.Equal(4, Try<int>.From(() => throw failure).RecoverWith(_ => 4).Success.Value);
        Assert.Equal(1, new Try<int>(1).OrElse(new Try<int>(2)).Get());
        await Assert.ThrowsAsync<InvalidOperationException>(() => throw failure);
    }

    [Fact]
    public void Either_is_left_or_right()
    {
        Either<int, string> left = Either.Left(1);
        Either<int, string> right = Either.Right("r");
        Assert.True(left.IsLeft);
        Assert.Equal("1", left.Fold(static l => l.ToString(), static r => r));
        Assert.Equal("r", right.Fold(static l => l.ToString(), static r => r));
        Assert.Equal(2, left.MapLeft(static l => l + 1).ToLeft().Value);
        Assert.Equal("r!", right.MapRight(static r => r + "!").Value);
    }

    [Fact]
    public void Atomics_count_and_compare()
    {
        var counter = new AtomicCounter(5);
        Assert.Equal([5, 7, 7, 9], new[] { counter.GetAndIncrement(), counter.IncrementAndGet(), counter.GetAndAdd(1), counter.AddAndGet(1) });
        Assert.True(counter.CompareAndSet(9, 1));
        Assert.False(counter.CompareAndSet(9, 2));
        Assert.Equal(0, counter.DecrementAndGet());
        var big = new AtomicCounterLong(long.MaxValue - 1);
        Assert.Equal(long.MaxValue, big.Next());
        var flag = new AtomicBoolean();
        Assert.True(flag.CompareAndSet(false, true));
        Assert.False(flag.CompareAndSet(false, true));
        Assert.True(flag.GetAndSet(false));
        var (a, b) = (new string('a', 1), new string('a', 1));
        var reference = new AtomicReference<string>(a);
        Assert.False(reference.CompareAndSet(b, b));
        Assert.True(reference.CompareAndSet(a, b));
        Assert.Same(b, reference.Value);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.4")]
    [InlineData("1.2.3", "1.10")]
    [InlineData("1.9", "2")]
    [InlineData("1.2.3-rc1", "1.2.3")]
    [InlineData("1.2.3-rc1", "1.2.3-rc2")]
    [InlineData("1.2.3-rc.2", "1.2.3-rc.10")]
    [InlineData("1.2.3-5", "1.2.3-alpha")]
    [InlineData("1.2.3-rc", "1.2.3-rc-1")]
    [InlineData("1.2.3", "1.2.3+3-1a2b3c")]
    [InlineData("1.2.3+3-1a2b3c", "1.2.3+10-0a2b3c")]
    public void Versions_are_ordered(string earlier, string later)
    {
        Assert.True(AppVersion.Create(earlier).CompareTo(AppVersion.Create(later)) < 0);
        Assert.True(AppVersion.Create(later).CompareTo(AppVersion.Create(earlier)) > 0);
        Assert.NotEqual(AppVersion.Create(earlier), AppVersion.Create(later));
    }

    [Fact]
    public void Versions_that_compare_as_equal_are_equal()
    {
        Assert.Equal(AppVersion.Create("1.2"), AppVersion.Create("1.2.0"));
        Assert.Equal(AppVersion.Create("1.2").GetHashCode(), AppVersion.Create("1.2.0").GetHashCode());
        Assert.Equal(AppVersion.Zero, AppVersion.Create("0"));
        Assert.Throws<ArgumentException>(() => AppVersion.Create("v1"));
        Assert.Throws<ArgumentException>(() => AppVersion.Create(""));
    }

    [Theory]
    [InlineData("room-12", "room-*", true)]
    [InlineData("room-12", "room-??", true)]
    [InlineData("room-12", "ROOM-*", true)]
    [InlineData("room-12", "room-?", false)]
    [InlineData("room-12", "*-*2", true)]
    [InlineData("", "*", true)]
    [InlineData("", "?", false)]
    [InlineData("a.b", "a?b", true)]
    [InlineData("ab", "a.b", false)]
    [InlineData("aXbXc", "a*b*d", false)]
    public void Wildcards_match_whole_texts(string text, string pattern, bool matches) => Assert.Equal(matches, text.Like(pattern));

    [Fact]
    public void Wildcards_take_no_exponential_time() => Assert.False(new string('a', 5_000).Like(string.Concat(Enumerable.Repeat("*a", 50)) + "b"));

    [Fact]
    public void Case_counts_when_asked() => Assert.False("Room".Like("room", caseSensitive: true));

    [Fact]
    public void Qualified_names_hold_no_versions()
    {
        Assert.Equal("Akka.Tests.Util.UtilTests+Inner, Akka.Tests", typeof(Inner).TypeQualifiedName());
        Assert.Equal("System.Collections.Generic.List`1[[Akka.Tests.Util.UtilTests+Inner, Akka.Tests]], System.Private.CoreLib", typeof(List<Inner>).TypeQualifiedName());
        Assert.Equal("Akka.Tests.Util.UtilTests+Inner[], Akka.Tests", typeof(Inner[]).TypeQualifiedName());
        foreach (var type in new[] { typeof(Inner), typeof(List<Inner>), typeof(Inner[]), typeof(Dictionary<string, List<int[]>>) })
            Assert.Equal(type, Type.GetType(type.TypeQualifiedName()));
        Assert.True(typeof(Inner).Implements<object>());
        Assert.False(typeof(object).Implements(typeof(Inner)));
    }

    private sealed class Inner;
}

using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>A log message is made of whatever template and arguments it is given; the worst template still gives a text.</summary>
public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("{0} of {1}", "1 of two")]
    [InlineData("{1} before {0}", "two before 1")]
    [InlineData("{Found} of {All}", "1 of two")]
    [InlineData("{@Found} of {$All}", "1 of two")]
    [InlineData("{Found:000}|{All,5}|{0,-3}|", "001|  two|{0,-3}|")]
    [InlineData("{0,-3}|{0,3}|", "1  |  1|")]
    [InlineData("{{0}} is {0}", "{0} is 1")]
    [InlineData("{0", "{0")]
    [InlineData("0}", "0}")]
    [InlineData("{}", "{}")]
    [InlineData("{a b}", "{a b}")]
    [InlineData("{\"json\": {0}}", "{\"json\": 1}")]
    [InlineData("{7}", "{7}")]
    [InlineData("{0,99999}", "{0,99999}")]
    [InlineData("{0:Z}", "1:Z")]
    [InlineData("", "")]
    public void Templates_take_numbers_and_names(string template, string text) =>
        Assert.Equal(text, DefaultLogMessageFormatter.Instance.Format(template, 1, "two"));

    [Fact]
    public void Null_is_shown()
    {
        Assert.Equal("got null", DefaultLogMessageFormatter.Instance.Format("got {0}", [null!]));
        Assert.Equal("got null", DefaultLogMessageFormatter.Instance.Format("got {Thing}", new List<object> { null! }));
    }

    [Fact]
    public void Names_and_values_are_kept_apart_for_structured_loggers()
    {
        var seen = new List<LogMessage>();
        var log = new Catcher(seen);
        log.Info("{User} joined {Room}", "ann", 7);
        log.Info("{1} and {0}", "first", "second");
        log.Info("{A} {B} {C}", 1, 2);
        Assert.Equal([new("User", "ann"), new("Room", 7)], seen[0].Properties());
        Assert.Equal([new("1", "second"), new("0", "first")], seen[1].Properties());
        Assert.Equal([new("A", 1), new("B", 2)], seen[2].Properties());
        Assert.Equal("{User} joined {Room}", seen[0].Format);
        Assert.Equal(["ann", 7], seen[0].Parameters());
    }

    [Fact]
    public void Every_number_of_arguments_is_logged_in_order()
    {
        var seen = new List<LogMessage>();
        var log = new Catcher(seen);
        var failure = new InvalidOperationException();
        log.Debug("{0}", 1);
        log.Info(failure, "{0}{1}", 1, 2);
        log.Warning("{0}{1}{2}", 1, 2, 3);
        log.Error(failure, "{0}{1}{2}{3}", 1, 2, 3, 4);
        log.Log(LogLevel.InfoLevel, null, "{0}{1}{2}{3}{4}", 1, 2, 3, 4, 5);
        log.Error("{0}{1}{2}{3}{4}{5}", 1, 2, 3, 4, 5, 6);
        log.Info("{0}{1}{2}{3}{4}{5}{6}", [1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal(["1", "12", "123", "1234", "12345", "123456", "1234567"], seen.Select(one => one.ToString()));
    }

    [Fact]
    public void An_argument_that_cannot_be_shown_does_not_fail_the_logger()
    {
        var seen = new List<LogMessage>();
        new Catcher(seen).Info("it is {0}", new Unshowable());
        Assert.StartsWith("it is {0} [the arguments could not be shown: System.InvalidOperationException", seen[0].ToString(), StringComparison.Ordinal);
    }

    private sealed class Unshowable
    {
        public override string ToString() => throw new InvalidOperationException("hidden");
    }

    private sealed class Catcher(List<LogMessage> seen) : LoggingAdapterBase(DefaultLogMessageFormatter.Instance)
    {
        public override bool IsDebugEnabled => true;

        public override bool IsInfoEnabled => true;

        public override bool IsWarningEnabled => true;

        public override bool IsErrorEnabled => true;

        protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) => seen.Add((LogMessage)message);
    }
}

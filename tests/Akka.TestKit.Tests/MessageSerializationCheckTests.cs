using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Serialization;

namespace Akka.TestKit.Tests;

/// <summary>The check that all messages serialize finds every type that does not, and says why; those that do, pass without samples of their own.</summary>
public sealed class MessageSerializationCheckTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("check", ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")),
        SystemTextJsonSetup.Create().WithType<Good.Rich>("rich").WithType<Good.Bare>("bare").WithType<Lossy.Forgets>("forgets").WithType<Picky>("picky")));

    private MessageSerializationCheck Check => new(_system);

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Messages_that_serialize_pass() => Check.AllOf<Good>(typeof(Good).Assembly).Verify();

    [Fact]
    public void A_type_that_is_not_registered_is_named_together_with_what_to_do()
    {
        var error = Assert.Throws<SerializationException>(() => Check.AllOf<Forgotten>(typeof(Forgotten).Assembly).Verify());
        Assert.Contains(typeof(Forgotten).FullName!, error.Message, StringComparison.Ordinal);
        Assert.Contains("1 of the messages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_gets_lost_is_named()
    {
        var problem = Assert.Single(Check.AllOf<Lossy>(typeof(Lossy).Assembly).FindProblems());
        Assert.Contains("the message's Lost is \"text", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_which_no_sample_can_be_made_up_wants_one_and_takes_it()
    {
        var problem = Assert.Single(Check.AllOf<Picky>(typeof(Picky).Assembly).FindProblems());
        Assert.Contains("no sample can be made (only 42)", problem, StringComparison.Ordinal);
        Check.AllOf<Picky>(typeof(Picky).Assembly).Samples(new Picky(42)).Verify();
    }

    [Fact]
    public void What_is_left_out_or_never_leaves_the_process_is_not_looked_at()
    {
        Check.AllOf<Lossy>(typeof(Lossy).Assembly).Except(typeof(Lossy.Forgets)).Verify();
        Assert.Throws<InvalidOperationException>(() => Check.AllOf<Local>(typeof(Local).Assembly).Verify());
    }

    [Fact]
    public void A_check_of_nothing_is_a_mistake() => Assert.Throws<InvalidOperationException>(() => Check.AllWhere(_ => false, typeof(Good).Assembly).Verify());

    internal abstract record Good
    {
        internal sealed record Rich(
            string Text, int Number, double? Half, bool Yes, DateTimeOffset At, Guid Id, DayOfWeek Day, byte[] Bytes, IReadOnlyList<string> Texts,
            ImmutableList<int> Numbers, Dictionary<string, int> Counts, ISet<string> Names, Part Part, IActorRef Who) : Good;

        internal sealed record Bare : Good;
    }

    internal readonly record struct Part(string Name, TimeSpan Length);

    internal sealed record Forgotten(string Text);

    internal abstract record Lossy
    {
        internal sealed record Forgets([property: JsonIgnore] string Lost, int Kept) : Lossy;
    }

    internal sealed record Picky
    {
        public Picky(int answer) => Answer = answer == 42 ? answer : throw new ArgumentException("only 42");

        public int Answer { get; }
    }

    internal sealed record Local : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Simulation;
using Akka.Tests.Event;

namespace Akka.Tests.Configuration;

/// <summary>A system that starts refuses a configuration that cannot be resolved, and warns of settings that nobody reads.</summary>
public sealed class StartUpCheckTests
{
    [Fact]
    public void A_substitution_that_stands_for_nothing_stops_the_start()
    {
        var failure = Assert.Throws<ConfigurationException>(() => new SimulatedSystem("mine.key = ${no.such.key}"));
        Assert.Contains("no.such.key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_setting_is_warned_of_with_the_name_that_was_meant() =>
        Assert.Contains(Warnings("akka.loglevle = DEBUG"), text => text.Contains("perhaps 'akka.loglevel' is meant", StringComparison.Ordinal));

    [Fact]
    public void Settings_of_a_module_that_the_program_does_not_have_are_left_alone() =>
        Assert.Empty(Warnings("akka.cluster { seed-nodes = [], mistake = 1 }"));

    [Fact]
    public void Known_settings_and_other_sections_are_left_alone() =>
        Assert.Empty(Warnings("akka.actor.ask-timeout = 3s, mine { anything = 1 }"));

    [Fact]
    public void Many_mistakes_are_counted_rather_than_listed()
    {
        var warnings = Warnings(string.Join('\n', Enumerable.Range(0, 30).Select(i => $"akka.mistake{i} = 1")));
        Assert.Equal(21, warnings.Count);
        Assert.Contains("10 more settings are not known.", warnings);
    }

    private static List<string> Warnings(string config)
    {
        var executor = new DeterministicExecutor(1);
        var setup = BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(config)
            .WithFallback($"akka {{ loglevel = WARNING, stdout-loglevel = OFF, loggers = [\"{typeof(KeepingLogger).AssemblyQualifiedName}\"] }}"));
        using var system = ActorSystem.Create("test", Akka.Actor.Setup.ActorSystemSetup.Create(executor.Setup(), setup));
        executor.RunUntilIdle();
        return KeepingLogger.Take(system);
    }

    private sealed class KeepingLogger : ActorBase
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ActorSystem, List<string>> Kept = [];

        public static List<string> Take(ActorSystem system) => Kept.GetOrCreateValue(system);

        protected override bool Receive(object message)
        {
            if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
            else if (message is Warning warning) Kept.GetOrCreateValue(Context.System).Add(warning.Message.ToString()!);
            return true;
        }
    }
}

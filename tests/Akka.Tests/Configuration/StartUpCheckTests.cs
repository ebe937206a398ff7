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
    public void A_misspelt_setting_of_a_module_is_warned_of_with_the_line_it_stands_on() =>
        Assert.Equal(["<string>:2: 'akka.test.timefactr' is no known setting, perhaps 'akka.test.timefactor' is meant."], Warnings("akka.test {\n timefactr = 2\n}"));

    [Fact]
    public void The_configuration_is_logged_at_start_with_the_origin_of_each_value_and_without_secrets()
    {
        var text = Assert.Single(Logged<Info>("akka { log-config-on-start = on, loglevel = INFO }\nmine { token = abc\n size = 5 }"), line => line.StartsWith("Configuration of this system", StringComparison.Ordinal));
        Assert.Contains("size = 5  # <string>:3\n", text, StringComparison.Ordinal);
        Assert.Contains("ask-timeout = infinite  # Akka!Akka.Configuration.akka.conf:", text, StringComparison.Ordinal);
        Assert.Contains("token = \"<hidden>\"  # <string>:2\n", text, StringComparison.Ordinal);
    }

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

    private static List<string> Warnings(string config) => Logged<Warning>(config);

    private static List<string> Logged<T>(string config) where T : LogEvent
    {
        var executor = new DeterministicExecutor(1);
        var setup = BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(config)
            .WithFallback($"akka {{ loglevel = WARNING, stdout-loglevel = OFF, loggers = [\"{typeof(KeepingLogger).AssemblyQualifiedName}\"] }}"));
        using var system = ActorSystem.Create("test", Akka.Actor.Setup.ActorSystemSetup.Create(executor.Setup(), setup));
        executor.RunUntilIdle();
        return [.. KeepingLogger.Take(system).OfType<T>().Select(line => line.Message.ToString()!)];
    }

    private sealed class KeepingLogger : ActorBase
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ActorSystem, List<LogEvent>> Kept = [];

        public static List<LogEvent> Take(ActorSystem system) => Kept.GetOrCreateValue(system);

        protected override bool Receive(object message)
        {
            if (message is InitializeLogger) Sender.Tell(new LoggerInitialized());
            else if (message is LogEvent line) Kept.GetOrCreateValue(Context.System).Add(line);
            return true;
        }
    }
}

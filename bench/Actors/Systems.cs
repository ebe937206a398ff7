using Akka.Actor;
using Akka.Configuration;

namespace Switchboard.Bench.Actors;

/// <summary>Actor systems that write no logs: a benchmark of failures would otherwise time the console.</summary>
internal static class Systems
{
    public const string Quiet = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
        }
        """;

    public static ActorSystem Create(string name) => ActorSystem.Create(name, ConfigurationFactory.ParseString(Quiet));

    public static async Task WithAsync(string name, Func<ActorSystem, Task> use)
    {
        var system = Create(name);
        try
        {
            await use(system);
        }
        finally
        {
            await system.Terminate();
        }
    }
}

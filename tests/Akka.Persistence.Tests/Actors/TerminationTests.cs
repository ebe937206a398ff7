using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>When a system has terminated its databases are closed: the file may be moved, deleted or opened by the next process.</summary>
public sealed class TerminationTests
{
    [Theory]
    [InlineData(0)] // the journal has just been started, and opens its file meanwhile
    [InlineData(1)]
    [InlineData(500)] // most of it still waits to be written
    public async Task A_terminated_system_holds_no_file_of_its_journal_open_whatever_was_under_way(int events)
    {
        for (var round = 0; round < 10; round++)
        {
            using var file = new SqlConfiguration();
            var system = ActorSystem.Create("ends", ConfigurationFactory.ParseString(file.Text + "\nakka.loglevel = OFF\nakka.stdout-loglevel = OFF\n" + World.Serializers));
            var actor = system.ActorOf(Props.Create(() => new Writer()));
            for (var i = 0; i < events; i++) actor.Tell(new Noted($"{i}"));
            if (events == 1) await actor.Ask<string>("are you there?");

            await system.Terminate();

            Assert.DoesNotContain(OpenFiles(), open => open.StartsWith(file.File, StringComparison.Ordinal));
        }
    }

    private static string[] OpenFiles() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(static link => new FileInfo(link).LinkTarget ?? "").ToArray();

    private sealed class Writer : UntypedPersistentActor
    {
        public override string PersistenceId => "writer";

        protected override void OnCommand(object message)
        {
            if (message is Noted noted) PersistAsync(noted, static _ => { });
            else Sender.Tell("yes", Self);
        }

        protected override void OnRecover(object message)
        {
        }
    }
}

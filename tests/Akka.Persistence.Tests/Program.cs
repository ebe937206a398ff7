using Akka.Persistence.Tests.Storage;

// Only the crash tests start this assembly as a program; the test runner loads it as a library.
switch (args)
{
    case [CrashingWriter.StorageCommand, var file]:
        await CrashingWriter.WriteToStorage(file);
        return 0;
    case [CrashingWriter.ActorsCommand, var file]:
        await CrashingWriter.WriteWithActors(file);
        return 0;
    case [CrashingWriter.PostgresCommand, var connectionString]:
        await CrashingWriter.WriteWithActorsToPostgres(connectionString);
        return 0;
    default:
        Console.Error.WriteLine($"usage: {CrashingWriter.StorageCommand}|{CrashingWriter.ActorsCommand} FILE | {CrashingWriter.PostgresCommand} CONNECTION-STRING");
        return 2;
}

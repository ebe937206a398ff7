using Akka.Persistence.Tests.Storage;

// Only the crash tests start this assembly as a program; the test runner loads it as a library.
if (args is [CrashingWriter.Command, var file])
{
    await CrashingWriter.RunAsync(file);
    return 0;
}

Console.Error.WriteLine($"usage: {CrashingWriter.Command} FILE");
return 2;

using Akka.Event;

namespace Akka.Remote.Associations;

// What others send that cannot be taken: counted, and logged as far as it helps. A peer that sends millions must not fill the log.
internal sealed partial class Remoting
{
    private const int MostLogged = 100;

    private long _malformed;
    private long _refusedConnections;
    private long _undeserializable;

    /// <summary>Connections closed because of what came on them.</summary>
    public long MalformedCount => Interlocked.Read(ref _malformed);

    /// <summary>Connections and messages refused.</summary>
    public long RefusedCount => Interlocked.Read(ref _refusedConnections);

    /// <summary>Messages that could not be deserialized.</summary>
    public long UndeserializableCount => Interlocked.Read(ref _undeserializable);

    public void CountMalformed(string what)
    {
        if (ShouldLog(ref _malformed)) Log.Warning("Closed a connection {0}", what);
    }

    public void CountRefused(string what)
    {
        if (ShouldLog(ref _refusedConnections)) Log.Warning("Refused: {0}", what);
    }

    public void CountUndeserializable(string what)
    {
        if (ShouldLog(ref _undeserializable)) Log.Warning("{0}", what);
    }

    // The first hundred, then every thousandth.
    private static bool ShouldLog(ref long count)
    {
        var number = Interlocked.Increment(ref count);
        return number <= MostLogged || number % 1000 == 0;
    }
}

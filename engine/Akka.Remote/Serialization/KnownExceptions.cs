using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>Exceptions that come from other systems: the usual ones keep their type, every other one is a <see cref="RemoteFailureException"/>.</summary>
internal static class KnownExceptions
{
    // By name and not by reflection: what comes over the wire chooses among these and nothing else.
    private static readonly Dictionary<string, Func<string, Exception>> ByName = new(StringComparer.Ordinal)
    {
        [typeof(Exception).FullName!] = static message => new Exception(message),
        [typeof(ArgumentException).FullName!] = static message => new ArgumentException(message),
        [typeof(ArgumentNullException).FullName!] = static message => new ArgumentNullException(null, message),
        [typeof(ArgumentOutOfRangeException).FullName!] = static message => new ArgumentOutOfRangeException(null, message),
        [typeof(InvalidOperationException).FullName!] = static message => new InvalidOperationException(message),
        [typeof(NotSupportedException).FullName!] = static message => new NotSupportedException(message),
        [typeof(NotImplementedException).FullName!] = static message => new NotImplementedException(message),
        [typeof(KeyNotFoundException).FullName!] = static message => new KeyNotFoundException(message),
        [typeof(FormatException).FullName!] = static message => new FormatException(message),
        [typeof(ArithmeticException).FullName!] = static message => new ArithmeticException(message),
        [typeof(DivideByZeroException).FullName!] = static message => new DivideByZeroException(message),
        [typeof(TimeoutException).FullName!] = static message => new TimeoutException(message),
        [typeof(OperationCanceledException).FullName!] = static message => new OperationCanceledException(message),
        [typeof(TaskCanceledException).FullName!] = static message => new TaskCanceledException(message),
        [typeof(IOException).FullName!] = static message => new IOException(message),
        [typeof(AskTimeoutException).FullName!] = static message => new AskTimeoutException(message),
        [typeof(ActorNotFoundException).FullName!] = static message => new ActorNotFoundException(message),
    };

    public static Exception Make(string type, string message) => ByName.TryGetValue(type, out var make) ? make(message) : new RemoteFailureException(type, message);
}

/// <summary>A failure in another system, of a type that is not known here.</summary>
internal sealed class RemoteFailureException(string type, string message) : AkkaException($"{type}: {message}");

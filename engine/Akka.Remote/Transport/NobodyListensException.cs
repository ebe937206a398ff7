namespace Akka.Remote.Transport;

/// <summary>The other machine answers that nobody listens at the port: no process with that address is alive there, or none that takes connections yet.</summary>
/// <param name="message">The reason.</param>
/// <param name="cause">What caused it.</param>
internal sealed class NobodyListensException(string message, Exception? cause = null) : RemoteTransportException(message, cause);

namespace Akka.Persistence.TestKit;

internal static class PluginAnswer
{
    /// <summary>How long a plugin may take to put an interceptor in place: it does nothing that waits, so only a stopped one takes long.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
}

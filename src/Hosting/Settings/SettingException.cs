namespace Switchboard.Hosting.Settings;

/// <summary>A setting that stops the start. The message is one sentence for the person who starts the node.</summary>
internal sealed class SettingException(string message) : Exception(message);

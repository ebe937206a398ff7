namespace Akka.Util;

/// <summary>Writes to the console, one message at a time, so that lines and colours of several threads do not mix.</summary>
public static class StandardOutWriter
{
    private static readonly Lock Gate = new(); // guards the console's colours while a message is written

    /// <summary>Writes a text.</summary>
    /// <param name="message">The text.</param>
    /// <param name="foregroundColor">Its colour; null for the console's.</param>
    /// <param name="backgroundColor">The colour behind it; null for the console's.</param>
    public static void Write(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Write(message, foregroundColor, backgroundColor, endLine: false);

    /// <summary>Writes a text and ends the line.</summary>
    /// <param name="message">The text.</param>
    /// <param name="foregroundColor">Its colour; null for the console's.</param>
    /// <param name="backgroundColor">The colour behind it; null for the console's.</param>
    public static void WriteLine(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Write(message, foregroundColor, backgroundColor, endLine: true);

    private static void Write(string message, ConsoleColor? foreground, ConsoleColor? background, bool endLine)
    {
        lock (Gate)
        {
            // A file or a pipe shows no colours, only their escape sequences.
            var colored = (foreground is not null || background is not null) && !Console.IsOutputRedirected;
            if (colored && foreground is { } front) Console.ForegroundColor = front;
            if (colored && background is { } back) Console.BackgroundColor = back;
            if (endLine) Console.WriteLine(message);
            else Console.Write(message);
            if (colored) Console.ResetColor();
        }
    }
}

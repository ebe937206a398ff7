namespace Akka.Event;

public static partial class LoggingExtensions
{
    /// <summary>Logs a text.</summary>
    /// <param name="log">The adapter.</param>
    /// <param name="level">The level.</param>
    /// <param name="format">The text, taken as it is.</param>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format)
    {
        if (log.IsEnabled(level)) log.Log(level, null, format);
    }

    /// <summary>Logs a template with arguments.</summary>
    /// <param name="log">The adapter.</param>
    /// <param name="level">The level.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">The arguments.</param>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, object[] args)
    {
        if (log.IsEnabled(level)) log.Log(level, null, new LogMessage<LogValues>(log.Formatter, format, new LogValues(args)));
    }

    /// <summary>Logs a template with arguments and an exception.</summary>
    /// <param name="log">The adapter.</param>
    /// <param name="level">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">The arguments.</param>
    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, object[] args)
    {
        if (log.IsEnabled(level)) log.Log(level, cause, new LogMessage<LogValues>(log.Formatter, format, new LogValues(args)));
    }

    /// <summary>Logs a template with 1 argument and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    public static void Log<T1>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1>>(log.Formatter, format, new LogValues<T1>(arg1)));
    }

    /// <summary>Logs a template with 2 arguments and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <typeparam name="T2">Type of the second argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    public static void Log<T1, T2>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1, T2>>(log.Formatter, format, new LogValues<T1, T2>(arg1, arg2)));
    }

    /// <summary>Logs a template with 3 arguments and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <typeparam name="T2">Type of the second argument.</typeparam>
    /// <typeparam name="T3">Type of the third argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    /// <param name="arg3">The third argument.</param>
    public static void Log<T1, T2, T3>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1, T2, T3>>(log.Formatter, format, new LogValues<T1, T2, T3>(arg1, arg2, arg3)));
    }

    /// <summary>Logs a template with 4 arguments and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <typeparam name="T2">Type of the second argument.</typeparam>
    /// <typeparam name="T3">Type of the third argument.</typeparam>
    /// <typeparam name="T4">Type of the fourth argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    /// <param name="arg3">The third argument.</param>
    /// <param name="arg4">The fourth argument.</param>
    public static void Log<T1, T2, T3, T4>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1, T2, T3, T4>>(log.Formatter, format, new LogValues<T1, T2, T3, T4>(arg1, arg2, arg3, arg4)));
    }

    /// <summary>Logs a template with 5 arguments and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <typeparam name="T2">Type of the second argument.</typeparam>
    /// <typeparam name="T3">Type of the third argument.</typeparam>
    /// <typeparam name="T4">Type of the fourth argument.</typeparam>
    /// <typeparam name="T5">Type of the fifth argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    /// <param name="arg3">The third argument.</param>
    /// <param name="arg4">The fourth argument.</param>
    /// <param name="arg5">The fifth argument.</param>
    public static void Log<T1, T2, T3, T4, T5>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1, T2, T3, T4, T5>>(log.Formatter, format, new LogValues<T1, T2, T3, T4, T5>(arg1, arg2, arg3, arg4, arg5)));
    }

    /// <summary>Logs a template with 6 arguments and an exception.</summary>
    /// <typeparam name="T1">Type of the first argument.</typeparam>
    /// <typeparam name="T2">Type of the second argument.</typeparam>
    /// <typeparam name="T3">Type of the third argument.</typeparam>
    /// <typeparam name="T4">Type of the fourth argument.</typeparam>
    /// <typeparam name="T5">Type of the fifth argument.</typeparam>
    /// <typeparam name="T6">Type of the sixth argument.</typeparam>
    /// <param name="log">The adapter.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The template.</param>
    /// <param name="arg1">The first argument.</param>
    /// <param name="arg2">The second argument.</param>
    /// <param name="arg3">The third argument.</param>
    /// <param name="arg4">The fourth argument.</param>
    /// <param name="arg5">The fifth argument.</param>
    /// <param name="arg6">The sixth argument.</param>
    public static void Log<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
    {
        if (log.IsEnabled(logLevel)) log.Log(logLevel, cause, new LogMessage<LogValues<T1, T2, T3, T4, T5, T6>>(log.Formatter, format, new LogValues<T1, T2, T3, T4, T5, T6>(arg1, arg2, arg3, arg4, arg5, arg6)));
    }
}

namespace Akka.Util.Extensions;

/// <summary>Helpers for any object.</summary>
public static class ObjectExtensions
{
    /// <summary>An object as an option.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="obj">The object, or null.</param>
    /// <returns>The object, or none for null.</returns>
    public static Option<T> AsOption<T>(this T obj) => Option<T>.Create(obj);
}

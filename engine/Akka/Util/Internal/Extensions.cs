using System.Text;

namespace Akka.Util.Internal;

/// <summary>Short ways with sequences, dictionaries and texts.</summary>
public static class Extensions
{
    /// <summary>The object as another type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="self">The object.</param>
    /// <returns>The same object.</returns>
    /// <exception cref="InvalidCastException">It is of another type.</exception>
    public static T AsInstanceOf<T>(this object? self) => (T)self!;

    /// <summary>The text between double quotes.</summary>
    /// <param name="self">The text.</param>
    /// <returns>The quoted text.</returns>
    public static string BetweenDoubleQuotes(this string self) => "\"" + self + "\"";

    /// <summary>Texts joined to one.</summary>
    /// <param name="self">The texts.</param>
    /// <param name="separator">What stands between them.</param>
    /// <returns>The text.</returns>
    public static string Join(this IEnumerable<string> self, string separator) => string.Join(separator, self);

    /// <summary>The first item.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="self">The sequence.</param>
    /// <returns>The item, or the type's default when there is none.</returns>
    public static T? Head<T>(this IEnumerable<T> self) => self.FirstOrDefault();

    /// <summary>What is left without the first items.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="self">The sequence.</param>
    /// <param name="count">How many to leave out.</param>
    /// <returns>The rest.</returns>
    public static IEnumerable<T> Drop<T>(this IEnumerable<T> self, int count) => self.Skip(count);

    /// <summary>The last items.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="self">The sequence.</param>
    /// <param name="n">How many.</param>
    /// <returns>The items, in their order.</returns>
    public static IEnumerable<T> TakeRight<T>(this IEnumerable<T> self, int n) => self.TakeLast(n);

    /// <summary>One item more.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="enumerable">The sequence.</param>
    /// <param name="item">The item.</param>
    /// <returns>The sequence with the item at its end.</returns>
    public static IEnumerable<T> Concat<T>(this IEnumerable<T> enumerable, T item) => enumerable.Append(item);

    /// <summary>Calls an action for every item.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The sequence.</param>
    /// <param name="action">The action.</param>
    public static void ForEach<T>(this IEnumerable<T> source, Action<T> action)
    {
        foreach (var item in source) action(item);
    }

    /// <summary>Sets a key, whether it is there or not.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="hash">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public static void AddOrSet<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value) => hash[key] = value;

    /// <summary>Sets a key and gives the dictionary back.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="hash">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same dictionary.</returns>
    public static IDictionary<TKey, TValue> AddAndReturn<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value)
    {
        hash[key] = value;
        return hash;
    }

    /// <summary>The value of a key, or another when the key is not there.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="hash">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <param name="elseValue">The other value.</param>
    /// <returns>A value.</returns>
    public static TValue GetOrElse<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue elseValue) =>
        hash.TryGetValue(key, out var value) ? value : elseValue;

    /// <summary>The longer of two times.</summary>
    /// <param name="this">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>The longer.</returns>
    public static TimeSpan Max(this TimeSpan @this, TimeSpan other) => @this > other ? @this : other;

    /// <summary>The shorter of two times.</summary>
    /// <param name="this">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>The shorter.</returns>
    public static TimeSpan Min(this TimeSpan @this, TimeSpan other) => @this < other ? @this : other;

    /// <summary>The elements of a dotted path; dots between double quotes belong to an element.</summary>
    /// <param name="path">Such as <c>akka.actor."a.b"</c>.</param>
    /// <returns>The elements, without quotes.</returns>
    public static IEnumerable<string> SplitDottedPathHonouringQuotes(this string path)
    {
        var element = new StringBuilder();
        var isQuoted = false;
        foreach (var c in path)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == '.' && !isQuoted)
            {
                if (element.Length > 0) yield return element.ToString();
                element.Clear();
            }
            else
            {
                element.Append(c);
            }
        }

        if (element.Length > 0) yield return element.ToString();
    }
}

using System.Globalization;
using System.Text;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in the tree of its system: the system's address, then names from the root down, then the uid of one
/// incarnation, as in <c>akka://sys@host:2552/user/rooms/lobby#4711</c>. Immutable. Equality ignores the uid.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>, ISurrogated
{
    /// <summary>The punctuation that a name may hold beside ASCII letters and digits.</summary>
    public static readonly string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private string? _text;

    /// <summary>Makes a root path.</summary>
    /// <param name="address">The system's address.</param>
    /// <param name="name">"/" or empty.</param>
    protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
        Depth = 0;
        Parent = this;
    }

    /// <summary>Makes a path below another.</summary>
    /// <param name="parentPath">The parent's path.</param>
    /// <param name="name">The actor's name.</param>
    /// <param name="uid">The incarnation, or 0 when undefined.</param>
    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        Address = parentPath.Address;
        Name = name;
        Uid = uid;
        Depth = parentPath.Depth + 1;
        Parent = parentPath;
    }

    /// <summary>The address of the actor system.</summary>
    public Address Address { get; }

    /// <summary>The last element.</summary>
    public string Name { get; }

    /// <summary>The incarnation; 0 when the path names any.</summary>
    public long Uid { get; }

    /// <summary>Number of elements below the root.</summary>
    public int Depth { get; }

    /// <summary>The path one step up; the root's parent is the root.</summary>
    public ActorPath Parent { get; }

    /// <summary>The root of this path's system.</summary>
    public ActorPath Root => ParentOf(0);

    /// <summary>The names from the root down. The root alone has one empty element.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            if (Depth == 0) return [""];
            var elements = new string[Depth];
            var path = this;
            for (var i = Depth - 1; i >= 0; i--, path = path.Parent) elements[i] = path.Name;
            return elements;
        }
    }

    /// <summary>Tells whether a text can be an actor's name: ASCII letters, digits, <see cref="ValidSymbols"/> and percent escapes; the first character is no '$'.</summary>
    /// <param name="s">The text.</param>
    /// <returns>True when it is legal.</returns>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$') return false;
        for (var i = 0; i < s.Length; i++)
        {
            var c = s[i];
            if (char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c, StringComparison.Ordinal)) continue;
            if (c == '%' && i + 2 < s.Length && char.IsAsciiHexDigit(s[i + 1]) && char.IsAsciiHexDigit(s[i + 2]))
            {
                i += 2;
                continue;
            }

            return false;
        }

        return true;
    }

    /// <summary>The path of a child.</summary>
    /// <param name="path">The parent.</param>
    /// <param name="name">The child's name.</param>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? new ChildActorPath(path, name, 0)
            : new ChildActorPath(path, name[..hash], long.TryParse(name.AsSpan(hash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var uid) ? uid : 0);
    }

    /// <summary>The path of a descendant. Empty names are passed over.</summary>
    /// <param name="path">The ancestor.</param>
    /// <param name="name">The names from there down.</param>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(n => n.Length > 0).Aggregate(path, static (parent, child) => parent / child);

    /// <summary>Reads an absolute path.</summary>
    /// <param name="path">Such as <c>akka://system/user/a#1</c>.</param>
    /// <returns>The path.</returns>
    /// <exception cref="UriFormatException">The text is no actor path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed! : throw new UriFormatException($"Cannot parse an actor path: [{path}]; expected protocol://system[@host:port]/name/name.");

    /// <summary>Reads an absolute path.</summary>
    /// <param name="path">The text.</param>
    /// <param name="actorPath">The path, or null.</param>
    /// <returns>True when the text is a path.</returns>
    public static bool TryParse(string path, out ActorPath? actorPath)
    {
        actorPath = null;
        return Address.TryParse(path.AsSpan(), out var address, out var rest) && TryParse(new RootActorPath(address!), rest, out actorPath);
    }

    /// <summary>Reads the part of a path behind a known base.</summary>
    /// <param name="basePath">Where the path starts.</param>
    /// <param name="absoluteUri">The rest, starting with '/'.</param>
    /// <param name="actorPath">The path, or null.</param>
    /// <returns>True when the text is a path.</returns>
    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath? actorPath) => TryParse(basePath, absoluteUri.AsSpan(), out actorPath);

    /// <summary>Reads the part of a path behind a known base.</summary>
    /// <param name="basePath">Where the path starts.</param>
    /// <param name="absoluteUri">The rest, starting with '/'.</param>
    /// <param name="actorPath">The path, or null.</param>
    /// <returns>True when the text is a path.</returns>
    public static bool TryParse(ActorPath basePath, ReadOnlySpan<char> absoluteUri, out ActorPath? actorPath)
    {
        actorPath = null;
        if (absoluteUri.IsEmpty || absoluteUri[0] != '/') return false;
        var uid = 0L;
        var hash = absoluteUri.LastIndexOf('#');
        if (hash >= 0)
        {
            if (!long.TryParse(absoluteUri[(hash + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out uid)) return false;
            absoluteUri = absoluteUri[..hash];
        }

        var path = basePath;
        foreach (var range in absoluteUri.Split('/'))
        {
            if (absoluteUri[range].IsEmpty) continue;
            path = new ChildActorPath(path, absoluteUri[range].ToString(), 0);
        }

        actorPath = path.WithUid(uid);
        return true;
    }

    /// <summary>Reads the address at the start of a path.</summary>
    /// <param name="path">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParseAddress(string path, out Address? address) => Address.TryParse(path, out address);

    /// <summary>Reads the address at the start of a path and returns the rest.</summary>
    /// <param name="path">The text.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="absoluteUri">What stands behind the address.</param>
    /// <returns>True when the text starts with an address.</returns>
    public static bool TryParseAddress(string path, out Address? address, out ReadOnlySpan<char> absoluteUri) => Address.TryParse(path.AsSpan(), out address, out absoluteUri);

    /// <summary>Joins elements to "/a/b".</summary>
    /// <param name="pathElements">The names.</param>
    /// <returns>The text, starting with '/'.</returns>
    public static string FormatPathElements(IEnumerable<string> pathElements) => "/" + string.Join('/', pathElements);

    /// <summary>The path of a child.</summary>
    /// <param name="childName">The child's name.</param>
    /// <returns>The child's path.</returns>
    public ActorPath Child(string childName) => this / childName;

    /// <summary>The ancestor at a depth: 0 is the root; negative numbers count up from here.</summary>
    /// <param name="depth">The depth.</param>
    /// <returns>The ancestor.</returns>
    public ActorPath ParentOf(int depth)
    {
        var target = depth < 0 ? Math.Max(0, Depth + depth) : depth;
        var path = this;
        while (path.Depth > target) path = path.Parent;
        return path;
    }

    /// <summary>The same path for another incarnation.</summary>
    /// <param name="uid">The uid, or 0.</param>
    /// <returns>The path.</returns>
    /// <exception cref="NotSupportedException">This is a root path, and the uid is not 0.</exception>
    public ActorPath WithUid(long uid)
    {
        if (uid == Uid) return this;
        return Depth > 0 ? new ChildActorPath(Parent, Name, uid) : throw new NotSupportedException("A root path has no uid.");
    }

    /// <summary>The text of the path with address and uid, as sent over the wire.</summary>
    /// <returns>The text.</returns>
    public string ToSerializationFormat() => AppendUid(ToString());

    /// <summary>The text with uid, and with the given address in place of a local one.</summary>
    /// <param name="address">The address that others can reach.</param>
    /// <returns>The text.</returns>
    public string ToSerializationFormatWithAddress(Address address) => AppendUid(ToStringWithAddress(address));

    /// <summary>The text with address, without uid.</summary>
    /// <returns>The text.</returns>
    public string ToStringWithAddress() => ToString();

    /// <summary>The text with the given address in place of a local one, without uid.</summary>
    /// <param name="address">The address that others can reach.</param>
    /// <returns>The text.</returns>
    public string ToStringWithAddress(Address address) =>
        (Address.HasGlobalScope ? Address : address) + ToStringWithoutAddress();

    /// <summary>The text with address and uid.</summary>
    /// <returns>The text.</returns>
    public string ToStringWithUid() => AppendUid(ToString());

    /// <summary>The names alone: <c>/user/a</c>.</summary>
    /// <returns>The text.</returns>
    public string ToStringWithoutAddress()
    {
        if (Depth == 0) return "/";
        var text = new StringBuilder();
        foreach (var element in Elements) text.Append('/').Append(element);
        return text.ToString();
    }

    /// <summary>Compares address, then names from the root down, ordinally.</summary>
    /// <param name="other">The other path.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(ActorPath? other)
    {
        if (other is null) return 1;
        if (ReferenceEquals(this, other)) return 0;
        var order = Address.CompareTo(other.Address);
        if (order != 0) return order;
        var (left, right) = (Elements, other.Elements);
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            order = string.CompareOrdinal(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || Depth != other.Depth) return false;
        ActorPath left = this, right = other;
        for (; left.Depth > 0; left = left.Parent, right = right.Parent)
        {
            if (ReferenceEquals(left, right)) return true;
            if (left.Name != right.Name) return false;
        }

        return left.Address.Equals(right.Address);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Address.GetHashCode();
        for (var path = this; path.Depth > 0; path = path.Parent) hash = HashCode.Combine(hash, path.Name);
        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => _text ??= Depth == 0 ? Address + "/" : Address + ToStringWithoutAddress();

    /// <summary>True when both are equal, uids aside.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>True when they differ, uids aside.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>Makes what stands for this path when it is serialized.</summary>
    /// <param name="system">Not used.</param>
    /// <returns>The stand-in.</returns>
    public ISurrogate ToSurrogate(ActorSystem system) => new Surrogate(ToSerializationFormat());

    /// <summary>Cuts a path into its address and the rest, without looking closer at either.</summary>
    /// <param name="path">The text.</param>
    /// <param name="address">What stands before the first '/' behind <c>://</c>.</param>
    /// <param name="absoluteUri">The rest, starting with '/'; "/" when there is none.</param>
    /// <returns>False when the text has no <c>protocol://</c>; both parts are empty then.</returns>
    public static bool TryParseParts(ReadOnlySpan<char> path, out ReadOnlySpan<char> address, out ReadOnlySpan<char> absoluteUri)
    {
        address = default;
        absoluteUri = default;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0) return false;
        var slash = path[(scheme + 3)..].IndexOf('/');
        address = slash < 0 ? path : path[..(scheme + 3 + slash)];
        absoluteUri = slash < 0 ? "/" : path[(scheme + 3 + slash)..];
        return true;
    }

    private string AppendUid(string text) => Uid == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}#{Uid}");

    /// <summary>Stands for a path.</summary>
    public class Surrogate : ISurrogate
    {
        /// <summary>Makes the stand-in.</summary>
        /// <param name="path">The path's text, with address and uid.</param>
        public Surrogate(string path) => Path = path;

        /// <summary>The path's text, with address and uid.</summary>
        public string Path { get; }

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => Parse(Path);
    }
}

/// <summary>Paths that start at some actor, such as <c>../a/b</c>.</summary>
public static class RelativeActorPath
{
    /// <summary>Cuts a path into its elements.</summary>
    /// <param name="addr">The text.</param>
    /// <returns>The elements; null when the text has an address, or is no path.</returns>
    public static IEnumerable<string>? Unapply(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        return Uri.TryCreate(addr, UriKind.Relative, out _) && !addr.Contains("://", StringComparison.Ordinal) ? addr.Split('/') : null;
    }
}

/// <summary>The root of an actor system's tree.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>Makes the root path of a system.</summary>
    /// <param name="address">The system's address.</param>
    /// <param name="name">Always "/" or empty.</param>
    public RootActorPath(Address address, string name = "") : base(address, name)
    {
    }
}

/// <summary>The path of an actor below the root.</summary>
public sealed class ChildActorPath : ActorPath
{
    /// <summary>Makes the path of a child.</summary>
    /// <param name="parentPath">The parent's path.</param>
    /// <param name="name">The child's name.</param>
    /// <param name="uid">The incarnation, or 0.</param>
    public ChildActorPath(ActorPath parentPath, string name, long uid) : base(parentPath, name, uid)
    {
    }
}

using System.Text.RegularExpressions;

namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>Judges a text.</summary>
public interface IStringMatcher
{
    /// <summary>Judges a text.</summary>
    /// <param name="s">The text.</param>
    /// <returns>True when it matches.</returns>
    bool IsMatch(string s);
}

/// <summary>Takes every text.</summary>
public class MatchesAll : IStringMatcher
{
    private MatchesAll()
    {
    }

    /// <summary>The only instance.</summary>
    public static IStringMatcher Instance { get; } = new MatchesAll();

    /// <inheritdoc/>
    public bool IsMatch(string s) => true;

    /// <inheritdoc/>
    public override string ToString() => "";
}

/// <summary>Takes one text. Compares ordinally, as all matchers do.</summary>
public class EqualsString : IStringMatcher
{
    private readonly string _s;

    /// <summary>For a text.</summary>
    /// <param name="s">The text.</param>
    public EqualsString(string s) => _s = s;

    /// <inheritdoc/>
    public bool IsMatch(string s) => string.Equals(_s, s, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"== \"{_s}\"";
}

/// <summary>Takes texts by their start.</summary>
public class StartsWithString : IStringMatcher
{
    private readonly string _start;

    /// <summary>For a start.</summary>
    /// <param name="start">The start.</param>
    public StartsWithString(string start) => _start = start;

    /// <inheritdoc/>
    public bool IsMatch(string s) => s?.StartsWith(_start, StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override string ToString() => $"starts with \"{_start}\"";
}

/// <summary>Takes texts by a part.</summary>
public class ContainsString : IStringMatcher
{
    private readonly string _part;

    /// <summary>For a part.</summary>
    /// <param name="part">The part.</param>
    public ContainsString(string part) => _part = part;

    /// <inheritdoc/>
    public bool IsMatch(string s) => s?.Contains(_part, StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override string ToString() => $"contains \"{_part}\"";
}

/// <summary>Takes texts in which a regular expression finds something.</summary>
public class RegexMatcher : IStringMatcher
{
    private readonly Regex _regex;

    /// <summary>For an expression.</summary>
    /// <param name="regex">The expression.</param>
    public RegexMatcher(Regex regex) => _regex = regex;

    /// <inheritdoc/>
    public bool IsMatch(string s) => s is not null && _regex.IsMatch(s);

    /// <inheritdoc/>
    public override string ToString() => $"matches {_regex}";
}

/// <summary>Takes texts for which a predicate holds.</summary>
public class PredicateMatcher : IStringMatcher
{
    private readonly Predicate<string> _predicate;
    private readonly string _hint;

    /// <summary>For a predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="hint">What it asks for, said in failures.</param>
    public PredicateMatcher(Predicate<string> predicate, string hint = "")
    {
        _predicate = predicate;
        _hint = hint;
    }

    /// <inheritdoc/>
    public bool IsMatch(string s) => _predicate(s);

    /// <inheritdoc/>
    public override string ToString() => string.IsNullOrEmpty(_hint) ? "matches a predicate" : $"matches a predicate: {_hint}";
}

/// <summary>Takes the path of one actor, whole or, where that is allowed, without the system's address.</summary>
public class EqualsStringAndPathMatcher : IStringMatcher
{
    private readonly string _path;
    private readonly bool _canBeRelative;

    /// <summary>For a path, or any other name of a source.</summary>
    /// <param name="path">The path, such as <c>akka://test/user/a</c>, <c>/user/a</c> or <c>user/a</c>.</param>
    /// <param name="canBeRelative">Whether it may lack the address.</param>
    public EqualsStringAndPathMatcher(string path, bool canBeRelative = true)
    {
        _path = path;
        _canBeRelative = canBeRelative;
    }

    /// <inheritdoc/>
    public bool IsMatch(string path)
    {
        if (string.Equals(_path, path, StringComparison.Ordinal)) return true;
        if (!_canBeRelative || string.IsNullOrEmpty(_path) || path is null) return false;
        return path.Length > _path.Length && path.EndsWith(_path, StringComparison.Ordinal) && (_path[0] == '/' || path[path.Length - _path.Length - 1] == '/');
    }

    /// <inheritdoc/>
    public override string ToString() => $"== \"{_path}\"";
}

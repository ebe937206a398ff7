using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>Documents mean what HOCON's published specification says; most cases are its own examples, in its order.</summary>
public sealed class HoconSpecificationTests
{
    /// <summary>A document and the same written as JSON.</summary>
    public static TheoryData<string, string, string> Equivalents => new()
    {
        // Unchanged from JSON
        { "JSON is HOCON", """{"a": {"b": [1, true, "x"]}, "c": null}""", """{"a": {"b": ["1", "true", "x"]}, "c": null}""" },
        { "an empty document is an empty object", "", "{}" },
        { "a byte order mark is passed", "\uFEFFa = 1", """{"a": "1"}""" },

        // Comments
        { "comments start with # or //", "# one\na = 1 # two\n// three\nb = 2 // four", """{"a": "1", "b": "2"}""" },
        { "comment signs in quotes are text", """a = "x # y // z" """, """{"a": "x # y // z"}""" },

        // Omit root braces
        { "root braces may be left out", "a : 1\nb : 2", """{"a": "1", "b": "2"}""" },

        // Key-value separator
        { "= can stand for :", "a = 1, b : 2", """{"a": "1", "b": "2"}""" },
        { "no separator before {", "foo { a : 42 }", """{"foo": {"a": "42"}}""" },

        // Commas
        { "new lines stand for commas in lists", "a = [\n1\n2\n3\n]", """{"a": ["1", "2", "3"]}""" },
        { "one trailing comma in a list is ignored", "a = [1,2,3,]", """{"a": ["1", "2", "3"]}""" },
        { "one trailing comma in an object is ignored", "{ a = 1, b = 2, }", """{"a": "1", "b": "2"}""" },

        // White space
        { "Unicode white space is white space", "a\u00A0=\u20031\u2028", """{"a": "1"}""" },

        // Duplicate keys and object merging
        { "the later value wins", "a = 1, a = 2", """{"a": "2"}""" },
        { "objects merge", """{ "foo" : { "a" : 42 }, "foo" : { "b" : 43 } }""", """{"foo": {"a": "42", "b": "43"}}""" },
        { "a text between cuts the merge", """{ "foo" : { "a" : 42 }, "foo" : null, "foo" : { "b" : 43 } }""", """{"foo": {"b": "43"}}""" },
        { "merging goes down", "a { b { x = 1, y = 1 } }\na { b { y = 2, z = 2 } }", """{"a": {"b": {"x": "1", "y": "2", "z": "2"}}}""" },

        // Unquoted strings
        { "unquoted text may hold dots and dashes", "a = foo-bar.baz_1", """{"a": "foo-bar.baz_1"}""" },
        { "a word that starts like a keyword is text", "a = truefoo, b = nullable, c = 10xyz", """{"a": "truefoo", "b": "nullable", "c": "10xyz"}""" },

        // Multi-line strings
        { "triple quotes keep everything", "a = \"\"\"x\n \"y\" \\n z\"\"\"", """{"a": "x\n \"y\" \\n z"}""" },
        { "more than three closing quotes belong to the text", "a = \"\"\"foo\"\"\"\"", """{"a": "foo\""}""" },

        // String value concatenation
        { "words are one text", "a = The quick  brown fox   ", """{"a": "The quick  brown fox"}""" },
        { "quoted and unquoted text join", """a = foo "bar" baz""", """{"a": "foo bar baz"}""" },
        { "quoted blanks at the ends count", """a = " x "y" " """, """{"a": " x y "}""" },
        { "numbers and flags join as written", "a = 1.0 true null 0x", """{"a": "1.0 true null 0x"}""" },

        // Array and object concatenation
        { "lists join", "a = [1, 2] [3, 4]", """{"a": ["1", "2", "3", "4"]}""" },
        { "objects join", "a = { b = 1 } { c = 2 }", """{"a": {"b": "1", "c": "2"}}""" },
        { "one way to merge is to concatenate", """data-center-generic = { cluster-size = 6 }, data-center-east = ${data-center-generic} { name = "east" }""",
            """{"data-center-generic": {"cluster-size": "6"}, "data-center-east": {"name": "east", "cluster-size": "6"}}""" },
        { "lists join through substitutions", "path = [ /bin ], path = ${path} [ /usr/bin ]", """{"path": ["/bin", "/usr/bin"]}""" },
        { "a joined list inside a list is one element", "a = [ 1 2, [ 3 ] [ 4 ] ]", """{"a": ["1 2", ["3", "4"]]}""" },

        // Path expressions, paths as keys
        { "dotted keys make objects", "foo.bar : 42", """{"foo": {"bar": "42"}}""" },
        { "deep dotted keys", "foo.bar.baz : 42", """{"foo": {"bar": {"baz": "42"}}}""" },
        { "dotted keys merge", "a.x : 42, a.y : 43", """{"a": {"x": "42", "y": "43"}}""" },
        { "dotted keys with blanks", "a b c : 42", """{"a b c": "42"}""" },
        { "quoted parts hold dots", "a.\"b.c\".d = 1", """{"a": {"b.c": {"d": "1"}}}""" },
        { "a number is a key", "3.14 : 42", """{"3": {"14": "42"}}""" },
        { "a flag is a key", "true : 42", """{"true": "42"}""" },
        { "an empty quoted part is a key", "a.\"\".b = 1", """{"a": {"": {"b": "1"}}}""" },
        { "quoted and unquoted pieces of a part join", "a\"b c\"d = 1", """{"ab cd": "1"}""" },

        // Substitutions
        { "a substitution takes the final value", "a = ${b}, b = 1, b = 2", """{"a": "2", "b": "2"}""" },
        { "substitutions join with text", "a = ${b}\" and \"${b}, b = x", """{"a": "x and x", "b": "x"}""" },
        { "blanks around a substitution in a text stay", "b = x, a = 1 ${b} 2", """{"b": "x", "a": "1 x 2"}""" },
        { "a missing optional substitution leaves no field", "a = ${?nowhere.here}, b = 1", """{"b": "1"}""" },
        { "a missing optional substitution leaves the older value", "a = 1, a = ${?nowhere.here}", """{"a": "1"}""" },
        { "a missing optional substitution leaves no element", "a = [1, ${?nowhere.here}, 2]", """{"a": ["1", "2"]}""" },
        { "a missing optional substitution is an empty text among others", "a = x${?nowhere.here}y", """{"a": "xy"}""" },
        { "a missing optional substitution is an empty list among lists", "a = [1] ${?nowhere.here} [2]", """{"a": ["1", "2"]}""" },
        { "a missing optional substitution is an empty object among objects", "a = ${?nowhere.here} { b = 1 }", """{"a": {"b": "1"}}""" },
        { "only missing optional substitutions leave no field", "foo : ${?nowhere.a}${?nowhere.b}", "{}" },
        { "null is a value", "a = null, b = ${a}", """{"a": null, "b": null}""" },
        { "a substitution in a quoted text is text", "a = \"${b}\"", """{"a": "${b}"}""" },
        { "an object over a substitution merges with it", "b { x = 1, y = 1 }, a = ${b}, a { y = 2 }", """{"b": {"x": "1", "y": "1"}, "a": {"y": "2", "x": "1"}}""" },
        { "a substitution over an object merges with it", "b { x = 1, y = 1 }, a { y = 2, z = 2 }, a = ${b}", """{"b": {"x": "1", "y": "1"}, "a": {"x": "1", "y": "1", "z": "2"}}""" },

        // Self-referential substitutions
        { "a path grows", "path : \"a:b:c\"\npath : ${path}\":d\"", """{"path": "a:b:c:d"}""" },
        { "looking back, then merging forward", "foo : { a : { c : 1 } }\nfoo : ${foo.a}\nfoo : { a : 2 }", """{"foo": {"a": "2", "c": "1"}}""" },
        { "an object refers to itself", "bar : { foo : 42,\n baz : ${bar.foo}\n}", """{"bar": {"foo": "42", "baz": "42"}}""" },
        { "an object refers to its final self", "bar : { foo : 42,\n baz : ${bar.foo}\n}\nbar : { foo : 43 }", """{"bar": {"foo": "43", "baz": "43"}}""" },
        { "objects refer to each other", "bar : { a : ${foo.d}, b : 1 }\nbar.b = 3\nfoo : { c : ${bar.b}, d : 2 }\nfoo.d = 4",
            """{"bar": {"a": "4", "b": "3"}, "foo": {"c": "3", "d": "4"}}""" },
        { "an optional reference to nothing before", "a : ${?a}foo", """{"a": "foo"}""" },
        { "a key defined from its own parts", "a : { b : 1 }, a : { c : ${a.b} }", """{"a": {"b": "1", "c": "1"}}""" },
        { "several steps back", "a = 1\na = ${a}2\na = ${a}3", """{"a": "123"}""" },

        // +=
        { "+= starts a list", "a += b", """{"a": ["b"]}""" },
        { "+= adds to a list", "dir = /opt, path = [ /bin ]\npath += ${dir}/bin\npath += /x", """{"dir": "/opt", "path": ["/bin", "/opt/bin", "/x"]}""" },
        { "+= adds one element, be it a list", "a = [1]\na += [2, 3]", """{"a": ["1", ["2", "3"]]}""" },
        { "+= with a dotted key", "a { b = [1] }\na.b += 2", """{"a": {"b": ["1", "2"]}}""" },
        { "+= twice on nothing", "a.b += 1\na.b += 2", """{"a": {"b": ["1", "2"]}}""" },
        { "+= on a substituted list", "x = [1], a = ${x}\na += 2", """{"x": ["1"], "a": ["1", "2"]}""" },
        { "+= in an object in a list", "a = [ { b += 1, b += 2 } ]", """{"a": [{"b": ["1", "2"]}]}""" },

        // include as a key
        { "include is a key when nothing to include follows", "include = 1, a.include = 2", """{"include": "1", "a": {"include": "2"}}""" },
    };

    [Theory]
    [MemberData(nameof(Equivalents))]
    public void A_document_equals_its_JSON(string rule, string hocon, string json)
    {
        Assert.NotEmpty(rule);
        Assert.Equal(ConfigurationFactory.ParseString(json).ToString(), ConfigurationFactory.ParseString(hocon).ToString());
    }

    [Theory]
    [MemberData(nameof(Equivalents))]
    public void What_is_written_reads_back_the_same(string rule, string hocon, string json)
    {
        Assert.NotEmpty(rule + json);
        var written = ConfigurationFactory.ParseString(hocon).ToString();

        Assert.Equal(written, ConfigurationFactory.ParseString(written).ToString());
    }

    /// <summary>Documents that are no HOCON, and what the error says.</summary>
    public static TheoryData<string, string> Invalid => new()
    {
        { "{", "<string>:1:2: the document ends inside an object, expected a '}' for the '{' of line 1, column 1." },
        { "a = [1", "<string>:1:7: the document ends inside a list, expected a ']' for the '[' of line 1, column 5 (key 'a')." },
        { "a = 1\n}", "<string>:2:1: found '}' that closes nothing, expected a key." },
        { "{} b = 1", "<string>:1:4: found 'b' after the last '}', expected the end of the document." },
        { "[1]", "<string>:1:1: the document is a list, expected an object: keys with values." },
        { ", a = 1", "<string>:1:1: found ',', expected a key." },
        { "a = 1,, b = 2", "<string>:1:7: found ',', expected a key." },
        { "a = [1,,2]", "<string>:1:8: found ',', expected a value (key 'a')." },
        { "a = [,1]", "<string>:1:6: found ',', expected a value (key 'a')." },
        { "a {\n  b =\n}", "<string>:3:1: found '}', expected a value (key 'a.b')." },
        { "a {\n  b\n}", "<string>:3:1: found '}' after the key, expected '=', ':', '+=' or '{' (key 'a.b')." },
        { "a..b = 1", "<string>:1:3: found '.' where a key or a part of it must stand, expected a key (an empty part is written \"\")." },
        { ".a = 1", "<string>:1:1: found '.' where a key or a part of it must stand, expected a key (an empty part is written \"\")." },
        { "a. = 1", "<string>:1:4: found '=', expected another part of the key after the '.'." },
        { "a = x?y", "<string>:1:6: found '?', expected a comma, a new line or more of the value (text with this character is written in double quotes) (key 'a')." },
        { "a = http://x", "<string>:1:9: found ':', expected a comma, a new line or more of the value (text with this character is written in double quotes) (key 'a')." },
        { "a = \"x", "<string>:1:5: the quoted text has no end on its line, expected a closing '\"' (or three quotes around text of several lines) (key 'a')." },
        { "a = \"\"\"x", "<string>:1:5: the text in triple quotes has no end, expected three closing quotes (key 'a')." },
        { "a = \"\\q\"", "<string>:1:7: '\\q' is no escape, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX (a backslash itself is written \\\\) (key 'a')." },
        { "a = ${b", "<string>:1:8: found the end of the document in a substitution, expected a '}' for its '${' (key 'a')." },
        { "a = ${}", "<string>:1:7: found '}', expected the path of a substitution (key 'a')." },
        { "a = [1] x", "<string>:1:9: a text follows a list in one value, expected a comma or a new line between them, or another list (key 'a')." },
        { "a = {} [1]", "<string>:1:8: a list follows an object in one value, expected a comma or a new line between them, or another object (key 'a')." },
        { "a = 1\na += 2", "<string>:2:1: '+=' adds to a list, but the key is a text (at <string>:1), expected a list (key 'a')." },
        { "include x", "<string>:1:9: found 'x' after 'include', expected \"name\", file(\"name\"), classpath(\"name\") or required(...)." },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_error_names_place_finding_and_expectation(string hocon, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon)).Message);

    /// <summary>Substitutions that cannot be resolved, the key that is read, and what the error says.</summary>
    public static TheoryData<string, string> Unresolvable => new()
    {
        { "a = ${no.where}", "the substitution ${no.where} stands for nothing" },
        { "a = ${a}", "${a} refers to itself: a -> a" },
        { "a = ${b}, b = ${a}", "refers to itself" },
        { "a : ${b}\nb : ${c}\nc : ${a}", "b -> c -> a -> b" },
        { "a = ${a}x", "${a} refers to itself" },
        { "a = 1 ${b}, b = [1]", "one value joins list (at <string>:1) with text (at <string>:1)" },
        { "b = x, a = ${b}, a += 1", "'a += ...' adds to a list" },
    };

    [Theory]
    [MemberData(nameof(Unresolvable))]
    public void What_cannot_be_resolved_is_named_when_it_is_read(string hocon, string message)
    {
        var config = ConfigurationFactory.ParseString(hocon + "\nother = 1");

        Assert.Equal(1, config.GetInt("other"));
        var error = Assert.Throws<ConfigurationException>(() => config.GetString("a"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("<string>:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_substitutions_in_a_cycle_stand_for_nothing()
    {
        var config = ConfigurationFactory.ParseString("a = ${?b}, b = ${?a}");

        Assert.False(config.HasPath("a"));
        Assert.False(config.HasPath("b"));
    }

    [Fact]
    public void Objects_with_numbers_for_keys_read_as_lists_in_their_order()
    {
        var config = ConfigurationFactory.ParseString("a { 10 = c, 2 = b, 0 = a, x = d }\nb = ${a} [ e ]");

        Assert.Equal(["a", "b", "c"], config.GetStringList("a"));
        Assert.Equal(["a", "b", "c", "e"], config.GetStringList("b"));
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a {}").GetStringList("a"));
    }

    [Fact]
    public void Environment_variables_stand_in_for_missing_keys_only()
    {
        const string name = "AKKA_TESTS_HOCON_FALLBACK";
        Environment.SetEnvironmentVariable(name, "from outside");
        try
        {
            var config = ConfigurationFactory.ParseString($"a = ${{{name}}}, b = ${{?{name}}}/x, list = [${{{name}}}]");

            Assert.Equal("from outside", config.GetString("a"));
            Assert.Equal("from outside/x", config.GetString("b"));
            Assert.Equal(["from outside"], config.GetStringList("list"));
            Assert.Equal("from inside", config.WithFallback(ConfigurationFactory.ParseString($"{name} = from inside")).GetString("a"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}

using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Includes read files beside the including file, embedded resources or what a callback gives, and never go round in circles.</summary>
public sealed class IncludeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hocon-includes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_looked_up_beside_the_including_file()
    {
        Write("sub/b.conf", "b = 2, include \"c\"");
        Write("sub/c.hocon", "c = 3, b = 3");
        var config = ConfigurationFactory.ParseFile(Write("a.conf", "a = 1\ninclude \"sub/b.conf\"\na = ${a}/${c}"));

        Assert.Equal("1/3", config.GetString("a"));
        Assert.Equal(3, config.GetInt("b"));
        Assert.Equal($"{Path.Combine(_folder, "sub", "c.hocon")}:1", config.GetValue("c")!.View.Origin.ToString());
    }

    [Fact]
    public void All_forms_of_an_include_are_read()
    {
        Write("b.conf", "b = 2");
        var config = ConfigurationFactory.ParseFile(Write("a.conf",
            "include file(\"b.conf\")\nx { include required(file(\"b.conf\")) }\ny { include required(\"b\") }\nz { include classpath(\"hocon-included.conf\") }"));

        Assert.Equal(2, config.GetInt("b"));
        Assert.Equal(2, config.GetInt("x.b"));
        Assert.Equal(2, config.GetInt("y.b"));
        Assert.Equal("from a resource", config.GetString("z.resource"));
    }

    [Fact]
    public void A_missing_document_is_nothing_unless_it_is_required()
    {
        Assert.Equal(1, ConfigurationFactory.ParseFile(Write("a.conf", "include \"none\"\na = 1")).GetInt("a"));

        var path = Write("b.conf", "\n x { include required(\"none\") }");
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(path));
        Assert.Equal($"{path}:2:6: there is no 'none' to include, expected an existing document (key 'x').", error.Message);
    }

    [Fact]
    public void Substitutions_in_an_included_document_mean_its_own_keys_first()
    {
        Write("b.conf", "x = 10, y = ${x}, z = ${base}, list += 1, list += 2");
        var config = ConfigurationFactory.ParseFile(Write("a.conf", "a { list = [0], include \"b\" }\na { x = 42 }\nbase = 7\nx = 5"));

        Assert.Equal(42, config.GetInt("a.y"));
        Assert.Equal(7, config.GetInt("a.z"));
        Assert.Equal([0, 1, 2], config.GetIntList("a.list"));
    }

    [Fact]
    public void A_cycle_is_named_with_its_whole_chain()
    {
        var b = Write("b.conf", "include \"c\"");
        var c = Write("c.conf", "x {\n include \"b\" }");
        var a = Write("a.conf", "include \"b\"");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(a));

        Assert.Equal($"{c}:2: the includes form a cycle: {b} -> {c} -> {b}.", error.Message);
    }

    [Fact]
    public void Documents_that_double_at_every_level_end_at_a_limit()
    {
        for (var i = 0; i < 30; i++) Write($"{i}.conf", $"include \"{i + 1}\", x {{ include \"{i + 1}\" }}");
        Write("30.conf", "a = 1");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(Path.Combine(_folder, "0.conf")));

        Assert.Contains("more than 1000 includes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_included_file()
    {
        var b = Write("b.conf", "b = 1\nc = }");
        var a = Write("a.conf", "include \"b\"");

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(a));

        Assert.StartsWith($"{b}:2:5: found '}}', expected a value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_decides_what_a_plain_include_means()
    {
        var config = ConfigurationFactory.ParseString("a { include \"x\" }, include \"nothing\"",
            name => name == "x" ? Parser.Parse("b = ${c}, c = 1", null) : null!);

        Assert.Equal(1, config.GetInt("a.b"));
    }

    [Fact]
    public void A_callback_that_includes_itself_is_named()
    {
        HoconRoot Include(string name) => Parser.Parse(name == "x" ? "include \"y\"" : "include \"x\"", Include);

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("include \"x\"", Include));

        Assert.Contains("the includes form a cycle: x -> y -> x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_shared_by_a_callback_is_not_changed_by_what_follows_it()
    {
        var shared = Parser.Parse("a { x = 1 }", null);
        var first = ConfigurationFactory.ParseString("include \"s\"\na.y = 2, a.x = 3", _ => shared);

        Assert.Equal(3, first.GetInt("a.x"));
        Assert.False(new Config(shared).HasPath("a.y"));
        Assert.Equal(1, new Config(shared).GetInt("a.x"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        var missing = Path.Combine(_folder, "missing.conf");

        Assert.Contains($"cannot read {missing}", Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseFile(missing)).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

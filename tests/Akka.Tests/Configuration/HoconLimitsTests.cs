using System.Text;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Whatever bytes a document is made of, reading it ends soon: with a configuration or with a <see cref="ConfigurationException"/>.</summary>
public sealed class HoconLimitsTests
{
    [Theory]
    [InlineData("nested braces")]
    [InlineData("nested brackets")]
    [InlineData("a long dotted key")]
    [InlineData("a long chain of substitutions")]
    [InlineData("a text that doubles")]
    [InlineData("a list that doubles")]
    [InlineData("a list of lists that doubles")]
    [InlineData("an object that doubles")]
    [InlineData("an endless object")]
    [InlineData("an endless list")]
    [InlineData("a list that contains itself")]
    [InlineData("values that look back a thousand times")]
    [InlineData("more characters than allowed")]
    public void A_document_made_to_do_harm_is_refused(string kind)
    {
        var document = kind switch
        {
            "nested braces" => string.Concat(Enumerable.Repeat("a{", 1_000_000)),
            "nested brackets" => "a=" + new string('[', 1_000_000),
            "a long dotted key" => string.Join('.', Enumerable.Repeat("a", 1_000_000)) + "=1",
            "a long chain of substitutions" => Chain(20_000, i => $"${{k{i}}}", "1"),
            "a text that doubles" => Chain(60, i => $"${{k{i}}}${{k{i}}}", "xxxxxxxx"),
            "a list that doubles" => Chain(60, i => $"${{k{i}}}${{k{i}}}", "[1]"),
            "a list of lists that doubles" => Chain(60, i => $"[${{k{i}}},${{k{i}}}]", "1"),
            "an object that doubles" => Chain(60, i => $"{{x=${{k{i}}},y=${{k{i}}}}}", "1"),
            "an endless object" => "k0 = { a = ${k0}, b = ${k0} }",
            "an endless list" => "k0 { l = [${k0}, ${k0}] }",
            "a list that contains itself" => "k0 = ${k1} [1]\nk1 { 0 = ${k0} }",
            "values that look back a thousand times" => "k0 = x\n" + string.Concat(Enumerable.Repeat("k0 = ${k0}y\n", 1000)),
            _ => "k0 = \"" + new string('x', HoconLimits.Characters) + "\"",
        };

        var error = Record.Exception(() =>
        {
            var config = ConfigurationFactory.ParseString(document);
            config.CheckSubstitutions();
            Touch(config);
        });

        Assert.IsType<ConfigurationException>(error);
        Assert.True(error.Message.Length < 5000);
    }

    [Fact]
    public void Lists_may_be_added_to_often()
    {
        var config = ConfigurationFactory.ParseString(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a += {i}\n")));

        Assert.Equal(Enumerable.Range(0, 10_000), config.GetIntList("a"));
    }

    [Fact]
    public void Objects_may_have_many_keys()
    {
        var config = ConfigurationFactory.ParseString(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a.k{i}.x = {i}\n")));

        Assert.Equal(49_999, config.GetInt("a.k49999.x"));
    }

    [Fact]
    public void Random_and_mutated_documents_never_do_more_than_be_refused()
    {
        string[] seeds = [ConfigurationFactory.Default().ToString()[..3000], .. HoconSpecificationTests.Equivalents.Select(row => (string)row[1])];
        const string alphabet = "{}[]()=:,+.#\"'$?\\/ \n\t\u00A0abc019-_!@\0\uFEFF\uD800include";
        var random = new Random(20_261_121);
        for (var round = 0; round < 20_000; round++)
        {
            var document = new StringBuilder(round % 3 == 0 ? "" : seeds[random.Next(seeds.Length)]);
            for (var edits = random.Next(1, round % 3 == 0 ? 60 : 6); edits > 0; edits--)
            {
                var at = random.Next(document.Length + 1);
                if (random.Next(3) == 0 && at < document.Length) document.Remove(at, Math.Min(random.Next(1, 20), document.Length - at));
                else if (random.Next(4) == 0) document.Insert(at, seeds[random.Next(1, seeds.Length)]);
                else document.Insert(at, alphabet[random.Next(alphabet.Length)]);
            }
            var text = document.ToString();
            var error = Record.Exception(() => Touch(ConfigurationFactory.ParseString(text, static _ => null!)));
            Assert.True(error is null or ConfigurationException, $"round {round}: {error}\n{text}");
        }
    }

    // Reads everything, in every way that goes through all of it.
    private static void Touch(Config config)
    {
        var written = config.ToString();
        _ = config.WithFallback(ConfigurationFactory.ParseString("k0 { a = ${?b} }, a = [1]")).ToString(includeFallback: true);
        foreach (var (key, value) in config.AsEnumerable())
        {
            if (value.IsObject()) _ = value.ToConfig().ToString();
            _ = config.HasPath(key);
        }
        _ = ConfigurationFactory.ParseString(written).ToString();
    }

    private static string Chain(int length, Func<int, string> value, string last) =>
        string.Concat(Enumerable.Range(0, length).Select(i => $"k{i}={value(i + 1)}\n")) + $"k{length}={last}";
}

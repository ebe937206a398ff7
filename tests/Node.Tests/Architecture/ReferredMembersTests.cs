using System.Text;

namespace Node.Tests.Architecture;

/// <summary>What a type refers to is found wherever it stands, and is laid to that type alone: else the seam for extensions would have holes.</summary>
public class ReferredMembersTests
{
    private static readonly Dictionary<string, HashSet<string>> Found =
        ReferredMembers.ByType(typeof(ReferredMembersTests).Assembly.Location, assembly => assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("xunit", StringComparison.Ordinal));

    private static HashSet<string> Of(string type) => Found[$"{typeof(ReferredMembersTests).FullName}+{type}"];

    [Fact]
    public void Calls_in_bodies_are_found() => Assert.Contains("System.Text.StringBuilder.Append", Of(nameof(Calls)));

    [Fact]
    public void Calls_in_lambdas_and_iterators_are_found_in_the_types_that_the_compiler_makes() =>
        Assert.Contains(Found, pair => pair.Key.StartsWith($"{typeof(Lambdas).FullName}+", StringComparison.Ordinal) && pair.Value.Contains("System.Text.StringBuilder.Append"));

    [Fact]
    public void Fields_parameters_and_type_arguments_are_found()
    {
        Assert.Contains("System.Uri", Of(nameof(Fields)));
        Assert.Contains("System.Version", Of(nameof(Fields)));
        Assert.Contains("System.Text.Rune", Of(nameof(Fields)));
    }

    [Fact]
    public void Bases_interfaces_and_constraints_are_found()
    {
        Assert.Contains("System.IO.Stream", Of("Constraints`1"));
        Assert.Contains("System.IDisposable", Of("Constraints`1"));
    }

    [Fact]
    public void Attributes_are_found() => Assert.Contains("System.ObsoleteAttribute", Of("Attributed"));

    [Fact]
    public void Members_of_generic_types_have_the_generic_types_name() => Assert.Contains("System.Collections.Generic.List.Add", Of(nameof(Calls)));

    [Fact]
    public void A_type_does_not_answer_for_another() => Assert.DoesNotContain("System.Text.StringBuilder.Append", Of(nameof(Fields)));

    private static class Calls
    {
        public static void Go(StringBuilder text, List<int> list)
        {
            text.Append('x');
            list.Add(1);
        }
    }

    private static class Lambdas
    {
        public static Func<StringBuilder, StringBuilder> Make() => text => text.Append('x');
    }

    private sealed class Fields
    {
        public Uri? Link = new("https://example.org");

        public static Dictionary<int, Version[]> Go(ref Rune rune)
        {
            rune = default;
            return [];
        }
    }

    private sealed class Constraints<T> : IDisposable where T : Stream
    {
        public void Dispose()
        {
        }
    }

    [Obsolete("for the test")]
    private sealed class Attributed;
}

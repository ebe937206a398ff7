namespace Akka.TestKit.Tests;

/// <summary>For test systems on real threads: they wait for what they expect, however busy the machine is.</summary>
internal static class Patient
{
    public const string Config = "akka.test { single-expect-default = 1h, filter-leeway = 1h, default-timeout = 1h }\n";
}

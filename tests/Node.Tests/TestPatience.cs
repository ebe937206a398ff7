namespace Switchboard.Node.Tests;

/// <summary>
/// How long tests wait for what must come. Only a hang takes as long: it makes a test fail rather than wait for ever, however busy the machine is and
/// however much has to be compiled first.
/// </summary>
internal static class TestPatience
{
    /// <summary>For the expectations of a TestKit, whose own default of 3 seconds can pass while the first cluster of a process starts.</summary>
    public const string Expect = "akka.test.single-expect-default = 60s";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}

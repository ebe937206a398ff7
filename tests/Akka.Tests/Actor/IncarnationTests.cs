using Akka.Actor;
using Akka.Simulation;

namespace Akka.Tests.Actor;

/// <summary>An actor of a system that has been started again is another actor, also when everything about it is the same: references to the old one do not mean it.</summary>
public sealed class IncarnationTests
{
    [Fact]
    public void Actors_of_two_starts_of_a_system_have_different_uids()
    {
        var (first, second) = (Start(seed: 1), Start(seed: 2));

        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_same_seed_gives_the_same_uids() => Assert.Equal(Start(seed: 1).Path.Uid, Start(seed: 1).Path.Uid);

    private static IActorRef Start(long seed)
    {
        using var system = new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF }", seed);
        return system.System.ActorOf(Props.Empty, "same");
    }
}

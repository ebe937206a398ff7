using Akka.Simulation;

namespace Simulation.Singletons;

/// <summary>The node that runs the instance leaves in good order, and is started again later.</summary>
internal sealed record LeaveHost : Step;

/// <summary>The node that runs the instance ends without a word, and is started again later.</summary>
internal sealed record CrashHost(TimeSpan Downtime) : Step;

/// <summary>The node that is to run the instance next ends without a word, and is started again later.</summary>
internal sealed record CrashNext(TimeSpan Downtime) : Step;

/// <summary>The instance stops by itself, which its manager leaves as it is.</summary>
internal sealed record EndInstance : Step;

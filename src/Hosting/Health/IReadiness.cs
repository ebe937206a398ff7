namespace Switchboard.Hosting.Health;

/// <summary>One thing that must work before the node is ready for traffic. Thread-safe; asked on each request to /health/ready.</summary>
internal interface IReadiness
{
    /// <summary>How the answer names it.</summary>
    string Name { get; }

    /// <summary>Null when it works; else what is wrong, in a few words.</summary>
    ValueTask<string?> ProblemAsync(CancellationToken cancellationToken);
}

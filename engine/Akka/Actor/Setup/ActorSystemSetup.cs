namespace Akka.Actor.Setup;

/// <summary>A set of <see cref="Setup"/>s, at most one of each type. Immutable.</summary>
public sealed class ActorSystemSetup
{
    /// <summary>No setup.</summary>
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly Setup[] _setups;

    private ActorSystemSetup(Setup[] setups) => _setups = setups;

    /// <summary>Collects setups. Of two of one type the later counts.</summary>
    /// <param name="setup">The setups.</param>
    /// <returns>The set.</returns>
    public static ActorSystemSetup Create(params Setup[] setup) => setup.Aggregate(Empty, static (all, one) => all.With(one));

    /// <summary>Finds a setup by type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The setup, or none.</returns>
    public Util.Option<T> Get<T>() where T : Setup
    {
        foreach (var setup in _setups)
            if (setup is T found && setup.GetType() == typeof(T)) return new Util.Option<T>(found);
        return Util.Option<T>.None;
    }

    /// <summary>A set with one setup more; an earlier one of its type is replaced.</summary>
    /// <typeparam name="T">The setup's type.</typeparam>
    /// <param name="setup">The setup.</param>
    /// <returns>The new set.</returns>
    public ActorSystemSetup WithSetup<T>(T setup) where T : Setup => With(setup);

    /// <summary>A set with one setup more; an earlier one of its type is replaced.</summary>
    /// <typeparam name="T">The setup's type.</typeparam>
    /// <param name="setup">The setup.</param>
    /// <returns>The new set.</returns>
    public ActorSystemSetup And<T>(T setup) where T : Setup => With(setup);

    /// <inheritdoc/>
    public override string ToString() => $"ActorSystemSetup({string.Join(", ", _setups.Select(s => s.GetType().Name))})";

    private ActorSystemSetup With(Setup setup) => new([.. _setups.Where(s => s.GetType() != setup.GetType()), setup]);
}

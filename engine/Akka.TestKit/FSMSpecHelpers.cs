using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Comparisons of what those who follow a finite state machine are told, for expectations that take one.</summary>
public static class FSMSpecHelpers
{
    /// <summary>Compares <see cref="FSMBase.CurrentState{TS}"/>s: the same machine in equal states.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    /// <returns>A comparison; false for anything that is no such message.</returns>
    public static Func<object, object, bool> CurrentStateExpector<TS>() => static (expected, actual) => expected is FSMBase.CurrentState<TS> && expected.Equals(actual);

    /// <summary>Compares <see cref="FSMBase.Transition{TS}"/>s: the same machine between equal states.</summary>
    /// <typeparam name="TS">The type of the states.</typeparam>
    /// <returns>A comparison; false for anything that is no such message.</returns>
    public static Func<object, object, bool> TransitionStateExpector<TS>() => static (expected, actual) => expected is FSMBase.Transition<TS> && expected.Equals(actual);
}

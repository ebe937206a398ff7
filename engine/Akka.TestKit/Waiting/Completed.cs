namespace Akka.TestKit.Waiting;

/// <summary>Results of tasks that a synchronous <see cref="Waiter"/> has brought to their end.</summary>
internal static class Completed
{
    public static T Result<T>(this ValueTask<T> completed) => completed.GetAwaiter().GetResult();

    public static void Result(this ValueTask completed) => completed.GetAwaiter().GetResult();
}

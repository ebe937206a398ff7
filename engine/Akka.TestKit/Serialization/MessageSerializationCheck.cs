using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>
/// Checks in a test that every message type of an application can leave the process: that a serializer takes it, and that what comes back equals
/// what was sent, field by field. It finds the type that somebody forgot to register before a cluster or a journal does.
/// </summary>
/// <example>
/// <code>
/// new MessageSerializationCheck(Sys).AllOf&lt;OrderCommand&gt;(typeof(OrderCommand).Assembly).Verify();
/// </code>
/// </example>
/// <remarks>Not thread-safe.</remarks>
public sealed class MessageSerializationCheck
{
    private readonly ExtendedActorSystem _system;
    private readonly List<Type> _types = [];
    private readonly HashSet<Type> _except = [];
    private readonly Dictionary<Type, List<object>> _samples = [];

    /// <summary>Makes a check without types.</summary>
    /// <param name="system">The system whose serializers are to be used, configured as in production.</param>
    public MessageSerializationCheck(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = (ExtendedActorSystem)system;
    }

    /// <summary>Adds every concrete type of some assemblies that is a <typeparamref name="TMessage"/>.</summary>
    /// <typeparam name="TMessage">A base class or interface of messages.</typeparam>
    /// <param name="assemblies">The assemblies.</param>
    /// <returns>This check.</returns>
    public MessageSerializationCheck AllOf<TMessage>(params Assembly[] assemblies) => AllWhere(static type => typeof(TMessage).IsAssignableFrom(type), assemblies);

    /// <summary>
    /// Adds the concrete types of some assemblies that are chosen. Open generic types, types that the compiler makes, and those marked
    /// <see cref="INoSerializationVerificationNeeded"/> are never among them.
    /// </summary>
    /// <param name="isMessage">Chooses.</param>
    /// <param name="assemblies">The assemblies.</param>
    /// <returns>This check.</returns>
    public MessageSerializationCheck AllWhere(Func<Type, bool> isMessage, params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(isMessage);
        ArgumentNullException.ThrowIfNull(assemblies);
        foreach (var assembly in assemblies) _types.AddRange(assembly.GetTypes().Where(IsCandidate).Where(isMessage).OrderBy(static type => type.FullName, StringComparer.Ordinal));
        return this;
    }

    /// <summary>Leaves types out.</summary>
    /// <param name="types">The types.</param>
    /// <returns>This check.</returns>
    public MessageSerializationCheck Except(params Type[] types)
    {
        _except.UnionWith(types);
        return this;
    }

    /// <summary>Adds messages to send, and their types. For a type with samples none is made up.</summary>
    /// <param name="messages">The messages.</param>
    /// <returns>This check.</returns>
    public MessageSerializationCheck Samples(params object[] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            if (!_samples.TryGetValue(message.GetType(), out var samples)) _samples.Add(message.GetType(), samples = []);
            samples.Add(message);
        }

        return this;
    }

    /// <summary>Serializes and reads back a sample of every type.</summary>
    /// <returns>What is wrong, one line for each sample; empty when nothing is.</returns>
    public IReadOnlyList<string> FindProblems()
    {
        var problems = new List<string>();
        foreach (var type in _types.Concat(_samples.Keys).Distinct().Where(type => !_except.Contains(type)))
        {
            if (!_samples.TryGetValue(type, out var samples))
            {
                if (!new SampleMaker(_system).TryMake(type, out var made, out var reason))
                {
                    problems.Add($"[{type}]: no sample can be made ({reason}). Give one with {nameof(Samples)}.");
                    continue;
                }

                samples = [made];
            }

            foreach (var sample in samples)
                if (ProblemOf(sample) is { } problem) problems.Add($"[{type}]: {problem}");
        }

        return problems;
    }

    /// <summary>Serializes and reads back a sample of every type.</summary>
    /// <exception cref="SerializationException">Something is wrong; it says what, for all types.</exception>
    /// <exception cref="InvalidOperationException">There is no type to check: the choice of types must be wrong.</exception>
    public void Verify()
    {
        if (_types.Count == 0 && _samples.Count == 0) throw new InvalidOperationException("There is no message type to check.");
        var problems = FindProblems();
        if (problems.Count == 0) return;
        var text = new StringBuilder().Append(problems.Count).Append(" of the messages cannot be serialized:");
        foreach (var problem in problems) text.AppendLine().Append("  ").Append(problem);
        throw new SerializationException(text.ToString());
    }

    private static bool IsCandidate(Type type) =>
        type is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false } && !typeof(INoSerializationVerificationNeeded).IsAssignableFrom(type)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private string? ProblemOf(object message)
    {
        try
        {
            var serialization = _system.Serialization;
            var serializer = serialization.FindSerializerFor(message);
            var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
            var copy = serialization.Deserialize(serialization.Serialize(message), serializer.Identifier, manifest);
            return StructuralDifference.Between(message, copy) is { } difference ? $"what {serializer.GetType().Name} reads back differs: {difference}" : null;
        }
        catch (Exception failure)
        {
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }
}

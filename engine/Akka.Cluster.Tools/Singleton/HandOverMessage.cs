using Akka.Event;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>A step of a hand-over. Each names both incarnations, so that none is ever taken for one of a node that was restarted; each may be lost, late or repeated.</summary>
/// <param name="From">The manager's node.</param>
/// <param name="To">The node of the manager that it is for.</param>
internal abstract record HandOverMessage(UniqueAddress From, UniqueAddress To) : IClusterSingletonMessage, IDeadLetterSuppression;

/// <summary>The next host asks: stop your instance, if you have one.</summary>
/// <param name="From">The next host.</param>
/// <param name="To">Whoever could have an instance.</param>
/// <param name="Final">The asked node leaves the cluster: it must never start an instance again. Otherwise it must not as long as the next host is there.</param>
internal sealed record HandOverToMe(UniqueAddress From, UniqueAddress To, bool Final) : HandOverMessage(From, To);

/// <summary>The answer while the instance is stopping.</summary>
/// <param name="From">Its host.</param>
/// <param name="To">Who asked.</param>
internal sealed record HandOverInProgress(UniqueAddress From, UniqueAddress To) : HandOverMessage(From, To);

/// <summary>A promise: there is no instance here, and there will be none as <see cref="HandOverToMe.Final"/> says.</summary>
/// <param name="From">Who promises.</param>
/// <param name="To">Who asked, or may want to know.</param>
internal sealed record HandOverDone(UniqueAddress From, UniqueAddress To) : HandOverMessage(From, To);

/// <summary>The host urges the next one to ask for the instance.</summary>
/// <param name="From">The host.</param>
/// <param name="To">The next host.</param>
/// <param name="Final">The host leaves the cluster.</param>
internal sealed record TakeOverFromMe(UniqueAddress From, UniqueAddress To, bool Final) : HandOverMessage(From, To);

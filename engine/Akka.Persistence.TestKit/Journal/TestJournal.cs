using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.TestKit;

/// <summary>
/// The journal in memory under a test's control: section <c>akka.persistence.journal.test</c>. Whatever it is asked first goes through an interceptor for
/// the connection, then each event through one for writes or replays.
/// </summary>
public sealed class TestJournal : MemoryJournal
{
    private readonly IScheduler _clock = Context.System.Scheduler;
    private IConnectionInterceptor _connection = ConnectionInterceptors.Noop.Instance;
    private IJournalInterceptor _write = JournalInterceptors.Noop.Instance;
    private IJournalInterceptor _recovery = JournalInterceptors.Noop.Instance;

    /// <summary>Made by the persistence extension.</summary>
    public TestJournal()
    {
    }

    /// <summary>The controls of a journal.</summary>
    /// <param name="actor">A <see cref="TestJournal"/>.</param>
    public static ITestJournal FromRef(IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new Controls(actor);
    }

    /// <inheritdoc />
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        await ConnectAsync().ConfigureAwait(false);
        return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        var recovery = _recovery;
        Waiting.OnClockOf(_clock);
        await ConnectAsync().ConfigureAwait(false);
        foreach (var persistent in Read(persistenceId, fromSequenceNr, toSequenceNr, max).ToArray())
        {
            await recovery.InterceptAsync(persistent).ConfigureAwait(false);
            recoveryCallback(persistent);
        }
    }

    /// <inheritdoc />
    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var interceptor = _write;
        Waiting.OnClockOf(_clock);
        var results = ImmutableArray.CreateBuilder<Exception?>();
        await ConnectAsync().ConfigureAwait(false);
        foreach (var write in messages)
        {
            Exception? refused = null;
            foreach (var persistent in (IEnumerable<IPersistentRepresentation>)write.Payload)
            {
                try
                {
                    await interceptor.InterceptAsync(persistent).ConfigureAwait(false);
                }
                catch (TestJournalRejectionException rejection)
                {
                    refused ??= rejection;
                }
            }

            results.Add(refused);
            if (refused is null) await base.WriteMessagesAsync([write]).ConfigureAwait(false);
        }

        return results.ToImmutable();
    }

    /// <inheritdoc />
    protected override async Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        await ConnectAsync().ConfigureAwait(false);
        await base.DeleteMessagesToAsync(persistenceId, toSequenceNr).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override bool ReceivePluginInternal(object message)
    {
        switch (message)
        {
            case UseConnectionInterceptor use:
                _connection = use.Interceptor;
                break;
            case UseWriteInterceptor use:
                _write = use.Interceptor;
                break;
            case UseRecoveryInterceptor use:
                _recovery = use.Interceptor;
                break;
            default:
                return base.ReceivePluginInternal(message);
        }

        Sender.Tell(Ack.Instance, Self);
        return true;
    }

    private async Task ConnectAsync()
    {
        Waiting.OnClockOf(_clock);
        await _connection.InterceptAsync().ConfigureAwait(false);
    }

    /// <summary>To the journal: reach the storage this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseConnectionInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseConnectionInterceptor(IConnectionInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public IConnectionInterceptor Interceptor { get; }
    }

    /// <summary>To the journal: store events this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseWriteInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseWriteInterceptor(IJournalInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public IJournalInterceptor Interceptor { get; }
    }

    /// <summary>To the journal: replay events this way from now on. Answered with <see cref="Ack"/>.</summary>
    public sealed class UseRecoveryInterceptor
    {
        /// <summary>Creates the message.</summary>
        /// <param name="interceptor">The interceptor.</param>
        public UseRecoveryInterceptor(IJournalInterceptor interceptor) => Interceptor = interceptor;

        /// <summary>The interceptor.</summary>
        public IJournalInterceptor Interceptor { get; }
    }

    /// <summary>The journal uses the interceptor.</summary>
    public sealed class Ack
    {
        /// <summary>An instance for all.</summary>
        public static readonly Ack Instance = new();
    }

    private sealed class Controls(IActorRef journal) : ITestJournal
    {
        public JournalConnectionBehavior OnConnect { get; } = new(new ConnectionSetter(journal));

        public JournalRecoveryBehavior OnRecovery { get; } = new(new Setter(journal, static interceptor => new UseRecoveryInterceptor(interceptor)));

        public JournalWriteBehavior OnWrite { get; } = new(new Setter(journal, static interceptor => new UseWriteInterceptor(interceptor)));
    }

    private sealed class Setter(IActorRef journal, Func<IJournalInterceptor, object> message) : IJournalBehaviorSetter
    {
        public Task SetInterceptorAsync(IJournalInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            return journal.Ask<Ack>(message(interceptor), PluginAnswer.Timeout);
        }
    }

    private sealed class ConnectionSetter(IActorRef journal) : IJournalConnectionBehaviorSetter
    {
        public Task SetInterceptorAsync(IConnectionInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            return journal.Ask<Ack>(new UseConnectionInterceptor(interceptor), PluginAnswer.Timeout);
        }
    }
}

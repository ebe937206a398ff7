using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;

namespace Akka.Persistence;

/// <summary>A journal that is in use: its actor, and what persistent actors need to know about it. Thread-safe.</summary>
internal sealed class JournalPlugin(string id, Config config, EventAdapters adapters)
{
    private volatile IDirectWriter? _directWriter;

    public string Id { get; } = id;

    public Config Config { get; } = config;

    public EventAdapters Adapters { get; } = adapters;

    /// <summary>Set once, before the plugin is handed out.</summary>
    public IActorRef Ref { get; set; } = ActorRefs.Nobody;

    public TimeSpan RecoveryEventTimeout { get; } = config.GetTimeSpan("recovery-event-timeout", TimeSpan.FromSeconds(30));

    public int MaxMessageBatchSize { get; } = Math.Max(1, config.GetInt("max-message-batch-size", 200));

    /// <summary>The way around the journal's mailbox, if the journal offers one; it does so when it starts.</summary>
    public IDirectWriter? DirectWriter
    {
        get => _directWriter;
        set => _directWriter = value;
    }

    /// <summary>An event as it is to be stored.</summary>
    public IPersistentRepresentation AdaptToJournal(IPersistentRepresentation representation)
    {
        if (Adapters.IsEmpty) return representation;
        var adapter = Adapters.Get(representation.Payload.GetType());
        return ReferenceEquals(adapter, IdentityEventAdapter.Instance)
            ? representation
            : representation.WithPayload(adapter.ToJournal(representation.Payload)).WithManifest(adapter.Manifest(representation.Payload));
    }

    /// <summary>Adds what a stored event means to an actor.</summary>
    public void AdaptFromJournal(IPersistentRepresentation stored, List<IPersistentRepresentation> into)
    {
        if (stored.IsDeleted) return;
        if (Adapters.IsEmpty)
        {
            into.Add(stored);
            return;
        }

        var adapter = Adapters.Get(stored.Payload.GetType());
        if (ReferenceEquals(adapter, IdentityEventAdapter.Instance)) into.Add(stored);
        else into.AddRange(adapter.FromJournal(stored.Payload, stored.Manifest).Events.Select(stored.WithPayload));
    }
}

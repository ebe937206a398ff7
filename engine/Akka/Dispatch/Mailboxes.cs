using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>The mailbox types of an actor system, by the paths of their sections in the configuration. Thread-safe.</summary>
public sealed class Mailboxes
{
    /// <summary>The mailbox of actors that name none: <c>akka.actor.default-mailbox</c>.</summary>
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    /// <summary>What a dispatcher without a requirement has for one: nothing.</summary>
    public static readonly string NoMailboxRequirement = string.Empty;

    private const string Named = "akka.actor.mailbox";
    private const string Requirements = Named + ".requirements";

    // Bounded by what is configured and by the classes of actors.
    private readonly ConcurrentDictionary<string, MailboxType> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, MailboxType?> _byActor = new();
    private readonly ConcurrentDictionary<Type, Type?> _required = new();
    private readonly ActorSystem _system;
    private readonly Lazy<Dictionary<Type, string>> _byRequirement;
    private int? _defaultStashCapacity;

    /// <summary>Makes the registry of a system.</summary>
    /// <param name="system">The system.</param>
    public Mailboxes(ActorSystem system)
    {
        _system = system;
        _byRequirement = new Lazy<Dictionary<Type, string>>(ReadRequirements);
    }

    private Config Config => _system.Settings.Config;

    /// <summary>Finds or makes a mailbox type.</summary>
    /// <param name="id">The path of its section; <c>unbounded</c> and <c>bounded</c> stand for the two plain ones, with the bounds of the default mailbox.</param>
    /// <returns>The mailbox type.</returns>
    /// <exception cref="ConfigurationException">There is no such section, or it is wrong.</exception>
    public MailboxType Lookup(string id) => _types.GetOrAdd(id, static (name, self) => self.Create(name), this);

    /// <summary>Finds the mailbox type that is configured for what an actor requires.</summary>
    /// <param name="queueType">What it requires, such as <see cref="IBoundedMessageQueueSemantics"/>.</param>
    /// <returns>The mailbox type.</returns>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public MailboxType LookupByQueueType(Type queueType)
    {
        ArgumentNullException.ThrowIfNull(queueType);
        return _byRequirement.Value.TryGetValue(queueType, out var id)
            ? Lookup(id)
            : throw new ConfigurationException(
                $"No mailbox is configured for what [{queueType}] requires. {Requirements} has: {string.Join(", ", _byRequirement.Value.Keys.Select(static t => t.FullName).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Tells whether a class of actors requires something of its mailbox, by <see cref="IRequiresMessageQueue{T}"/>.</summary>
    /// <param name="actorType">The class.</param>
    /// <returns>True when it does.</returns>
    public bool HasRequiredType(Type actorType) => RequirementOf(actorType) is not null;

    /// <summary>What a class of actors requires of its mailbox.</summary>
    /// <param name="actorType">The class.</param>
    /// <returns>The most demanding of its requirements.</returns>
    /// <exception cref="ArgumentException">It requires nothing.</exception>
    public Type GetRequiredType(Type actorType) =>
        RequirementOf(actorType) ?? throw new ArgumentException($"[{actorType}] does not implement {nameof(IRequiresMessageQueue<ISemantics>)}.", nameof(actorType));

    /// <summary>Tells whether a mailbox type says what queues it makes, by <see cref="IProducesMessageQueue{TQueue}"/>.</summary>
    /// <param name="mailboxType">The mailbox type.</param>
    /// <returns>True when it does.</returns>
    public bool ProducesMessageQueue(Type mailboxType) => ProductOf(mailboxType) is not null;

    /// <summary>
    /// The mailbox type of an actor: what its deployment or props name; else the dispatcher's <c>mailbox-type</c>; else what is configured
    /// for the actor's requirement, or the dispatcher's; else the default mailbox.
    /// </summary>
    /// <param name="props">How to make the actor, its deployment filled in.</param>
    /// <param name="dispatcherConfig">The section of its dispatcher.</param>
    /// <returns>The mailbox type.</returns>
    /// <exception cref="ConfigurationException">A name is not configured, or the mailbox is not what the actor or the dispatcher requires.</exception>
    public MailboxType GetMailboxType(Props props, Config dispatcherConfig)
    {
        ArgumentNullException.ThrowIfNull(props);
        return Choose(props.Type, props.Mailbox, dispatcherConfig ?? Config.Empty);
    }

    /// <summary>The mailbox type whose queue a new actor gets; null when the cell's own inbox does.</summary>
    internal MailboxType? For(Type actorType, string mailbox, MessageDispatcher dispatcher)
    {
        if (mailbox.Length > 0 || dispatcher.ChoosesMailbox) return WithoutInbox(Choose(actorType, mailbox, dispatcher.Configurator.Config));
        return _byActor.GetOrAdd(actorType, static (type, self) => WithoutInbox(self.Choose(type, "", Config.Empty)), this);
    }

    /// <summary>The bound of the stash that a mailbox's configuration sets; -1 for none.</summary>
    internal int StashCapacityOf(string mailbox)
    {
        _defaultStashCapacity ??= Config.GetInt(DefaultMailboxId + ".stash-capacity", Deploy.NoStashSize);
        return mailbox.Length == 0 ? _defaultStashCapacity.Value : Config.GetInt(mailbox + ".stash-capacity", _defaultStashCapacity.Value);
    }

    private static MailboxType? WithoutInbox(MailboxType type) => type is IKeepsInbox ? null : type;

    private MailboxType Choose(Type actorType, string mailbox, Config dispatcher)
    {
        var actors = RequirementOf(actorType);
        var dispatchers = RequirementOf(dispatcher);
        var type = mailbox.Length > 0 ? Lookup(mailbox)
            : !string.IsNullOrEmpty(dispatcher.GetString("mailbox-type", "")) ? Lookup(dispatcher.GetString("id")!)
            : actors is not null && (dispatchers is null || _byRequirement.Value.ContainsKey(actors)) ? LookupByQueueType(actors)
            : dispatchers is not null ? LookupByQueueType(dispatchers)
            : Lookup(DefaultMailboxId);
        Check(type, actors, $"actor class [{actorType}]");
        Check(type, dispatchers, $"dispatcher [{dispatcher.GetString("id", "")}]");
        return type;
    }

    private void Check(MailboxType type, Type? required, string whose)
    {
        if (required is null) return;
        var product = ProductOf(type.GetType());
        if (product is not null && required.IsAssignableFrom(product)) return;
        var fitting = _byRequirement.Value.Where(r => required.IsAssignableFrom(r.Key)).Select(static r => r.Value).Distinct().Order(StringComparer.Ordinal).ToArray();
        throw new ConfigurationException(
            (product is null
                ? $"Mailbox type [{type.GetType()}] does not say what it makes: it must implement {nameof(IProducesMessageQueue<IMessageQueue>)} to fulfill requirement for {whose}."
                : $"Produced message queue type [{product}] does not fulfill requirement for {whose}.")
            + $" Must be a subclass of [{required}]." + (fitting.Length > 0 ? $" Configured for it: {string.Join(", ", fitting)}." : ""));
    }

    private Type? RequirementOf(Type actorType)
    {
        ArgumentNullException.ThrowIfNull(actorType);
        return _required.GetOrAdd(actorType, static type =>
        {
            var all = ArgumentsOf(type, typeof(IRequiresMessageQueue<>));
            return Array.Find(all, one => Array.TrueForAll(all, other => other.IsAssignableFrom(one))) ?? all.FirstOrDefault();
        });
    }

    private static Type? RequirementOf(Config dispatcher)
    {
        var name = dispatcher.GetString("mailbox-requirement", NoMailboxRequirement);
        if (string.IsNullOrEmpty(name)) return null;
        return Type.GetType(name) ?? throw new ConfigurationException($"mailbox-requirement of dispatcher [{dispatcher.GetString("id", "")}]: type [{name}] cannot be loaded.");
    }

    private static Type? ProductOf(Type mailboxType) => ArgumentsOf(mailboxType, typeof(IProducesMessageQueue<>)).FirstOrDefault();

    // In an order of their own: that of reflection is not promised.
    private static Type[] ArgumentsOf(Type type, Type definition) => type.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition)
        .Select(static i => i.GetGenericArguments()[0])
        .OrderBy(static t => t.FullName, StringComparer.Ordinal)
        .ToArray();

    private Dictionary<Type, string> ReadRequirements()
    {
        var all = new Dictionary<Type, string>();
        if (Config.GetConfig(Requirements) is not { } section) return all;
        foreach (var (name, value) in section.AsEnumerable())
            all[Type.GetType(name) ?? throw new ConfigurationException($"{Requirements}: type [{name}] cannot be loaded.")] = value.GetString()!;
        return all;
    }

    private MailboxType Create(string id)
    {
        var fallback = Config.GetConfig(DefaultMailboxId)!;
        switch (id)
        {
            case "unbounded":
                return new UnboundedMailbox(_system.Settings, fallback);
            case "bounded":
                return new BoundedMailbox(_system.Settings, fallback);
        }

        if (!Config.HasPath(id))
        {
            var named = Config.GetConfig(Named)?.AsEnumerable().Select(static one => one.Key).Where(static key => key != "requirements").Select(static key => $"{Named}.{key}");
            throw new ConfigurationException($"Mailbox Type [{id}] not configured. There are: {string.Join(", ", (named ?? []).Order(StringComparer.Ordinal))}, unbounded, bounded, and every section with a mailbox-type.");
        }

        var own = Config.GetConfig(id)!;
        var name = own.GetString("mailbox-type", "");
        if (string.IsNullOrEmpty(name)) throw new ConfigurationException($"The setting mailbox-type, defined in [{id}], is empty.");
        var type = Type.GetType(name);
        if (type is null || !typeof(MailboxType).IsAssignableFrom(type) || type.IsAbstract)
            throw new ConfigurationException($"Found mailbox-type [{name}] in configuration for [{id}], but it is no {nameof(MailboxType)} that can be loaded. Give its assembly too, as in \"Namespace.Class, Assembly\".");
        try
        {
            return (MailboxType)Activator.CreateInstance(type, _system.Settings, own.WithFallback(fallback))!;
        }
        catch (Exception failure) when (failure is System.Reflection.TargetInvocationException or MissingMethodException)
        {
            var cause = failure.InnerException ?? failure;
            throw new ConfigurationException($"Cannot make mailbox-type [{name}], defined in [{id}]: {cause.Message} It needs a public constructor that takes {nameof(Settings)} and {nameof(Config)}.", cause);
        }
    }
}

/// <summary>Where queues leave what is in them when their actors stop.</summary>
internal sealed class DeadLetterQueue(ActorSystem system) : IMessageQueue
{
    public bool HasMessages => false;

    public int Count => 0;

    public void Enqueue(IActorRef receiver, Envelope envelope) =>
        system.DeadLetters.Tell(new Event.DeadLetter(Accepted.Unwrap(envelope.Message), envelope.Sender ?? system.DeadLetters, receiver), envelope.Sender);

    public bool TryDequeue(out Envelope envelope)
    {
        envelope = default;
        return false;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        // Nothing stays here.
    }
}

using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Waiting;

namespace Akka.TestKit;

/// <summary>
/// Tests actors: an actor of its own, <see cref="TestActor"/>, receives what the actors under test send, and the methods here wait for
/// it and judge it. Outside of actors the test actor is the sender of everything that the test tells, unless the test is an
/// <see cref="INoImplicitSender"/>. On a driven system (see <see cref="RuntimeSetup.Executor"/>) waiting moves virtual time. To be used
/// from one thread at a time.
/// </summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private readonly Mail _inbox = new();
    private readonly ITestKitAssertions _assertions;
    private ActorSystem _system = null!;
    private ActorCell _testActor = null!;
    private Waiter _sync = null!;
    private Waiter _async = null!;
    private MessageEnvelope _last = NullMessageEnvelope.Instance;
    private TimeSpan? _end; // of the innermost Within
    private bool _lastWasNoMsg;

    /// <summary>Tests a system, or a new one with the defaults.</summary>
    /// <param name="assertions">How to fail a test.</param>
    /// <param name="system">The system; null for a new one.</param>
    /// <param name="testActorName">The test actor's name; null for a made-up one.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    /// <summary>Tests a new system.</summary>
    /// <param name="assertions">How to fail a test.</param>
    /// <param name="setup">The system's setup.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="testActorName">The test actor's name; null for a made-up one.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    /// <summary>Tests a new system.</summary>
    /// <param name="assertions">How to fail a test.</param>
    /// <param name="config">The system's configuration, over the TestKit's defaults.</param>
    /// <param name="actorSystemName">The system's name; null for "test".</param>
    /// <param name="testActorName">The test actor's name; null for a made-up one.</param>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    /// <summary>Tests a system, or a new one.</summary>
    /// <param name="assertions">How to fail a test.</param>
    /// <param name="system">The system; null for a new one.</param>
    /// <param name="config">The setup of a new one.</param>
    /// <param name="actorSystemName">The name of a new one; null for "test".</param>
    /// <param name="testActorName">The test actor's name; null for a made-up one.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        _assertions = assertions;
        InitializeTest(system!, config, actorSystemName!, testActorName!);
    }

    /// <summary>The TestKit's defaults.</summary>
    public static Config DefaultConfig => Configs.TestConfigs.DefaultConfig;

    /// <summary>Configuration that logs all that the engine can log of what actors do.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString(
        """
        akka.loglevel = DEBUG
        akka.actor.debug {
          receive = on
          autoreceive = on
          lifecycle = on
          event-stream = on
          unhandled = on
          fsm = on
        }
        """);

    /// <summary>The machine's monotonic clock. On a driven system use the system's own: <c>Sys.Scheduler.MonotonicClock</c>.</summary>
    public static TimeSpan Now => BlockingWaiter.Instance.Now;

    /// <summary>The system under test.</summary>
    public ActorSystem Sys => _system;

    /// <summary>The settings of <c>akka.test</c>.</summary>
    public TestKitSettings TestKitSettings { get; private set; } = null!;

    /// <summary>The actor whose messages the methods here wait for.</summary>
    public IActorRef TestActor => _testActor;

    /// <summary>The sender of the message received last.</summary>
    /// <exception cref="InvalidOperationException">None has been received.</exception>
    public IActorRef LastSender => _last.Sender;

    /// <summary>The message received last.</summary>
    /// <exception cref="InvalidOperationException">None has been received.</exception>
    public object LastMessage => _last.Message;

    /// <summary>True when a message waits to be received.</summary>
    public bool HasMessages => !_inbox.IsEmpty;

    /// <summary>The log of the system under test.</summary>
    public ILoggingAdapter Log => _system.Log;

    internal ITestKitAssertions Assertions => _assertions;

    internal Waiter Sync => _sync;

    internal Waiter Async => _async;

    /// <summary>Multiplies a span of time by <c>akka.test.timefactor</c>.</summary>
    /// <param name="duration">The span.</param>
    /// <returns>The longer (or shorter) one.</returns>
    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    /// <summary>A time-out given, or <c>akka.test.single-expect-default</c> for null. Not dilated.</summary>
    /// <param name="timeout">The time-out.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? TestKitSettings.SingleExpectDefault;

    /// <summary>Stops the system under test.</summary>
    /// <param name="duration">How long it may take; null for 5 s, dilated, and at most 10 s.</param>
    /// <param name="verifySystemShutdown">Whether it is a failure when it takes longer; otherwise a warning is logged.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(_system, duration, verifySystemShutdown);

    /// <summary>Creates another test actor, whose messages this TestKit receives too.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The actor.</returns>
    public IActorRef CreateTestActor(string name) => NewTestActor(_system, name);

    /// <summary>Creates a probe: a TestKit of its own on the same system.</summary>
    /// <param name="name">The name of its test actor; null for a made-up one.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(_system, name);

    /// <summary>Creates a probe on a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="name">The name of its test actor; null for a made-up one.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    /// <summary>Throws away every message from now on for which a rule says so.</summary>
    /// <param name="shouldIgnoreMessage">True for a message to be thrown away.</param>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        InTestActor(new TestActor.SetIgnore(message => shouldIgnoreMessage(message)));
    }

    /// <summary>Throws away every message of a type from now on.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(static message => message is TMsg);

    /// <summary>Throws away every message of a type from now on for which a rule says so.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    /// <param name="shouldIgnoreMessage">True for a message to be thrown away.</param>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));
    }

    /// <summary>Throws no messages away any more.</summary>
    public void IgnoreNoMessages() => InTestActor(new TestActor.SetIgnore(null));

    /// <summary>Lets a pilot answer the messages of the test actor, which the test receives all the same.</summary>
    /// <param name="pilot">The pilot, or <see cref="AutoPilot.NoAutoPilot"/>.</param>
    public void SetAutoPilot(AutoPilot pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        InTestActor(new TestActor.SetAutoPilot(pilot));
    }

    /// <summary>Makes the test actor watch an actor: <see cref="Terminated"/> is received when it stops.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The same actor.</returns>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        InTestActor(new TestActor.Watch(actorToWatch));
        return actorToWatch;
    }

    /// <summary>Makes the test actor watch an actor.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The same actor, when it is being watched.</returns>
    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await InTestActor(_async, new TestActor.Watch(actorToWatch), default).ConfigureAwait(false);
        return actorToWatch;
    }

    /// <summary>Makes the test actor watch an actor no more.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The same actor.</returns>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        InTestActor(new TestActor.Unwatch(actorToUnwatch));
        return actorToUnwatch;
    }

    /// <summary>Makes the test actor watch an actor no more.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The same actor, when it is watched no more.</returns>
    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await InTestActor(_async, new TestActor.Unwatch(actorToUnwatch), default).ConfigureAwait(false);
        return actorToUnwatch;
    }

    /// <summary>Sets the TestKit up. Called by the constructor.</summary>
    /// <param name="system">The system, or null for a new one.</param>
    /// <param name="config">The configuration of a new one.</param>
    /// <param name="actorSystemName">The name of a new one, or null.</param>
    /// <param name="testActorName">The test actor's name, or null.</param>
    protected void InitializeTest(ActorSystem? system, Config config, string? actorSystemName, string? testActorName) =>
        InitializeTest(system, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName);

    /// <summary>Sets the TestKit up. Called by the constructor.</summary>
    /// <param name="system">The system, or null for a new one.</param>
    /// <param name="config">The setup of a new one.</param>
    /// <param name="actorSystemName">The name of a new one, or null.</param>
    /// <param name="testActorName">The test actor's name, or null.</param>
    protected virtual void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        _system = system ?? TestSystem.Create(actorSystemName ?? "test", config);
        if (system is not null) system.Settings.InjectTopLevelFallback(DefaultConfig);
        _system.RegisterExtension(new TestKitAssertionsExtension(_assertions));
        TestKitSettings = TestKitExtension.For(_system);
        _sync = Waiter.Synchronous(_system);
        _async = Waiter.Asynchronous(_system);
        _testActor = NewTestActor(_system, string.IsNullOrEmpty(testActorName) ? $"testActor{TestKitSettings.NextNumber()}" : testActorName);
        if (this is not INoImplicitSender) ActorCell.SetAmbient(_testActor);
    }

    /// <summary>Stops a system.</summary>
    /// <param name="system">The system.</param>
    /// <param name="duration">How long it may take; null for 5 s, dilated, and at most 10 s.</param>
    /// <param name="verifySystemShutdown">Whether it is a failure when it takes longer; otherwise a warning is logged.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        ArgumentNullException.ThrowIfNull(system);
        var limit = duration ?? TimeSpanExtensions.Min(Dilated(TimeSpan.FromSeconds(5)), TimeSpan.FromSeconds(10));
        if (ActorCell.Ambient is { } ambient && ReferenceEquals(ambient.SystemImpl, system)) ActorCell.SetAmbient(null);
        if (_sync.End(system.Terminate(), limit, default).Result()) return;
        var text = $"Failed to stop [{system.Name}] within [{limit}].{_sync.Note}{Environment.NewLine}{((ExtendedActorSystem)system).PrintTree()}";
        if (verifySystemShutdown) throw new TimeoutException(text);
        system.Log.Warning(text);
    }

    /// <summary>Has the test actor carry a command out.</summary>
    internal async ValueTask<IActorRef?> InTestActor(Waiter waiter, object command, CancellationToken cancellationToken)
    {
        var request = new InternalTestActor.Request(command);
        _testActor.Tell(request, ActorRefs.NoSender);
        if (!await waiter.End(request.Done, Dilated(TestKitSettings.DefaultTimeout), cancellationToken).ConfigureAwait(false))
            throw new TimeoutException($"The test actor {_testActor} did not answer a {command.GetType().Name} within {Dilated(TestKitSettings.DefaultTimeout)}: has it been stopped?{waiter.Note}");
        return await request.Done.ConfigureAwait(false);
    }

    private void InTestActor(object command) => InTestActor(_sync, command, default).Result();

    private ActorCell NewTestActor(ActorSystem system, string name)
    {
        var props = Props.CreateBy(new Producer(_inbox)).WithDispatcher("akka.test.test-actor.dispatcher");
        return (ActorCell)((ExtendedActorSystem)system).SystemActorOf(props, name);
    }

    private sealed class Producer(Mail inbox) : IIndirectActorProducer
    {
        public Type ActorType => typeof(InternalTestActor);

        public ActorBase Produce() => new InternalTestActor(inbox);

        public void Release(ActorBase actor)
        {
            // It holds nothing.
        }
    }
}

using Akka.Actor;
using Akka.TestKit.Waiting;

namespace Akka.TestKit.Internal;

/// <summary>The actor behind a TestKit or probe: puts what it receives where the test takes it from.</summary>
internal sealed class InternalTestActor(Mail inbox) : ActorBase
{
    private readonly DelegatingSupervisorStrategy _children = new();
    private TestActor.Ignore? _ignore;
    private AutoPilot? _pilot;

    protected internal override SupervisorStrategy SupervisorStrategy() => _children;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Request request:
                request.Run(this);
                return true;
            case TestActor.SetIgnore set:
                _ignore = set.Ignore;
                return true;
            case TestActor.SetAutoPilot set:
                _pilot = set.AutoPilot;
                return true;
            case TestActor.Watch watch:
                Context.Watch(watch.Actor);
                return true;
            case TestActor.Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                return true;
            case TestActor.Spawn spawn:
                Sender.Tell(Create(spawn), Self);
                return true;
        }

        if (_pilot is { } pilot)
        {
            _pilot = pilot.Run(Sender, message) switch
            {
                KeepRunning => pilot,
                NoAutoPilot => null,
                var next => next,
            };
        }

        if (_ignore?.Invoke(message) != true) inbox.Add(new RealMessageEnvelope(message, Sender));
        return true;
    }

    private IActorRef Create(TestActor.Spawn spawn)
    {
        var child = spawn.Apply(Context);
        if (spawn._supervisorStrategy.HasValue) _children.Update(child, spawn._supervisorStrategy.Value);
        return child;
    }

    /// <summary>
    /// Something that the test wants done in its actor, now. Usually it is done when the tell returns, on the test's own thread; it is
    /// awaited because another thread may just be running the actor.
    /// </summary>
    internal sealed class Request(object command) : INoSerializationVerificationNeeded
    {
        private readonly TaskCompletionSource<IActorRef?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IActorRef?> Done => _done.Task;

        public void Run(InternalTestActor actor)
        {
            try
            {
                if (command is TestActor.Spawn spawn) _done.SetResult(actor.Create(spawn));
                else if (actor.Receive(command)) _done.SetResult(null);
            }
            catch (Exception failure)
            {
                _done.SetException(failure); // the test's mistake, such as a name that is taken: it is thrown there
            }
        }
    }
}

using Akka.Actor;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>What test actors are told by their test, beside the messages that the test is about.</summary>
public static class TestActor
{
    /// <summary>Tells whether a message is not for the test.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True for a message to be thrown away.</returns>
    public delegate bool Ignore(object message);

    /// <summary>The same pilot goes on.</summary>
    public static AutoPilot KeepRunning => TestKit.KeepRunning.Instance;

    /// <summary>No pilot any more.</summary>
    public static AutoPilot NoAutoPilot => TestKit.NoAutoPilot.Instance;

    /// <summary>No message has been received.</summary>
    public static NullMessageEnvelope NullMessage => NullMessageEnvelope.Instance;

    /// <summary>Makes the test actor throw messages away.</summary>
    public class SetIgnore : INoSerializationVerificationNeeded
    {
        /// <summary>Keeps the rule.</summary>
        /// <param name="ignore">Which messages; null for none.</param>
        public SetIgnore(Ignore? ignore) => Ignore = ignore;

        /// <summary>Which messages; null for none.</summary>
        public Ignore? Ignore { get; }
    }

    /// <summary>Makes the test actor answer by itself.</summary>
    public class SetAutoPilot : INoSerializationVerificationNeeded
    {
        /// <summary>Keeps the pilot.</summary>
        /// <param name="autoPilot">The pilot.</param>
        public SetAutoPilot(AutoPilot autoPilot) => AutoPilot = autoPilot;

        /// <summary>The pilot.</summary>
        public AutoPilot AutoPilot { get; }
    }

    /// <summary>Makes the test actor watch an actor.</summary>
    public class Watch : INoSerializationVerificationNeeded
    {
        /// <summary>Names the actor.</summary>
        /// <param name="actorToWatch">The actor.</param>
        public Watch(IActorRef actorToWatch) => Actor = actorToWatch;

        /// <summary>The actor.</summary>
        public IActorRef Actor { get; }
    }

    /// <summary>Makes the test actor watch an actor no more.</summary>
    public class Unwatch : INoSerializationVerificationNeeded
    {
        /// <summary>Names the actor.</summary>
        /// <param name="actorToUnwatch">The actor.</param>
        public Unwatch(IActorRef actorToUnwatch) => Actor = actorToUnwatch;

        /// <summary>The actor.</summary>
        public IActorRef Actor { get; }
    }

    /// <summary>Makes the test actor create a child, whose reference it answers with.</summary>
    public class Spawn : INoSerializationVerificationNeeded
    {
        /// <summary>How to make the child.</summary>
        public readonly Props _props;

        /// <summary>The child's name, if it is to have one.</summary>
        public readonly Option<string> _name;

        /// <summary>How the child is supervised, if not by the default.</summary>
        public readonly Option<SupervisorStrategy> _supervisorStrategy;

        /// <summary>Keeps all three.</summary>
        /// <param name="props">How to make the child.</param>
        /// <param name="name">The child's name, if it is to have one.</param>
        /// <param name="supervisorStrategy">How the child is supervised, if not by the default.</param>
        public Spawn(Props props, Option<string> name, Option<SupervisorStrategy> supervisorStrategy)
        {
            _props = props;
            _name = name;
            _supervisorStrategy = supervisorStrategy;
        }

        /// <summary>Creates the child.</summary>
        /// <param name="context">Its parent's.</param>
        /// <returns>The child.</returns>
        public IActorRef Apply(IActorRefFactory context) => context.ActorOf(_props, _name.HasValue ? _name.Value : null);
    }
}

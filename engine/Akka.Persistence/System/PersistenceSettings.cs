using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>What the section <c>akka.persistence</c> says about the extension as a whole.</summary>
public class PersistenceSettings : Settings
{
    /// <summary>Reads the settings.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="config">The section <c>akka.persistence</c>.</param>
    /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
    public PersistenceSettings(ActorSystem system, Config config)
        : base(system, config)
    {
        MaxConcurrentRecoveries = config.GetInt("max-concurrent-recoveries", 50);
        if (MaxConcurrentRecoveries < 1) throw new ConfigurationException($"akka.persistence.max-concurrent-recoveries is {MaxConcurrentRecoveries}; at least 1 actor must be able to recover.");
        AtLeastOnceDelivery = new AtLeastOnceDeliverySettings(config);
    }

    /// <summary>How actors with at-least-once delivery send again, unless they say otherwise.</summary>
    public AtLeastOnceDeliverySettings AtLeastOnceDelivery { get; set; }

    internal int MaxConcurrentRecoveries { get; }

    /// <summary>How often unconfirmed messages are sent again, and how many there may be. Immutable.</summary>
    public sealed class AtLeastOnceDeliverySettings
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="config">The section <c>akka.persistence</c>, with <c>at-least-once-delivery</c> in it.</param>
        /// <exception cref="ConfigurationException">A setting cannot be used.</exception>
        public AtLeastOnceDeliverySettings(Config config)
            : this(
                config.GetTimeSpan("at-least-once-delivery.redeliver-interval", TimeSpan.FromSeconds(5)),
                config.GetInt("at-least-once-delivery.redelivery-burst-limit", 10_000),
                config.GetInt("at-least-once-delivery.warn-after-number-of-unconfirmed-attempts", 5),
                config.GetInt("at-least-once-delivery.max-unconfirmed-messages", 100_000))
        {
        }

        /// <summary>Creates settings.</summary>
        /// <param name="redeliverInterval">What has not been confirmed for so long is sent again; more than zero.</param>
        /// <param name="redeliveryBurstLimit">At most so many messages are sent again at once; at least 1.</param>
        /// <param name="warnAfterNumberOfUnconfirmedAttempts">After so many attempts the actor is warned.</param>
        /// <param name="maxUnconfirmedMessages">At most so many messages may be unconfirmed.</param>
        /// <exception cref="ConfigurationException">A number is out of its range.</exception>
        public AtLeastOnceDeliverySettings(TimeSpan redeliverInterval, int redeliveryBurstLimit, int warnAfterNumberOfUnconfirmedAttempts, int maxUnconfirmedMessages)
        {
            if (redeliverInterval <= TimeSpan.Zero)
                throw new ConfigurationException($"akka.persistence.at-least-once-delivery.redeliver-interval is {redeliverInterval}; it must be more than zero.");
            if (redeliveryBurstLimit < 1)
                throw new ConfigurationException($"akka.persistence.at-least-once-delivery.redelivery-burst-limit is {redeliveryBurstLimit}; it must be at least 1.");
            RedeliverInterval = redeliverInterval;
            RedeliveryBurstLimit = redeliveryBurstLimit;
            WarnAfterNumberOfUnconfirmedAttempts = warnAfterNumberOfUnconfirmedAttempts;
            MaxUnconfirmedMessages = maxUnconfirmedMessages;
        }

        /// <summary>What has not been confirmed for so long is sent again. 5 seconds by default.</summary>
        public TimeSpan RedeliverInterval { get; }

        /// <summary>At most so many messages are sent again at once. 10,000 by default.</summary>
        public int RedeliveryBurstLimit { get; }

        /// <summary>After so many attempts the actor gets an <see cref="UnconfirmedWarning"/>. 5 by default.</summary>
        public int WarnAfterNumberOfUnconfirmedAttempts { get; }

        /// <summary>At most so many messages may be unconfirmed. 100,000 by default.</summary>
        public int MaxUnconfirmedMessages { get; }

        /// <summary>The same with another interval.</summary>
        /// <param name="redeliverInterval">What has not been confirmed for so long is sent again.</param>
        public AtLeastOnceDeliverySettings WithRedeliverInterval(TimeSpan redeliverInterval) =>
            new(redeliverInterval, RedeliveryBurstLimit, WarnAfterNumberOfUnconfirmedAttempts, MaxUnconfirmedMessages);

        /// <summary>The same with another burst limit.</summary>
        /// <param name="redeliveryBurstLimit">At most so many messages are sent again at once.</param>
        public AtLeastOnceDeliverySettings WithRedeliveryBurstLimit(int redeliveryBurstLimit) =>
            new(RedeliverInterval, redeliveryBurstLimit, WarnAfterNumberOfUnconfirmedAttempts, MaxUnconfirmedMessages);

        /// <summary>The same with another number of attempts until the warning.</summary>
        /// <param name="unconfirmedAttemptsToWarn">After so many attempts the actor is warned.</param>
        public AtLeastOnceDeliverySettings WithUnconfirmedAttemptsToWarn(int unconfirmedAttemptsToWarn) =>
            new(RedeliverInterval, RedeliveryBurstLimit, unconfirmedAttemptsToWarn, MaxUnconfirmedMessages);

        /// <summary>The same with another limit.</summary>
        /// <param name="maxUnconfirmedMessages">At most so many messages may be unconfirmed.</param>
        public AtLeastOnceDeliverySettings WithMaxUnconfirmedMessages(int maxUnconfirmedMessages) =>
            new(RedeliverInterval, RedeliveryBurstLimit, WarnAfterNumberOfUnconfirmedAttempts, maxUnconfirmedMessages);
    }
}

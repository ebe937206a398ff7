using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Delivery;

/// <summary>A parcel as its receiver gets it.</summary>
internal sealed record Parcel(long Id, string Text);

/// <summary>To the courier: send this on. Stored as an event.</summary>
internal sealed record Post(string Text);

/// <summary>To the courier: this one has arrived. Stored as an event.</summary>
internal sealed record Arrived(long Id);

internal sealed record SavedDeliveries(AtLeastOnceDeliverySnapshot Deliveries);

/// <summary>Delivers each text that it is told to a receiver, at least once.</summary>
internal sealed class Courier : AtLeastOnceDeliveryReceiveActor
{
    private readonly ActorPath _destination;

    public Courier(ActorPath destination, Recorder log, Func<PersistenceSettings.AtLeastOnceDeliverySettings, PersistenceSettings.AtLeastOnceDeliverySettings> settings)
        : base(settings)
    {
        _destination = destination;
        Command<string>(text => text != "save", text => Persist(new Post(text), Apply));
        Command<string>(_ => SaveSnapshot(new SavedDeliveries(GetDeliverySnapshot())));
        Command<Parcel>(receipt => Persist(new Arrived(receipt.Id), Apply));
        Command<UnconfirmedWarning>(warning => log.Tell(warning, Self));
        Command<Exception>(failure => throw failure);
        Command<ActorSelection>(selection => Deliver(selection, id => new Parcel(id, "by selection")));
        Recover<Post>(Apply);
        Recover<Arrived>(Apply);
        Recover<SnapshotOffer>(offer => SetDeliverySnapshot(((SavedDeliveries)offer.Snapshot).Deliveries));
        Recover<RecoveryCompleted>(_ => log.Tell($"unconfirmed {UnconfirmedCount}", Self));
        Command<SaveSnapshotSuccess>(saved => log.Tell("saved", Self));

        void Apply(object e)
        {
            switch (e)
            {
                case Post post:
                    Deliver(_destination, id => new Parcel(id, post.Text));
                    break;
                case Arrived arrived:
                    if (!ConfirmDelivery(arrived.Id)) log.Tell($"{arrived.Id} came twice", Self);
                    break;
            }
        }
    }

    public override string PersistenceId => "courier";
}

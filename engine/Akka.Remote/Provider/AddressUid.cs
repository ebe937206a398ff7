using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Remote;

/// <summary>The number that tells this incarnation of a system from earlier and later ones at the same address.</summary>
public class AddressUid : IExtension
{
    /// <summary>The number. Never 0.</summary>
    public readonly int Uid;

    /// <summary>With a random number from the operating system.</summary>
    public AddressUid() : this(BitConverter.ToInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)))
    {
    }

    internal AddressUid(long random) => Uid = (int)random == 0 ? 1 : (int)random;
}

/// <summary>Gives a system its <see cref="AddressUid"/>.</summary>
public class AddressUidExtension : ExtensionIdProvider<AddressUid>
{
    /// <summary>The uid of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The uid.</returns>
    public static int Uid(ActorSystem system) => system.WithExtension<AddressUid, AddressUidExtension>().Uid;

    /// <inheritdoc/>
    public override AddressUid CreateExtension(ExtendedActorSystem system) => new(((ActorSystemImpl)system).Runtime.NextLong());
}

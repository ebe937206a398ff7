namespace Akka.Actor;

/// <summary>A service of which an actor system has one: persistence, cluster, an application's own.</summary>
public interface IExtension;

/// <summary>Makes and finds an extension.</summary>
public interface IExtensionId
{
    /// <summary>The extension's type, which is its key.</summary>
    Type ExtensionType { get; }

    /// <summary>Finds the extension in a system, or makes and registers it.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object Apply(ActorSystem system);

    /// <summary>Finds the extension in a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object Get(ActorSystem system);

    /// <summary>Makes the extension. The engine calls it once per system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    object CreateExtension(ExtendedActorSystem system);
}

/// <summary>Makes and finds an extension of one type.</summary>
/// <typeparam name="T">The extension's type.</typeparam>
public interface IExtensionId<out T> : IExtensionId where T : IExtension
{
    /// <summary>Finds the extension in a system, or makes and registers it.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T Apply(ActorSystem system);

    /// <summary>Finds the extension in a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T Get(ActorSystem system);

    /// <summary>Makes the extension. The engine calls it once per system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    new T CreateExtension(ExtendedActorSystem system);
}

/// <summary>The usual base of an extension's id.</summary>
/// <typeparam name="T">The extension's type.</typeparam>
public abstract class ExtensionIdProvider<T> : IExtensionId<T> where T : IExtension
{
    /// <summary>The extension's type, which is its key.</summary>
    public Type ExtensionType => typeof(T);

    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    object IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);

    /// <summary>Finds the extension in a system, or makes and registers it.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    /// <summary>Finds the extension in a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public T Get(ActorSystem system) => (T)system.GetExtension(this);

    /// <summary>Makes the extension.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public abstract T CreateExtension(ExtendedActorSystem system);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj?.GetType() == GetType();

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();
}

/// <summary>Registers extensions by type.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>Finds the extension, registering it when need be.</summary>
    /// <typeparam name="T">The extension's type.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="extensionId">The id's type, with a public constructor.</param>
    /// <returns>The extension.</returns>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId) where T : class, IExtension =>
        system.HasExtension<T>() ? system.GetExtension<T>() : (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);

    /// <summary>Finds the extension, registering it when need be.</summary>
    /// <typeparam name="T">The extension's type.</typeparam>
    /// <typeparam name="TI">The id's type.</typeparam>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static T WithExtension<T, TI>(this ActorSystem system) where T : class, IExtension where TI : IExtensionId =>
        system.WithExtension<T>(typeof(TI));

    /// <summary>Finds a registered extension.</summary>
    /// <typeparam name="T">The extension's type.</typeparam>
    /// <param name="system">The system.</param>
    /// <returns>The extension.</returns>
    public static T WithExtension<T>(this ActorSystem system) where T : class, IExtension => system.GetExtension<T>();
}

namespace Akka.DependencyInjection;

/// <summary>A scope of services. Disposing it disposes the services that live in it.</summary>
public interface IResolverScope : IDisposable
{
    /// <summary>Finds the services of the scope.</summary>
    IDependencyResolver Resolver { get; }
}

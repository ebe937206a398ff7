using System.Reflection;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>
/// Makes a plugin's actor. One that cannot be made, most often because a setting is wrong, is replaced by one that says so to whoever asks:
/// otherwise actors would learn of it only when their recovery times out.
/// </summary>
internal sealed class PluginProducer(string id, Type type, Config config) : IIndirectActorProducer
{
    public Type ActorType => type;

    public ActorBase Produce()
    {
        try
        {
            var takesConfig = type.GetConstructor([typeof(Config)]) is not null;
            return (ActorBase)(takesConfig ? Activator.CreateInstance(type, config) : Activator.CreateInstance(type))!;
        }
        catch (TargetInvocationException failure)
        {
            return new UnusablePlugin(id, failure.InnerException ?? failure);
        }
    }

    public void Release(ActorBase actor)
    {
    }
}

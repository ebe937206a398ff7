using Akka.Actor;

namespace Akka.Hosting.Tests;

/// <summary>Well-known actors are found by type, at once or when they come.</summary>
public sealed class RegistryTests
{
    private readonly ActorRegistry _registry = new();

    [Fact]
    public void What_is_registered_is_found()
    {
        _registry.Register<string>(ActorRefs.Nobody);
        Assert.Same(ActorRefs.Nobody, _registry.Get<string>());
        Assert.True(_registry.TryGet<string>(out _));
        Assert.False(_registry.TryGet<int>(out _));
    }

    [Fact]
    public void A_missing_actor_is_named_in_the_error() =>
        Assert.Contains("System.Int32", Assert.Throws<MissingActorRegistryEntryException>(() => _registry.Get<int>()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_second_actor_under_a_type_needs_leave_to_overwrite()
    {
        _registry.Register<string>(ActorRefs.Nobody);
        Assert.Throws<DuplicateActorRegistryException>(() => _registry.Register<string>(ActorRefs.Nobody));
        Assert.False(_registry.TryRegister<string>(ActorRefs.Nobody));
        Assert.True(_registry.TryRegister<string>(ActorRefs.Nobody, overwrite: true));
    }

    [Fact]
    public async Task A_wait_ends_when_the_actor_is_registered()
    {
        var waiting = new RequiredActor<string>(_registry).GetAsync();
        Assert.False(waiting.IsCompleted);
        _registry.Register<string>(ActorRefs.Nobody);
        Assert.Same(ActorRefs.Nobody, await waiting);
    }

    [Fact]
    public async Task A_wait_can_be_given_up_without_harm_to_others()
    {
        using var source = new CancellationTokenSource();
        var given = _registry.GetAsync<string>(source.Token);
        var other = _registry.GetAsync<string>();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        _registry.Register<string>(ActorRefs.Nobody);
        await other;
    }

    [Fact]
    public void Actors_are_listed_in_the_order_of_their_registration()
    {
        _registry.Register<string>(ActorRefs.Nobody);
        _registry.Register<int>(ActorRefs.Nobody);
        _registry.Register<byte>(ActorRefs.Nobody);
        Assert.Equal([typeof(string), typeof(int), typeof(byte)], _registry.Select(one => one.Key));
    }
}

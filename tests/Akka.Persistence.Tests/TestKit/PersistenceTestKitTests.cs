using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.TestKit;

namespace Akka.Persistence.Tests.TestKit;

/// <summary>A test says what journal and snapshot store do, for exactly as long as its block runs, and sees what its actor makes of it.</summary>
public sealed class PersistenceTestKitTests : PersistenceTestKit
{
    // On real threads: what is expected is waited for, however busy the machine is.
    private const string Patient = "akka.test { single-expect-default = 1h, filter-leeway = 1h, default-timeout = 1h }";

    public PersistenceTestKitTests()
        : base(ConfigurationFactory.ParseString(Patient))
    {
    }

    private IActorRef Start() => Sys.ActorOf(Props.Create<Account>(TestActor));

    private async Task<IActorRef> RecoveredAsync(int balance = 0)
    {
        var account = Start();
        await ExpectMsgAsync($"recovered {balance}");
        return account;
    }

    private async Task StopAsync(IActorRef account)
    {
        Watch(account);
        Sys.Stop(account);
        await ExpectTerminatedAsync(account);
    }

    [Fact]
    public async Task A_failing_write_stops_the_actor_and_afterwards_all_is_well()
    {
        var account = Watch(await RecoveredAsync());
        await WithJournalWrite(write => write.Fail(), async () =>
        {
            account.Tell(5);
            await ExpectMsgAsync<TestJournalFailureException>();
            await ExpectTerminatedAsync(account);
        });

        account = await RecoveredAsync();
        account.Tell(5);
        await ExpectMsgAsync(5);
    }

    [Fact]
    public async Task A_refused_event_leaves_the_actor_running()
    {
        var account = await RecoveredAsync();
        await WithJournalWrite(write => write.RejectOnType<Suspended>(), async () =>
        {
            account.Tell(new Suspended());
            await ExpectMsgAsync<TestJournalRejectionException>();
            account.Tell(5);
            await ExpectMsgAsync(5);
        });
        account.Tell(new Suspended());
        await ExpectMsgAsync("suspended");
    }

    [Fact]
    public async Task Conditions_see_the_event_and_may_be_asynchronous_or_negated()
    {
        var account = await RecoveredAsync();
        await WithJournalWrite(write => write.RejectUnless(e => Task.FromResult(e.Payload is Deposited { Amount: < 10 } && e.PersistenceId == "account")), async () =>
        {
            account.Tell(50);
            await ExpectMsgAsync<TestJournalRejectionException>();
            account.Tell(5);
            await ExpectMsgAsync(5);
        });
    }

    [Fact]
    public async Task A_failing_recovery_stops_the_actor()
    {
        var account = await RecoveredAsync();
        account.Tell(5);
        await ExpectMsgAsync(5);
        await StopAsync(account);

        await WithJournalRecovery(recovery => recovery.FailIf(e => e.SequenceNr == 1), async () =>
        {
            account = Watch(Start());
            await ExpectMsgAsync<TestJournalFailureException>();
            await ExpectTerminatedAsync(account);
        });
        await RecoveredAsync(5);
    }

    [Fact]
    public async Task Snapshots_fail_when_saved_loaded_and_deleted()
    {
        var account = await RecoveredAsync();
        account.Tell(5);
        await ExpectMsgAsync(5);
        await WithSnapshotSave(save => save.Fail(), async () =>
        {
            account.Tell("save");
            await ExpectMsgAsync<TestSnapshotStoreFailureException>();
        });
        account.Tell("save");
        await ExpectMsgAsync("saved");
        await WithSnapshotDelete(delete => delete.FailIf((id, _) => id == "account"), async () =>
        {
            account.Tell("forget");
            await ExpectMsgAsync<TestSnapshotStoreFailureException>();
        });
        await StopAsync(account);
        await WithSnapshotLoad(load => load.Fail(), async () =>
        {
            Start();
            await ExpectMsgAsync<TestSnapshotStoreFailureException>();
        });
        account = await RecoveredAsync(5);
        account.Tell("forget");
        await ExpectMsgAsync("forgotten");
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_fails_whatever_is_asked()
    {
        await Journal.OnConnect.Fail();
        Start();
        await ExpectMsgAsync<TestConnectionException>();
        await Journal.OnConnect.Pass();
        await Snapshots.OnConnect.Fail();
        Start();
        await ExpectMsgAsync<TestConnectionException>();
        await Snapshots.OnConnect.Pass();
        await RecoveredAsync();
    }

    [Fact]
    public async Task A_block_that_fails_leaves_nothing_behind()
    {
        var account = await RecoveredAsync();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithJournalWrite(write => write.Fail(), () => throw new InvalidTimeZoneException()));
        account.Tell(5);
        await ExpectMsgAsync(5);
    }

    [Fact]
    public async Task A_cancelled_delay_ends_at_once()
    {
        var account = await RecoveredAsync();
        using var cancellation = new CancellationTokenSource();
        await WithJournalWrite(
            write => write.SetInterceptorAsync(new JournalInterceptors.CancelableDelay(TimeSpan.FromDays(1), JournalInterceptors.Rejection.Instance, cancellation.Token)),
            async () =>
            {
                account.Tell(5);
                await cancellation.CancelAsync();
                await ExpectMsgAsync<TestJournalRejectionException>();
            });
    }
}

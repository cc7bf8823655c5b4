using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Jobs.Queue;

public sealed class JobQueueTests(RedisServer redis) : IAsyncLifetime
{
    private const string Owner = "someone";
    private readonly RedisKeys _keys = new(Options.Create(new JobsOptions { KeyPrefix = $"test-{Guid.NewGuid():n}" }));
    private ConnectionMultiplexer _connection = null!;
    private JobQueue _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        _queue = new JobQueue(_connection, _keys, TimeProvider.System);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    [Fact]
    public async Task Entries_are_handed_out_once_in_order_with_their_trace()
    {
        await _queue.EnqueueAsync(Owner, "a", "00-trace-01");
        await _queue.EnqueueAsync(Owner, "b", null);

        var first = Assert.Single(await TakeAsync("w1", 1));
        var second = Assert.Single(await TakeAsync("w2", 5));

        Assert.Equal(("a", "00-trace-01"), (first.JobId, first.TraceParent));
        Assert.Equal(("b", null), (second.JobId, second.TraceParent));
        Assert.Empty(await TakeAsync("w1", 5));
    }

    [Fact]
    public async Task Waiting_are_the_jobs_that_no_worker_was_handed()
    {
        foreach (var job in (string[])["a", "b", "c"]) await _queue.EnqueueAsync(Owner, job, null);
        Assert.Equal(["a", "b", "c"], (await _queue.WaitingJobsAsync()).Order());

        await TakeAsync("w1", 2);

        Assert.Equal(["c"], await _queue.WaitingJobsAsync());
    }

    [Fact]
    public async Task An_emptied_Redis_gets_its_group_again_and_loses_no_entry_that_comes_before_it()
    {
        await _queue.EnqueueAsync(Owner, "a", null);
        await TakeAsync("w1", 1);
        await _connection.GetDatabase().KeyDeleteAsync(_keys.QueueOf(Owner));

        Assert.Empty(await _queue.WaitingJobsAsync());
        await _connection.GetDatabase().KeyDeleteAsync(_keys.QueueOf(Owner));
        await _queue.EnqueueAsync(Owner, "b", null);

        Assert.Equal("b", Assert.Single(await TakeAsync("w1", 5)).JobId);
    }

    [Fact]
    public async Task Entries_left_behind_are_found_and_removed_and_only_then_their_consumer_forgotten()
    {
        await _queue.EnqueueAsync(Owner, "a", null);
        await TakeAsync("gone", 1);
        await _queue.ForgetConsumerAsync("gone");
        Assert.Contains("gone", await ConsumersAsync());

        var left = Assert.Single(await _queue.LeftBehindAsync("w1", TimeSpan.Zero, 10));
        await _queue.RemoveAsync(left);
        await _queue.ForgetConsumerAsync("gone");
        await _queue.ForgetConsumerAsync("w1");

        Assert.Equal("a", left.JobId);
        Assert.Equal(0, await _queue.LengthAsync());
        Assert.Empty(await ConsumersAsync());
    }

    [Fact]
    public async Task Owners_have_their_turns_and_none_more_than_it_may_have_at_once()
    {
        for (var i = 1; i <= 100; i++) await _queue.EnqueueAsync("many", $"m{i}", null);
        for (var i = 1; i <= 2; i++) await _queue.EnqueueAsync("few", $"f{i}", null);
        for (var i = 1; i <= 2; i++) await _queue.EnqueueAsync("other", $"o{i}", null);

        var taken = await _queue.TakeAsync("w1", 10, mostOfOwner: 4, owner => owner == "other" ? 1 : 0);

        Assert.Equal(["f1", "m1", "o1", "f2", "m2", "o2", "m3", "m4"], taken.Select(entry => entry.JobId));
        Assert.Equal(104, await _queue.LengthAsync());
        Assert.Equal(96, (await _queue.WaitingJobsAsync()).Count);
    }

    [Fact]
    public async Task Who_had_no_turn_for_longest_is_first_among_those_with_as_many_jobs()
    {
        for (var i = 1; i <= 2; i++) await _queue.EnqueueAsync("a", $"a{i}", null);
        for (var i = 1; i <= 2; i++) await _queue.EnqueueAsync("b", $"b{i}", null);

        var order = new List<string>();
        for (var i = 0; i < 4; i++) order.Add(Assert.Single(await _queue.TakeAsync("w1", 1, mostOfOwner: 1, _ => 0)).JobId);

        Assert.Equal(["a1", "b1", "a2", "b2"], order);
    }

    [Fact]
    public async Task An_owner_whose_jobs_are_all_done_leaves_nothing_behind()
    {
        await _queue.EnqueueAsync(Owner, "a", null);
        await _queue.RemoveAsync(Assert.Single(await TakeAsync("w1", 1)));
        Assert.Empty(await TakeAsync("w1", 1));

        Assert.False(await _connection.GetDatabase().KeyExistsAsync([_keys.QueueOf(Owner), _keys.QueueOwners]) > 0);
    }

    [Fact]
    public async Task One_worker_at_a_time_is_the_sweeper()
    {
        Assert.True(await _queue.TryBecomeSweeperAsync("w1", TimeSpan.FromMinutes(1)));
        Assert.False(await _queue.TryBecomeSweeperAsync("w2", TimeSpan.FromMinutes(1)));

        await _connection.GetDatabase().KeyDeleteAsync(_keys.Sweeper);
        Assert.True(await _queue.TryBecomeSweeperAsync("w2", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task The_bell_and_cancellations_reach_who_listens()
    {
        var rung = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource<string>();
        await using var listening = await _queue.ListenAsync(() => rung.TrySetResult(), job => cancelled.TrySetResult(job));

        // Until the server has taken the subscriptions, what rings is not heard: nothing may rely on one ring.
        await Eventually.TrueAsync(async () =>
        {
            await _queue.EnqueueAsync(Owner, "a", null);
            await _queue.AnnounceCancellationAsync("b");
            return rung.Task.IsCompleted && cancelled.Task.IsCompleted;
        }, "bell and cancellation are heard");

        Assert.Equal("b", await cancelled.Task);
    }

    [Fact]
    public async Task Who_began_to_listen_while_Redis_was_away_hears_the_bell_once_it_is_there()
    {
        await using var own = new RedisServer();
        var configuration = ConfigurationOptions.Parse(own.ConnectionString);
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry(200);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(configuration);
        var queue = new JobQueue(connection, _keys, TimeProvider.System);
        var rung = new TaskCompletionSource();
        await using var listening = await queue.ListenAsync(() => rung.TrySetResult(), _ => { });

        await own.StartAsync();
        await Eventually.TrueAsync(async () =>
        {
            if (connection.IsConnected) await connection.GetDatabase().PublishAsync(_keys.QueueBell, RedisValue.EmptyString);
            return rung.Task.IsCompleted;
        }, "the bell is heard");
    }

    private Task<IReadOnlyList<QueueEntry>> TakeAsync(string consumer, int count) => _queue.TakeAsync(consumer, count, int.MaxValue, _ => 0);

    private async Task<IEnumerable<string>> ConsumersAsync() =>
        (await _connection.GetDatabase().StreamConsumerInfoAsync(_keys.QueueOf(Owner), RedisKeys.Group)).Select(consumer => consumer.Name);
}

using Microsoft.Extensions.Options;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Queue;
using PlanDecomp.Tests.Infrastructure;
using StackExchange.Redis;

namespace PlanDecomp.Tests.Jobs.Queue;

public sealed class JobQueueTests(RedisServer redis) : IAsyncLifetime
{
    private readonly RedisKeys _keys = new(Options.Create(new JobsOptions { KeyPrefix = $"test-{Guid.NewGuid():n}" }));
    private ConnectionMultiplexer _connection = null!;
    private JobQueue _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        _queue = new JobQueue(_connection, _keys);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    [Fact]
    public async Task Entries_are_handed_out_once_in_order_with_their_trace()
    {
        await _queue.EnqueueAsync("a", "00-trace-01");
        await _queue.EnqueueAsync("b", null);

        var first = Assert.Single(await _queue.TakeAsync("w1", 1));
        var second = Assert.Single(await _queue.TakeAsync("w2", 5));

        Assert.Equal(("a", "00-trace-01"), (first.JobId, first.TraceParent));
        Assert.Equal(("b", null), (second.JobId, second.TraceParent));
        Assert.Empty(await _queue.TakeAsync("w1", 5));
    }

    [Fact]
    public async Task Waiting_are_the_jobs_that_no_worker_was_handed()
    {
        foreach (var job in (string[])["a", "b", "c"]) await _queue.EnqueueAsync(job, null);
        Assert.Equal(["a", "b", "c"], (await _queue.WaitingJobsAsync()).Order());

        await _queue.TakeAsync("w1", 2);

        Assert.Equal(["c"], await _queue.WaitingJobsAsync());
    }

    [Fact]
    public async Task An_emptied_Redis_gets_its_group_again_and_loses_no_entry_that_comes_before_it()
    {
        await _queue.EnqueueAsync("a", null);
        await _queue.TakeAsync("w1", 1);
        await _connection.GetDatabase().KeyDeleteAsync(_keys.Queue);

        Assert.Empty(await _queue.WaitingJobsAsync());
        await _connection.GetDatabase().KeyDeleteAsync(_keys.Queue);
        await _queue.EnqueueAsync("b", null);

        Assert.Equal("b", Assert.Single(await _queue.TakeAsync("w1", 5)).JobId);
    }

    [Fact]
    public async Task Entries_left_behind_are_found_and_removed_and_only_then_their_consumer_forgotten()
    {
        await _queue.EnqueueAsync("a", null);
        await _queue.TakeAsync("gone", 1);
        await _queue.ForgetConsumerAsync("gone");
        Assert.Contains("gone", await ConsumersAsync());

        var left = Assert.Single(await _queue.LeftBehindAsync("w1", TimeSpan.Zero, 10));
        await _queue.RemoveAsync(left.Id);
        await _queue.ForgetConsumerAsync("gone");
        await _queue.ForgetConsumerAsync("w1");

        Assert.Equal("a", left.JobId);
        Assert.Equal(0, await _queue.LengthAsync());
        Assert.Empty(await ConsumersAsync());
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
            await _queue.EnqueueAsync("a", null);
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
        var queue = new JobQueue(connection, _keys);
        var rung = new TaskCompletionSource();
        await using var listening = await queue.ListenAsync(() => rung.TrySetResult(), _ => { });

        await own.StartAsync();
        await Eventually.TrueAsync(async () =>
        {
            if (connection.IsConnected) await connection.GetDatabase().PublishAsync(_keys.QueueBell, RedisValue.EmptyString);
            return rung.Task.IsCompleted;
        }, "the bell is heard");
    }

    private async Task<IEnumerable<string>> ConsumersAsync() =>
        (await _connection.GetDatabase().StreamConsumerInfoAsync(_keys.Queue, RedisKeys.Group)).Select(consumer => consumer.Name);
}

using System.Collections.Concurrent;
using PlanDecomp.Api.Chat.Store;

namespace PlanDecomp.Api.Chat.Replies;

/// <summary>The replies that this process is writing. They outlive the requests that asked for them, and end with the host.</summary>
internal sealed class ReplyRuns(ReplyRun run, IHostApplicationLifetime lifetime) : IHostedService
{
    private readonly ConcurrentDictionary<long, (LiveReply Live, Task Run)> _running = [];
    private CancellationTokenRegistration _onStopping;

    /// <summary>True when a reply begun now would be cut off at once.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Has the reply written, beside the caller.</summary>
    public void Start(SendOutcome.Begun begun, string owner)
    {
        var live = new LiveReply();
        var id = begun.Fence.MessageId;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[id] = (live, RunAsync());
        started.SetResult();

        // Looked at after it is in the table: a stop in between finds it there, one before is seen here.
        if (IsStopping) live.CutOff(ReplyCut.Interrupted);

        async Task RunAsync()
        {
            await started.Task;
            try
            {
                await run.RunAsync(begun, owner, live);
            }
            finally
            {
                _running.TryRemove(id, out _);
                live.Dispose();
            }
        }
    }

    /// <summary>Null when this process does not write the reply (any more).</summary>
    public LiveReply? Find(long messageId) => _running.TryGetValue(messageId, out var reply) ? reply.Live : null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // As soon as the host wants to stop: the streams that follow would otherwise keep the server from stopping.
        _onStopping = lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var (live, _) in _running.Values) live.CutOff(ReplyCut.Interrupted);
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_running.Values.Select(reply => reply.Run)).WaitAsync(cancellationToken);
        await _onStopping.DisposeAsync();
    }
}

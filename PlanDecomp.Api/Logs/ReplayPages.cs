using Microsoft.Extensions.Options;

namespace PlanDecomp.Api.Logs;

/// <summary>Past lines for subscribers behind the ring: a page that many need at about the same time is read once.</summary>
internal sealed class ReplayPages(LogHistory history, IOptions<RelayOptions> options)
{
    private const int MaxPages = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<Page> _newestFirst = [];

    /// <summary>Lines with greater numbers, oldest first, as <see cref="LogHistory.ReadAfterAsync"/> gives them.</summary>
    public async ValueTask<IReadOnlyList<SseFrame>> ReadAfterAsync(string jobId, long after, CancellationToken ct)
    {
        var size = options.Value.PageLines;
        var start = after - (after % size);
        var frames = await ReadPageAsync(jobId, start, size).WaitAsync(ct);
        if (frames.Count > 0 && frames[^1].Seq > after) return start == after ? frames : [.. frames.SkipWhile(frame => frame.Seq <= after)];
        return start == after ? frames : await history.ReadAfterAsync(jobId, after, size, ct);
    }

    private Task<IReadOnlyList<SseFrame>> ReadPageAsync(string jobId, long start, int size)
    {
        lock (_gate)
        {
            for (var node = _newestFirst.First; node is not null; node = node.Next)
            {
                if (node.Value.Start != start || node.Value.JobId != jobId) continue;
                _newestFirst.Remove(node);
                _newestFirst.AddFirst(node);
                return node.Value.Frames;
            }

            // No subscriber's token: the page is for all who wait for it.
            var page = new Page(jobId, start, Task.Run(() => history.ReadAfterAsync(jobId, start, size, CancellationToken.None)));
            _newestFirst.AddFirst(page);
            if (_newestFirst.Count > MaxPages) _newestFirst.RemoveLast();
            _ = ForgetUnlessFullAsync(page, size);
            return page.Frames;
        }
    }

    /// <summary>Only a full page stays: it cannot change any more. A failed one is read anew.</summary>
    private async Task ForgetUnlessFullAsync(Page page, int size)
    {
        await ((Task)page.Frames).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (page.Frames.IsCompletedSuccessfully && page.Frames.Result.Count == size) return;
        lock (_gate) _newestFirst.Remove(page);
    }

    private sealed record Page(string JobId, long Start, Task<IReadOnlyList<SseFrame>> Frames);
}

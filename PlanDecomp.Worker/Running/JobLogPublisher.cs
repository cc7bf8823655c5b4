using System.Diagnostics;
using System.Threading.Channels;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.LogStream;

namespace PlanDecomp.Worker.Running;

/// <summary>Publishes what a run has committed, in order, beside the run: Redis never holds a commit up and never fails a job.</summary>
internal sealed partial class JobLogPublisher : IAsyncDisposable
{
    private const int Waiting = 256;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly JobLogStream _stream;
    private readonly string _jobId;
    private readonly ILogger _logger;

    // A full pipe means Redis is slow or away: the oldest batch is let go, and readers take it from the store.
    private readonly Channel<IReadOnlyList<StreamedEvent>> _batches = Channel.CreateBounded<IReadOnlyList<StreamedEvent>>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Task _pump;
    private bool _away;

    public JobLogPublisher(JobLogStream stream, string jobId, ILogger logger)
    {
        (_stream, _jobId, _logger) = (stream, jobId, logger);
        _pump = Task.Run(PumpAsync);
    }

    public ValueTask PublishAsync(RunWrite write, RunReceipt receipt)
    {
        var after = (receipt.End ?? write.End) switch
        {
            RunEnd.Finish finish => finish.Status,
            RunEnd.Release => JobStatus.Queued,
            _ => JobStatus.Running,
        };
        var last = receipt.Entries.Count > 0 ? receipt.Entries[^1] : null;
        var events = receipt.Entries.Select(entry => Event(entry, entry == last ? after : JobStatus.Running, write.Stats)).ToList();
        if (events.Count == 0) events.Add(Event(null, after, write.Stats));
        return _batches.Writer.WriteAsync(events);
    }

    /// <summary>Waits for what is still to be published, a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await Task.WhenAny(_pump, Task.Delay(LastWords));
    }

    private StreamedEvent Event(JobLogEntry? entry, JobStatus status, JobStats? stats) =>
        StreamedEvents.Create(new JobStreamEvent { JobId = _jobId, Status = status, Event = entry, Stats = stats });

    private async Task PumpAsync()
    {
        // Outside the job's span: three commands a batch would bury a long job's trace. The time they take is a metric.
        Activity.Current = null;
        await foreach (var events in _batches.Reader.ReadAllAsync())
        {
            // No batch waits for a Redis that is known to be away.
            if (_away && !_stream.IsConnected) continue;
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await _stream.PublishAsync(_jobId, events);
                JobMetrics.PublishTime.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
                _away = false;
            }
            catch (Exception e) when (e.IsOfRedis())
            {
                // Logging never steers: the lines are stored. Said once for each time Redis goes away.
                if (!_away) LogAway(_logger, _jobId, e.InBrief());
                _away = true;
            }
            catch (Exception e)
            {
                // Nor does a fault of ours, which must not end the pump either: the next batch may go out.
                LogBroken(_logger, e, _jobId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lines of job {JobId} are stored but not published: {Reason}")]
    private static partial void LogAway(ILogger logger, string jobId, string reason);

    [LoggerMessage(LogLevel.Error, "Lines of job {JobId} are stored, but publishing them broke.")]
    private static partial void LogBroken(ILogger logger, Exception e, string jobId);
}

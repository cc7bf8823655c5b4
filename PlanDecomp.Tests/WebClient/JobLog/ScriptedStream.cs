using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>One stream that was asked of a <see cref="ScriptedApi"/>, to be answered as a test likes.</summary>
internal sealed class ScriptedStream(HttpContext http, IReadOnlyList<ScriptedJob?> jobs, IReadOnlyList<string> ids, long[] cursors)
{
    private bool _begun;

    public HttpContext Http => http;

    public IReadOnlyList<string> Ids => ids;

    /// <summary>As they were sent, and as they move with what is written.</summary>
    public long[] Cursors => cursors;

    /// <summary>Answers with the head of a stream and no byte of its body.</summary>
    public async Task BeginAsync()
    {
        if (_begun) return;
        _begun = true;
        http.Response.ContentType = "text/event-stream";
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    public async Task WriteAsync(string text)
    {
        await BeginAsync();
        await http.Response.WriteAsync(text, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    /// <summary>A job as it stands, without a line.</summary>
    public Task SnapshotAsync(ScriptedJob job) =>
        WriteAsync($"data: {Json(new JobStreamEvent { JobId = job.Id, Status = job.Job.Status, Stats = job.Job.Stats })}\n\n");

    /// <summary>A stored line, whatever the cursor.</summary>
    public Task LineAsync(ScriptedJob job, long seq)
    {
        var line = job.Lines.Single(line => line.Seq == seq);
        var at = ids.ToList().IndexOf(job.Id);
        cursors[at] = Math.Max(cursors[at], seq);
        var isLast = job.Job.Status.IsTerminal() && seq == job.Job.LastSeq;
        var status = isLast ? job.Job.Status : JobStatus.Running;
        return WriteAsync($"id: {string.Join(',', cursors)}\ndata: {Json(new JobStreamEvent { JobId = job.Id, Status = status, Event = line })}\n\n");
    }

    /// <summary>As the real server does: replays after the cursors and follows the jobs to their end.</summary>
    /// <param name="lines">Stops after so many lines.</param>
    public async Task FollowAsync(int lines = int.MaxValue)
    {
        await WriteAsync("retry: 1500\n\n");
        for (var i = 0; i < ids.Count; i++)
        {
            if (jobs[i] is not { } job) await WriteAsync($$"""event: gone{{"\n"}}data: {"job_id":"{{ids[i]}}"}{{"\n\n"}}""");
            else if (!job.Job.Status.IsTerminal()) await SnapshotAsync(job);
        }

        using var news = new SemaphoreSlim(1);
        void Tell() => news.Release();
        foreach (var job in jobs) job?.Changed += Tell;
        try
        {
            while (lines > 0)
            {
                await news.WaitAsync(http.RequestAborted);
                for (var i = 0; i < ids.Count && lines > 0; i++)
                {
                    if (jobs[i] is not { } job) continue;
                    foreach (var line in job.Lines.Where(line => line.Seq > cursors[i]))
                    {
                        if (lines-- == 0) break;
                        await LineAsync(job, line.Seq);
                    }
                }

                if (IsOver) return;
            }
        }
        finally
        {
            foreach (var job in jobs) job?.Changed -= Tell;
        }
    }

    /// <summary>Cuts the connection as a broken network does.</summary>
    public void Cut() => http.Abort();

    /// <summary>Holds the answer back until the reader leaves.</summary>
    public Task HoldAsync() => Task.Delay(Timeout.Infinite, http.RequestAborted);

    private bool IsOver => Enumerable.Range(0, ids.Count).All(i => jobs[i] is not { } job || (job.Job.Status.IsTerminal() && cursors[i] >= job.Job.LastSeq));

    private static string Json(JobStreamEvent e) => JsonSerializer.Serialize(e, ContractsJson.Readable.JobStreamEvent);
}

using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.Faults;

/// <summary>Reads a job's stream to its end, is cut off at random, and comes back by the last number it has.</summary>
internal sealed class Follower(Account by, string jobId)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly List<JobLogEntry> _lines = [];

    public IReadOnlyList<JobLogEntry> Lines => _lines;

    /// <summary>Lines that came although they were there.</summary>
    public int Doubled { get; private set; }

    /// <summary>Lines that came after one with a greater number, or with numbers left out between.</summary>
    public int Reordered { get; private set; }

    /// <summary>Times the app said that a cursor fits no line.</summary>
    public int Resets { get; private set; }

    public bool HasEnded { get; private set; }

    public async Task RunAsync(CancellationToken ct)
    {
        while (!HasEnded)
        {
            try
            {
                await ConnectAsync(cutAfter: Random.Shared.Next(1, 40), ct);
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // It is away: again, after a moment.
            }

            if (!HasEnded) await Task.Delay(Pause, ct);
        }
    }

    private async Task ConnectAsync(int cutAfter, CancellationToken ct)
    {
        var last = _lines.LastOrDefault()?.Seq ?? 0;
        using var response = await by.OpenAsync($"jobs/{jobId}/stream", last, ct);
        if (response.StatusCode == HttpStatusCode.NoContent) HasEnded = true;
        if (response.StatusCode != HttpStatusCode.OK) return;
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(ct))
        {
            if (item.EventType == "reset") Resets++;
            if (item.EventType != "message") continue;
            var e = JsonSerializer.Deserialize(item.Data, ContractsJson.Default.JobStreamEvent)!;
            if (e.Event is { } line) Take(line);
            HasEnded = e.Status.IsTerminal();
            if (HasEnded || (e.Event is not null && --cutAfter == 0)) return;
        }
    }

    private void Take(JobLogEntry line)
    {
        var next = (_lines.LastOrDefault()?.Seq ?? 0) + 1;
        if (line.Seq == next)
        {
            _lines.Add(line);
        }
        else if (_lines.Any(known => known.Seq == line.Seq))
        {
            Doubled++;
        }
        else
        {
            Reordered++;
            _lines.Add(line);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;

namespace PlanDecomp.Tests.Faults;

/// <summary>An Api is asked to stop while many read: it is to end soon all the same, and to send its readers elsewhere spread over time.</summary>
internal static class StreamsUnderStop
{
    private const int Readers = 500;

    // Each has fewer than an account may have open (Limits, Relay).
    private const int Accounts = 5;
    private static readonly TimeSpan EndTarget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(60);

    public static async Task ActAsync(FaultyApp app, Workload work, CancellationToken ct)
    {
        var script = app.Llm.Script;
        var held = new TaskCompletionSource();
        app.Llm.Script = request => request.Title.StartsWith("Held", StringComparison.Ordinal) ? script(request)! with { Hold = held.Task } : script(request);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var readers = new List<Task<TimeSpan?>>();
        var open = 0;
        try
        {
            for (var n = 0; n < Accounts; n++)
            {
                var promise = await work.DecomposeAsync(work.NewAccount(), $"Held {Guid.NewGuid():n}", new { expand_depth = 1, node_budget = 4 }, follow: false, isPoison: false, ct);
                readers.AddRange(Enumerable.Range(0, Readers / Accounts).Select(_ => ReadAsync(promise, () => Interlocked.Increment(ref open), leaving.Token)));
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(OpenLimit);
            while (Volatile.Read(ref open) + readers.Count(reader => reader.IsCompleted) < Readers) await Task.Delay(50, limit.Token);
            Assert.Equal(Readers, open);
            await app.TerminateAsync(FaultyApp.Api, $"an Api asked to stop, {Readers} streams open, ended after", EndTarget, ct);
            await AwaitTheirEndsAsync(readers, ct);
        }
        finally
        {
            held.SetResult();
            app.Llm.Script = script;
            await leaving.CancelAsync();
        }

        // Those of the other instance were left by their readers.
        var told = (await Task.WhenAll(readers)).OfType<TimeSpan>().Order().ToList();
        app.Note(string.Create(CultureInfo.InvariantCulture, $"{told.Count} streams were ended by it and told to come back after {told.FirstOrDefault().TotalSeconds:0.0} to {told.LastOrDefault().TotalSeconds:0.0} s, the median after {told.ElementAtOrDefault(told.Count / 2).TotalSeconds:0.0} s"));
    }

    /// <summary>What the instance has sent last is still on its way through the web host when it has ended.</summary>
    private static async Task AwaitTheirEndsAsync(IReadOnlyCollection<Task<TimeSpan?>> readers, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        for (int before = 0, now = Ended(); clock.Elapsed < EndTarget && (now == 0 || now > before); before = now, now = Ended()) await Task.Delay(500, ct);

        int Ended() => readers.Count(reader => reader.IsCompleted);
    }

    /// <returns>When it is to come back, as it was told last; null when it left by itself.</returns>
    private static async Task<TimeSpan?> ReadAsync(Promise promise, Action opened, CancellationToken leaving)
    {
        try
        {
            using var response = await promise.By.OpenAsync($"jobs/{promise.JobId}/stream", 0, leaving);
            if (response.StatusCode != HttpStatusCode.OK) return null;
            opened();
            await using var body = await response.Content.ReadAsStreamAsync(leaving);
            var events = SseParser.Create(body);
            await foreach (var _ in events.EnumerateAsync(leaving))
            {
            }

            return events.ReconnectionInterval;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}

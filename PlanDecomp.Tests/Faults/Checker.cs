using System.Globalization;
using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Tests.Faults;

/// <summary>Looks, over HTTP, in the exports and in the files, whether the promises were kept. Whatever it finds is a fault in words.</summary>
internal sealed class Checker(FaultyApp app, Workload work)
{
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(50);
    private readonly List<Fault> _faults = [];
    private ILookup<string, DateTimeOffset>? _calls;

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>While the app runs, and all is well with it again.</summary>
    public async Task CheckOverHttpAsync(CancellationToken ct)
    {
        _calls = app.Llm.Requests.Where(call => call.ResponseFormat.Length > 0).ToLookup(call => call.Title, call => call.At);
        foreach (var promise in work.Promises) await CheckAsync(promise, ct);
        foreach (var doubled in work.Promises.GroupBy(promise => (promise.Kind, promise.PlanId)).Where(same => same.Count() > 1))
            Add(doubled.First(), Fault.Doubled, $"{doubled.Count()} jobs of one request");
    }

    /// <summary>After the app has ended.</summary>
    public void CheckFiles()
    {
        foreach (var file in Directory.EnumerateFiles(app.Data, "*.sqlite", SearchOption.AllDirectories))
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
            connection.Open();
            if (connection.QuerySingle<string>("PRAGMA integrity_check") is var said && said != "ok") Add(null, Fault.Lost, $"{Path.GetFileName(file)}: {said}");
        }

        foreach (var plan in work.Promises.GroupBy(promise => promise.PlanId))
        {
            var file = Path.Combine(app.Data, "plans", string.Create(CultureInfo.InvariantCulture, $"plan_{plan.Key}.sqlite"));
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
            connection.Open();
            var jobs = connection.Query<string>("SELECT job_id FROM decomposition_jobs").ToHashSet();
            foreach (var promise in plan.Where(promise => !jobs.Contains(promise.JobId))) Add(promise, Fault.Lost, "its row is not in the plan's file");
            foreach (var kind in connection.Query<(string Type, long Count)>("SELECT job_type, COUNT(*) FROM decomposition_jobs GROUP BY job_type"))
            {
                if (kind.Count > plan.Count()) Add(plan.First(), Fault.Doubled, $"{kind.Count} jobs {kind.Type} in the plan's file");
            }

            if (connection.QuerySingle<long>("SELECT COUNT(*) - COUNT(DISTINCT job_id || ':' || seq) FROM decomposition_job_logs") > 0)
                Add(plan.First(), Fault.Doubled, "lines twice in the plan's file");
        }
    }

    private async Task CheckAsync(Promise promise, CancellationToken ct)
    {
        var job = await promise.By.InsistAsync(HttpMethod.Get, $"jobs/{promise.JobId}", null, null, ct);
        if (job.Status != HttpStatusCode.OK)
        {
            Add(promise, Fault.Lost, $"the job is answered with {job.Status}");
            return;
        }

        var status = Workload.StatusOf(job);
        if (status is "queued" or "running") Add(promise, Fault.Lost, $"the job is still {status}");
        if (status == "failed" != promise.IsPoison) Add(promise, Fault.Failed, $"the job has {status}: {job.Body.GetProperty("error")}");

        var lines = await LinesAsync(promise, ct);
        var numbers = lines.Select(line => line.GetProperty("seq").GetInt64()).ToList();
        if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(i => (long)i))) Add(promise, Fault.Lost, $"lines numbered {string.Join(' ', numbers)}");
        var export = await promise.By.InsistAsync(HttpMethod.Get, $"jobs/{promise.JobId}/logs/export?format=json", null, null, ct);
        if (Texts(lines) is var texts && !texts.SequenceEqual(Texts(export.Body.GetProperty("logs").EnumerateArray()))) Add(promise, Fault.Lost, "the export has other lines than the pages");
        if (promise.Follower is { } follower) CheckFollower(promise, follower, lines);
        CheckPayments(promise, lines);
    }

    private void CheckFollower(Promise promise, Follower follower, IReadOnlyList<JsonElement> lines)
    {
        if (follower.Doubled > 0) Add(promise, Fault.Doubled, $"{follower.Doubled} lines came twice in the stream");
        if (follower.Reordered > 0) Add(promise, Fault.Reordered, $"{follower.Reordered} lines out of order in the stream");
        if (follower.Resets > 0) Add(promise, Fault.Lost, $"{follower.Resets} resets of a good cursor");
        if (!follower.HasEnded) Add(promise, Fault.Lost, "the stream has not ended");
        var streamed = follower.Lines.Select(line => (line.Seq, line.Message));
        if (follower.HasEnded && !streamed.SequenceEqual(lines.Select(line => (line.GetProperty("seq").GetInt64(), line.GetProperty("message").GetString()!))))
            Add(promise, Fault.Lost, $"the stream had {follower.Lines.Count} lines, the pages {lines.Count}");
    }

    /// <summary>What a line tells of is never paid again: no call for a node comes after the line that says it is done.</summary>
    private void CheckPayments(Promise promise, IReadOnlyList<JsonElement> lines)
    {
        if (promise.Kind != "decompose") return;
        foreach (var line in lines)
        {
            if (line.GetProperty("metadata") is not { ValueKind: JsonValueKind.Object } data || data.GetProperty("code").GetString() != "node.expanded") continue;
            var title = data.GetProperty("args").GetProperty("title").GetString()!;
            var told = line.GetProperty("timestamp").GetDateTimeOffset();
            if (_calls![title].Any(at => at > told + ClockGrain))
                Add(promise, Fault.PaidTwice, $"'{title}' was paid again after its line");
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> LinesAsync(Promise promise, CancellationToken ct)
    {
        var lines = new List<JsonElement>();
        while (true)
        {
            var after = lines.Count == 0 ? 0 : lines[^1].GetProperty("seq").GetInt64();
            var page = await promise.By.InsistAsync(HttpMethod.Get, $"jobs/{promise.JobId}/logs?limit=1000&after={after}", null, null, ct);
            lines.AddRange(page.Body.GetProperty("entries").EnumerateArray());
            if (!page.Body.GetProperty("has_newer").GetBoolean()) return lines;
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> lines) => lines.Select(line => $"{line.GetProperty("seq")} {line.GetProperty("message")}");

    private void Add(Promise? promise, string kind, string words) =>
        _faults.Add(new Fault(kind, promise?.During ?? "", promise is null ? words : $"{promise.Kind} {promise.JobId} ({promise.During}): {words}"));
}

/// <summary>A promise that was not kept.</summary>
/// <param name="Kind">Which sort.</param>
/// <param name="During">The nemesis under which the promise was given.</param>
/// <param name="Words">What was seen.</param>
internal sealed record Fault(string Kind, string During, string Words)
{
    public const string Lost = "lost";
    public const string Doubled = "doubled";
    public const string Reordered = "reordered";
    public const string Failed = "failed";
    public const string PaidTwice = "paid twice";
}

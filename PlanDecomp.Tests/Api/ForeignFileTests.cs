using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>Files that others have written into: what cannot be read of a row must keep neither the rest of it nor other rows from their owner.</summary>
public sealed class ForeignFileTests : IAsyncLifetime
{
    private const string PythonDict = "{'code': 'x', 'ok': True, 'n': None}";
    private readonly PlanData _data = new();
    private readonly CookieContainer _jar = new();
    private ApiApp _app = null!;
    private HttpClient _anna = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Main => Path.Combine(_data.Path, "main.sqlite");

    public ValueTask InitializeAsync()
    {
        Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _anna.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_blind_neither_their_jobs_nor_the_list()
    {
        var (plan, owner) = await CreatePlanAsync("foreign");
        await RestartAsync(() =>
        {
            Job(plan, owner, "good", "succeeded");
            Job(plan, owner, "seeds-success", "success", stats: "NaN", result: PythonDict, parameters: "");
            Job(plan, owner, "seeds-pending", "PENDING", created: 1718006400);
            Job(plan, owner, "odd-status", "half-way", stats: """{"llm_calls":"three"}""", result: """{"a":"\ud800"}""", created: "2024-06-10 08:00:00.5");
            Job(plan, owner, "no-times", "failed", created: null, started: "yesterday");
            Job(plan, owner, "milliseconds", "canceled", created: 1718006400000L, started: "2024-06-10T08:00:00", finished: 1718006401.5);
            PlanData.Execute(File(plan), "INSERT INTO decomposition_jobs (job_id, mode, status, owner) VALUES (NULL, 'plan_bfs', 'success', @owner)", new { owner });
            System.IO.File.Delete(Main);
        });

        var listed = (await ReadAsync("/jobs")).GetProperty("jobs").EnumerateArray()
            .ToDictionary(job => job.GetProperty("job_id").GetString()!, job => job.GetProperty("status").GetString());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["good"] = "succeeded",
                ["seeds-success"] = "succeeded",
                ["seeds-pending"] = "queued",
                ["odd-status"] = "failed",
                ["no-times"] = "failed",
                ["milliseconds"] = "cancelled",
            }, listed.OrderBy(job => job.Key).ToDictionary());
        Assert.Equal(2, (await ReadAsync("/jobs?status=succeeded")).GetProperty("jobs").GetArrayLength());

        var success = await ReadAsync("/jobs/seeds-success");
        Assert.Equal("succeeded", success.GetProperty("status").GetString());
        Assert.Equal(("NaN", PythonDict, ""), Unreadable(success, "stats", "result", "params"));
        Assert.Equal("2024-06-10T08:00:00.000Z", (await ReadAsync("/jobs/seeds-pending")).GetProperty("created_at").GetString());
        var odd = await ReadAsync("/jobs/odd-status");
        Assert.Equal(("half-way", """{"llm_calls":"three"}""", """{"a":"\ud800"}"""), Unreadable(odd, "status", "stats", "result"));
        Assert.Equal("2024-06-10T08:00:00.500Z", odd.GetProperty("created_at").GetString());
        Assert.Equal("yesterday", (await ReadAsync("/jobs/no-times")).GetProperty("unreadable").GetProperty("started_at").GetString());
        var milliseconds = await ReadAsync("/jobs/milliseconds");
        Assert.Equal(
            ("2024-06-10T08:00:00.000Z", "2024-06-10T08:00:00.000Z", "2024-06-10T08:00:01.500Z"),
            (Text(milliseconds, "created_at"), Text(milliseconds, "started_at"), Text(milliseconds, "finished_at")));
        Assert.False(milliseconds.TryGetProperty("unreadable", out _));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_told_with_what_they_hold_in_pages_exports_and_streams()
    {
        var (plan, owner) = await CreatePlanAsync("foreign");
        await RestartAsync(() =>
        {
            Job(plan, owner, "job", "success");
            Line(plan, 1, "info", "empty", "", "2024-06-10 08:00:01");
            Line(plan, 2, "WARN", "python", PythonDict, 1718006402);
            Line(plan, 3, "critical", "not a number", "NaN", "2024-06-10T08:00:03.25");
            Line(plan, 4, "info", "no time", """{"code":"x"}""", null);
            Line(plan, 5, "info", "half a pair", """{"a":"\ud83d"}""", "soon");
            Line(plan, 6, "debug", "blob", null, "2024-06-10T08:00:06Z");
            PlanData.Execute(File(plan), "UPDATE decomposition_job_logs SET message = CAST('blob' AS BLOB), metadata_json = CAST('{\"n\":1}' AS BLOB) WHERE seq = 6");
            PlanData.Execute(File(plan), "UPDATE decomposition_jobs SET last_seq = 6");
            System.IO.File.Delete(Main);
        });

        var lines = (await ReadAsync("/jobs/job/logs?after=0")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["empty", "python", "not a number", "no time", "half a pair", "blob"], lines.Select(line => Text(line, "message")!));
        Assert.Equal(
            ["2024-06-10T08:00:01.000Z", "2024-06-10T08:00:02.000Z", "2024-06-10T08:00:03.250Z", "2024-06-10T08:00:00.000Z", "2024-06-10T08:00:00.000Z", "2024-06-10T08:00:06.000Z"],
            lines.Select(line => Text(line, "timestamp")!));
        Assert.Equal(["", PythonDict, "NaN"], lines.Take(3).Select(line => Text(line.GetProperty("metadata").GetProperty("unreadable"), "metadata")!));
        Assert.Equal(
            """{"code":"x","unreadable":{"timestamp":null}}|{"unreadable":{"timestamp":"soon","metadata":"{\"a\":\"\\ud83d\"}"}}|{"n":1}""",
            string.Join('|', lines.Skip(3).Select(line => line.GetProperty("metadata").GetRawText())));

        Assert.Equal(2, (await ReadAsync("/jobs/job/logs?after=0&level=warning")).GetProperty("entries").GetArrayLength());
        Assert.Equal(5, (await ReadAsync("/jobs/job/logs?after=0&level=info")).GetProperty("entries").GetArrayLength());
        Assert.Equal(6, (await ReadAsync("/jobs/job/logs/export?format=json")).GetProperty("logs").GetArrayLength());
        Assert.Equal(6, (await _anna.GetStringAsync("/jobs/job/logs/export?format=text", Ct)).TrimEnd().Split('\n').Length);
        var stream = await _anna.GetStringAsync("/jobs/job/stream", Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Contains("id: 6", stream, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"succeeded\"", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_changes_and_messages_with_odd_values_are_shown_all_the_same()
    {
        var (plan, owner) = await CreatePlanAsync("foreign");
        using var made = await _anna.PostAsJsonAsync("/chat/sessions", new { }, Ct);
        var session = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("session_id").GetInt64();
        await RestartAsync(() =>
        {
            PlanData.Execute(File(plan), """
                UPDATE plan SET created_at = 1718006400, updated_at = 'now';
                INSERT INTO tasks (position, title, status, effort_hours, created_at, updated_at) VALUES
                  (0, 'one', 'done', 'three', 1718006400, ''), ('x', 'two', 'whatever', 2, '2024-06-10 08:00:00', 1718006400.5);
                INSERT INTO change_sets (kind, message, metadata_json, changed_by, created_at) VALUES ('plan_changed', 'odd', 'NaN', @owner, 'soon');
                """, new { owner });
            PlanData.Execute(Main, """
                UPDATE plans SET created_at = 'then', updated_at = 1718006400;
                UPDATE chat_sessions SET created_at = 1718006400, updated_at = 'soon';
                INSERT INTO chat_messages (session_id, role, content, status, metadata_json, made_plans, created_at)
                VALUES (@session, 'user', 'hello', 'sent', 'NaN', '[1', 1718006400);
                """, new { session });
        });

        var tasks = (await ReadAsync($"/plans/{plan}/tree")).GetProperty("tasks").EnumerateArray().ToDictionary(task => Text(task, "title")!);
        Assert.Equal(("completed", false), (Text(tasks["one"], "status"), tasks["one"].TryGetProperty("effort_hours", out _)));
        Assert.Equal(("pending", "2024-06-10T08:00:00.000Z"), (Text(tasks["two"], "status"), Text(tasks["two"], "created_at")));
        Assert.Equal("odd", Text(Assert.Single((await ReadAsync($"/plans/{plan}/changes")).GetProperty("change_sets").EnumerateArray()), "message"));
        Assert.Equal(1, (await ReadAsync("/plans")).GetProperty("plans").GetArrayLength());
        Assert.Equal(1, (await ReadAsync("/chat/sessions")).GetProperty("sessions").GetArrayLength());
        Assert.Equal("hello", Text(Assert.Single((await ReadAsync($"/chat/sessions/{session}/messages")).GetProperty("messages").EnumerateArray()), "content"));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_a_conflict_in_words_and_blinds_no_list()
    {
        var (plan, owner) = await CreatePlanAsync("newer");
        var (other, _) = await CreatePlanAsync("ours");
        await RestartAsync(() =>
        {
            Job(plan, owner, "job-in-newer", "succeeded");
            Job(other, owner, "job-in-ours", "succeeded");
            PlanData.Execute(File(other), """
                INSERT INTO decomposition_job_logs (job_id, seq, level, message) VALUES ('job-in-ours', 1, 'info', 'one');
                UPDATE decomposition_jobs SET last_seq = 1;
                """);
            System.IO.File.Delete(Main);
        });
        _ = await ReadAsync("/plans");
        await RestartAsync(() =>
        {
            PlanData.Execute(File(plan), "PRAGMA user_version = 99");
            PlanData.Execute(Main, "UPDATE plans SET counted_at = NULL");
        });

        var plans = (await ReadAsync("/plans")).GetProperty("plans").EnumerateArray().ToDictionary(listed => Text(listed, "title")!);
        Assert.Contains("schema version 99", Text(plans["newer"], "file_fault"), StringComparison.Ordinal);
        Assert.False(plans["ours"].TryGetProperty("file_fault", out _));
        Assert.Equal(2, (await ReadAsync("/jobs")).GetProperty("jobs").GetArrayLength());
        foreach (var path in (string[])[$"/plans/{plan}", $"/plans/{plan}/tree", "/jobs/job-in-newer", "/jobs/job-in-newer/logs", "/jobs/job-in-newer/stream"])
        {
            using var answer = await _anna.GetAsync(path, Ct);
            Assert.Equal((path, HttpStatusCode.Conflict), (path, answer.StatusCode));
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Equal((99, Path.GetFileName(File(plan))), (problem.GetProperty("schema_version").GetInt32(), Text(problem, "file")));
        }

        var both = await _anna.GetStringAsync("/jobs/stream?ids=job-in-newer,job-in-ours", Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Contains("event: gone", both, StringComparison.Ordinal);
        Assert.Contains("\"job_id\":\"job-in-ours\"", both, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement from, string name) => from.GetProperty(name).GetString();

    private static (string?, string?, string?) Unreadable(JsonElement job, string first, string second, string third) =>
        job.GetProperty("unreadable") is var unreadable ? (Text(unreadable, first), Text(unreadable, second), Text(unreadable, third)) : default;

    private string File(long plan) => Path.Combine(_data.Path, "plans", $"plan_{plan}.sqlite");

    private void Job(
        long plan, string owner, string id, string status, string? stats = null, string? result = null, string? parameters = null,
        object? created = null, object? started = null, object? finished = null) => PlanData.Execute(File(plan), """
        INSERT INTO decomposition_jobs (job_id, mode, status, owner, stats_json, result_json, params_json, created_at, started_at, finished_at)
        VALUES (@id, 'plan_bfs', @status, @owner, @stats, @result, @parameters, @created, @started, @finished)
        """, new { id, status, owner, stats, result, parameters, created = created ?? (id == "no-times" ? null : "2024-06-10 08:00:00"), started, finished });

    private void Line(long plan, int seq, string level, string message, string? metadata, object? timestamp) => PlanData.Execute(File(plan), """
        INSERT INTO decomposition_job_logs (job_id, seq, level, message, metadata_json, timestamp) VALUES ('job', @seq, @level, @message, @metadata, @timestamp)
        """, new { seq, level, message, metadata, timestamp });

    private async Task<(long Plan, string Owner)> CreatePlanAsync(string title)
    {
        using var created = await _anna.PostAsJsonAsync("/plans", new { title }, Ct);
        var plan = (await created.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("plan_id").GetInt64();
        return (plan, PlanData.Query<string>(Main, "SELECT owner FROM plans WHERE plan_id = @plan", new { plan })[0]);
    }

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await _anna.GetAsync(path, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private void Start()
    {
        _app = new ApiApp(_data.Path);
        _anna = _app.NewClient(_jar);
    }

    private async Task RestartAsync(Action meanwhile)
    {
        _anna.Dispose();
        await _app.DisposeAsync();
        meanwhile();
        foreach (var suffix in (string[])["-wal", "-shm"])
        {
            if (!System.IO.File.Exists(Main)) System.IO.File.Delete(Main + suffix);
        }

        Start();
    }
}

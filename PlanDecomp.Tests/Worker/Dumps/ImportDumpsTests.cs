using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Dumps;

namespace PlanDecomp.Tests.Worker.Dumps;

/// <summary>What the job manager of before left behind becomes history that can be read again.</summary>
public sealed class ImportDumpsTests : IDisposable
{
    private readonly JobStoreBench _bench = new();
    private readonly string _dumps = Directory.CreateTempSubdirectory("plandecomp-dumps-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_dumps, recursive: true);
    }

    [Fact]
    public async Task A_dump_of_the_memory_becomes_jobs_with_their_logs_and_is_not_taken_in_twice()
    {
        await _bench.CreatePlanFileAsync(7);
        PlanData.Execute(_bench.Data.Folder.Plan(7), "INSERT INTO plan (plan_id, owner, title, created_at, updated_at) VALUES (7, 'guest:anna', 't', '2024', '2024')");
        Write("dump.json", """
            {"jobs": {
              "abc123": {"job_id": "abc123", "plan_id": 7, "task_id": 4, "mode": "plan_bfs", "status": "success", "stats": {"llm_calls": 1}, "params": {"expand_depth": 2},
                "result": {"created": 3}, "created_at": "2024-06-10T08:00:00Z", "started_at": "2024-06-10T08:00:01+00:00", "finished_at": 1718006460.5},
              "running1": {"mode": "single_node", "status": "running", "created_at": "2024-06-10 09:00:00"}},
             "job_logs": {
              "abc123": [{"timestamp": "2024-06-10T08:00:00Z", "level": "info", "message": "已向 LLM 发送分解请求"},
                         {"timestamp": "2024-06-10T08:00:05Z", "level": "warning", "message": "again\u0000\u001b[2J", "metadata": {"node": 1}}]}}
            """);

        var report = await ImportAsync();

        Assert.Equal((1, 2, 0, 2), (report.Files, report.NewJobs, report.KnownJobs, report.NewLines));
        Assert.Empty(report.Skipped);
        var job = (await _bench.Store.FindAsync("abc123", Ct))!;
        Assert.Equal((7, 4, JobStatus.Succeeded, "guest:anna", 2), (job.PlanId, job.TargetTaskId, job.Status, job.Owner, job.LastSeq));
        Assert.Equal((1, "3", new DateTimeOffset(2024, 6, 10, 8, 1, 0, 500, TimeSpan.Zero)), (job.Stats!.LlmCalls, job.Result!.Value.GetProperty("created").GetRawText(), job.FinishedAt));
        Assert.Equal([(1, JobLogLevel.Info, "已向 LLM 发送分解请求"), (2, JobLogLevel.Warning, "again[2J")], await LinesAsync("abc123"));
        var cutOff = (await _bench.Store.FindAsync("running1", Ct))!;
        Assert.Equal((null, JobStatus.Failed, "It was not at its end when it was dumped."), (cutOff.PlanId, cutOff.Status, cutOff.Error));
        Assert.Empty(await _bench.Store.SweepAsync(Ct));
        Assert.Equal(["abc123"], (await _bench.Store.ListAsync(new JobFilter { Owner = "guest:anna" }, Ct)).Jobs.Select(each => each.JobId));

        var again = await ImportAsync();
        Assert.Equal((0, 2, 0), (again.NewJobs, again.KnownJobs, again.NewLines));
        Assert.Equal(2, (await LinesAsync("abc123")).Count);
    }

    [Fact]
    public async Task Log_files_become_lines_and_what_a_dump_says_of_their_job_later_takes_its_place()
    {
        Write("app.log", """
            2024-06-10T08:00:00Z INFO [abc123] first
            2024-06-10 08:00:02,250 - app.services.plans - ERROR - job_id=abc123 it broke
            Traceback (most recent call last):
              File "x.py", line 1
            [2024-06-10 08:00:01] WARNING: [job_id=other] of another
            no time at all
            2024-06-10 08:00:03 INFO names no job
            """.Replace("no time at all\n", "\n", StringComparison.Ordinal));

        var report = await ImportAsync();

        Assert.Equal((2, 3), (report.NewJobs, report.NewLines));
        Assert.Equal(["app.log:7: names no job."], report.Skipped);
        Assert.Equal(
            [(1, JobLogLevel.Info, "first"), (2, JobLogLevel.Error, "it broke\nTraceback (most recent call last):\n  File \"x.py\", line 1")], await LinesAsync("abc123"));
        Assert.Equal((JobStatus.Failed, SqliteJobImport.OnlyLinesKnown), ((await _bench.Store.FindAsync("abc123", Ct))!.Status, (await _bench.Store.FindAsync("abc123", Ct))!.Error));

        Write("late.json", """[{"job_id": "abc123", "status": "completed", "mode": "single_node", "result": {"created": 1}, "logs": [{"timestamp": "2024-06-10T08:00:00Z", "level": "info", "message": "first"}, {"timestamp": "2024-06-10T08:00:09Z", "message": "last"}]}]""");
        var more = await ImportAsync();

        Assert.Equal((0, 1), (more.NewJobs, more.NewLines));
        var job = (await _bench.Store.FindAsync("abc123", Ct))!;
        Assert.Equal((JobStatus.Succeeded, null, "single_node", 3), (job.Status, job.Error, job.Mode, job.LastSeq));
    }

    [Fact]
    public async Task Payloads_line_by_line_are_read_and_a_bad_line_is_named_and_left_out()
    {
        Write("stream.jsonl", """
            {"job_id": "abc123", "status": "running", "event": {"timestamp": "2024-06-10T08:00:00Z", "level": "info", "message": "one"}, "stats": {"llm_calls": 1}}
            {"job_id": "abc123", "status": "running", "event": {"level": "info", "message": "no time"}}
            {"job_id": "abc123", "status": "run
            {"job_id": "abc123", "status": "succeeded", "event": null}
            {"job_id": "a b", "status": "failed", "mode": "x"}
            {"job_id": "def", "status": "confused", "mode": "x"}
            17
            """);

        var report = await ImportAsync();

        Assert.Equal((1, 1), (report.NewJobs, report.NewLines));
        Assert.Equal(
            [
                "stream.jsonl:2 .event: has no time that can be read.",
                "stream.jsonl:3: is not JSON.",
                "stream.jsonl:5: names no job.",
                "stream.jsonl:6: has no status that is known.",
                "stream.jsonl:7: is no job, and holds none.",
            ],
            report.Skipped);
        Assert.Equal(JobStatus.Succeeded, (await _bench.Store.FindAsync("abc123", Ct))!.Status);
    }

    [Fact]
    public async Task An_old_database_goes_to_its_plan_when_that_is_here_and_one_that_is_none_is_named()
    {
        await _bench.CreatePlanFileAsync(3);
        PlanData.Execute(_bench.Data.Folder.Plan(3), "INSERT INTO plan (plan_id, owner, title, created_at, updated_at) VALUES (3, 'guest:anna', 't', '2024', '2024')");
        OldFiles.Create(Path.Combine(_dumps, "plan_3.sqlite"));
        OldFiles.Create(Path.Combine(_dumps, "old", "plan_99.db"), firstJob: "job-c", secondJob: "job-d");
        Write("broken.sqlite", new string('x', 5_000));
        Write("readme.md", "not one of ours");

        var report = await ImportAsync(owner: "guest:bert");

        Assert.Equal((3, 4, 10), (report.Files, report.NewJobs, report.NewLines));
        Assert.Equal([99], report.WithoutPlan);
        Assert.StartsWith("broken.sqlite: ", Assert.Single(report.Skipped), StringComparison.Ordinal);
        Assert.Equal((3, "guest:anna"), ((await _bench.Store.FindAsync("job-a", Ct))!.PlanId, (await _bench.Store.FindAsync("job-a", Ct))!.Owner));
        Assert.Equal((null, "guest:bert"), ((await _bench.Store.FindAsync("job-c", Ct))!.PlanId, (await _bench.Store.FindAsync("job-c", Ct))!.Owner));
        Assert.Equal(["a one", "a two", "a three"], (await LinesAsync("job-a")).Select(line => line.Message));
        Assert.Equal((0, 4, 0), (await ImportAsync(owner: "guest:bert") is var again ? (again.NewJobs, again.KnownJobs, again.NewLines) : default));
    }

    [Fact]
    public async Task A_job_at_work_here_is_left_alone()
    {
        var job = await _bench.SubmitAsync();
        Write("dump.json", $$"""{"job_id": "{{job.JobId}}", "status": "failed", "logs": [{"timestamp": "2024-06-10T08:00:00Z", "message": "old"}]}""");

        var report = await ImportAsync();

        Assert.Equal((0, 1, 0), (report.NewJobs, report.KnownJobs, report.NewLines));
        Assert.Equal(JobStatus.Queued, (await _bench.Store.FindAsync(job.JobId, Ct))!.Status);
    }

    private Task<DumpReport> ImportAsync(string owner = "") => ImportDumpsCommand.ImportAsync(
        _dumps, owner, new SqliteJobImport(_bench.Files, new LogLineRules(Options.Create(new JobsOptions())), _bench.Time), Ct);

    private async Task<IReadOnlyList<(long Seq, JobLogLevel Level, string Message)>> LinesAsync(string jobId) =>
        [.. (await _bench.Store.ReadLogAsync(jobId, new JobLogQuery { After = 0 }, Ct))!.Entries.Select(line => (line.Seq, line.Level, line.Message))];

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_dumps, name), text);
}

using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Storage;

public sealed class OldFileTests : IDisposable
{
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_file_is_completed_in_place_and_loses_nothing(bool isPlan)
    {
        var file = isPlan ? _data.Files.Folder.Plan(7) : _data.Files.Folder.SystemJobs;
        OldFiles.Create(file);
        const string oldColumns = "job_id || mode || coalesce(target_task_id, '-') || status || coalesce(error, '-') || coalesce(params_json, '-') || coalesce(stats_json, '-') || coalesce(result_json, '-') || created_at || finished_at";
        const string oldLineColumns = "id || job_id || timestamp || level || message || coalesce(metadata_json, '-')";
        var jobsBefore = PlanData.Query<string>(file, $"SELECT {oldColumns} FROM decomposition_jobs ORDER BY job_id");
        var linesBefore = PlanData.Query<string>(file, $"SELECT {oldLineColumns} FROM decomposition_job_logs ORDER BY id");

        var numbered = await _data.Files.ReadAsync(file, connection => connection.Query<string>(
            "SELECT job_id || ' ' || seq || ' ' || message FROM decomposition_job_logs ORDER BY job_id, seq").AsList(),
            TestContext.Current.CancellationToken);

        Assert.Equal(["job-a 1 a one", "job-a 2 a two", "job-a 3 a three", "job-b 1 b one", "job-b 2 b two"], numbered);
        Assert.Equal(jobsBefore, PlanData.Query<string>(file, $"SELECT {oldColumns} FROM decomposition_jobs ORDER BY job_id"));
        Assert.Equal(linesBefore, PlanData.Query<string>(file, $"SELECT {oldLineColumns} FROM decomposition_job_logs ORDER BY id"));
        Assert.Equal(
            ["job-a plan_decompose 3 0", "job-b plan_decompose 2 0"],
            PlanData.Query<string>(file, "SELECT job_id || ' ' || job_type || ' ' || last_seq || ' ' || attempt FROM decomposition_jobs ORDER BY job_id"));
    }

    [Fact]
    public async Task A_completed_old_file_refuses_a_number_twice()
    {
        var file = _data.Files.Folder.Plan(7);
        OldFiles.Create(file);

        var error = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => _data.Files.WriteAsync(file, connection => connection.Execute(
            "INSERT INTO decomposition_job_logs (job_id, level, message, seq) VALUES ('job-a', 'info', 'again', 3)"), TestContext.Current.CancellationToken));

        Assert.Contains("UNIQUE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_of_an_older_file_are_counted_on_without_its_releases()
    {
        var file = _data.Files.Folder.SystemJobs;
        PlanData.Execute(file, OldFiles.Tables);
        PlanData.Execute(file, """
            ALTER TABLE decomposition_jobs ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE decomposition_jobs ADD COLUMN releases INTEGER NOT NULL DEFAULT 0;
            INSERT INTO decomposition_jobs (job_id, mode, status, attempt, releases) VALUES ('job-a', 'plan_bfs', 'queued', 5, 3);
            PRAGMA user_version = 2;
            """);

        var tried = await _data.Files.ReadAsync(
            file, connection => connection.ExecuteScalar<long>("SELECT tried FROM decomposition_jobs"), TestContext.Current.CancellationToken);

        Assert.Equal(2, tried);
    }

    [Fact]
    public async Task A_large_old_log_is_numbered_in_one_go()
    {
        var file = _data.Files.Folder.SystemJobs;
        PlanData.Execute(file, OldFiles.Tables);
        PlanData.Execute(file, """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
            INSERT INTO decomposition_jobs (job_id, mode, status) SELECT 'job-' || i, 'plan_bfs', 'succeeded' FROM n;
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39999)
            INSERT INTO decomposition_job_logs (job_id, level, message) SELECT 'job-' || (i % 200), 'info', 'line ' || (i / 200) FROM n;
            """);

        var wrong = await _data.Files.ReadAsync(file, connection => connection.ExecuteScalar<int>("""
            SELECT count(*) FROM decomposition_job_logs WHERE message <> 'line ' || (seq - 1)
            """), TestContext.Current.CancellationToken);

        Assert.Equal(0, wrong);
        Assert.Equal([200L], PlanData.Query<long>(file, "SELECT DISTINCT last_seq FROM decomposition_jobs"));
    }

    [Fact]
    public async Task Opening_a_file_again_changes_nothing()
    {
        var file = _data.Files.Folder.Plan(7);
        OldFiles.Create(file);
        await _data.Files.ReadAsync(file, connection => connection.ExecuteScalar<int>("SELECT count(*) FROM tasks"), TestContext.Current.CancellationToken);
        PlanData.Execute(file, "INSERT INTO decomposition_job_logs (job_id, level, message, seq) VALUES ('job-a', 'info', 'a four', 4)");

        var numbers = await _data.OpenFiles().ReadAsync(file, connection => connection.Query<long>(
            "SELECT seq FROM decomposition_job_logs WHERE job_id = 'job-a' ORDER BY id").AsList(), TestContext.Current.CancellationToken);

        Assert.Equal([1L, 2, 3, 4], numbers);
    }

    [Fact]
    public async Task A_plans_file_from_before_executions_is_completed_in_place_and_loses_nothing()
    {
        var file = _data.Files.Folder.Plan(7);
        PlanData.Execute(file, """
            CREATE TABLE plan (plan_id INTEGER PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
              created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
            CREATE TABLE tasks (task_id INTEGER PRIMARY KEY AUTOINCREMENT, parent_id INTEGER REFERENCES tasks(task_id) ON DELETE CASCADE,
              position INTEGER NOT NULL, title TEXT NOT NULL, instruction TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'pending',
              created_by_job TEXT, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
            INSERT INTO plan VALUES (7, 'someone', 'old', '', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
            INSERT INTO tasks (position, title, status, created_at, updated_at)
            VALUES (0, 'done by hand', 'completed', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
            PRAGMA user_version = 1;
            """);
        var ct = TestContext.Current.CancellationToken;

        var task = Assert.Single((await _data.Plans.ReadTreeAsync(7, ct))!.Tasks);

        Assert.Equal(("done by hand", PlanTaskStatus.Completed, null, null), (task.Title, task.Status, task.Error, task.ResultVersion));
        var written = await _data.Files.WriteAsync(file, connection => TaskStateWrites.Add(connection, new TaskResult
        {
            TaskId = task.TaskId,
            Version = 0,
            Kind = TaskResultKind.Work,
            Content = "text",
            JobId = "job-1",
            Writer = "llm",
            CreatedAt = DateTimeOffset.UnixEpoch,
        }, madeFrom: null), ct);
        Assert.Equal(1, written.Version);
        Assert.Equal(1, (await _data.Plans.FindTaskAsync(7, task.TaskId, ct))!.ResultVersion);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("system")]
    [InlineData("plan")]
    public async Task A_newer_programs_file_is_refused_in_words_and_left_alone(string kind)
    {
        var folder = _data.Files.Folder;
        var file = kind switch { "main" => folder.Main, "system" => folder.SystemJobs, _ => folder.Plan(1) };
        PlanData.Execute(file, "CREATE TABLE future (x); PRAGMA user_version = 99;");

        var error = await Assert.ThrowsAsync<NewerFileException>(
            () => _data.Files.ReadAsync(file, connection => connection.ExecuteScalar<int>("SELECT 1"), TestContext.Current.CancellationToken));

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer program", error.Message, StringComparison.Ordinal);
        Assert.Equal(["future"], PlanData.Query<string>(file, "SELECT name FROM sqlite_schema WHERE type = 'table'"));
    }
}

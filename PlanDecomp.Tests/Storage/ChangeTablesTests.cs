using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Storage;

/// <summary>Files from before there were change sets, and tables that hang on tasks.</summary>
public sealed class ChangeTablesTests : IDisposable
{
    private const string FirstVersion = """
        CREATE TABLE plan (plan_id INTEGER PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
          created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
        CREATE TABLE tasks (task_id INTEGER PRIMARY KEY AUTOINCREMENT, parent_id INTEGER REFERENCES tasks(task_id) ON DELETE CASCADE,
          position INTEGER NOT NULL, title TEXT NOT NULL, instruction TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'pending',
          created_by_job TEXT, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
        CREATE TABLE task_dependencies (task_id INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE,
          depends_on INTEGER NOT NULL REFERENCES tasks(task_id) ON DELETE CASCADE, PRIMARY KEY (task_id, depends_on)) WITHOUT ROWID;
        INSERT INTO plan VALUES (7, 'guest:anna', 'old plan', '', '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z');
        INSERT INTO tasks VALUES (1, NULL, 0, 'a', '', 'completed', 'job-a', '2025-01-01 00:00:00', '2025-01-01 00:00:00');
        INSERT INTO tasks VALUES (2, 1, 0, 'a1', 'do', 'pending', NULL, '2025-01-01 00:00:00', '2025-01-01 00:00:00');
        INSERT INTO tasks VALUES (3, NULL, 1, 'b', '', 'pending', NULL, '2025-01-01 00:00:00', '2025-01-01 00:00:00');
        INSERT INTO task_dependencies VALUES (3, 2);
        PRAGMA user_version = 1;
        """;

    private readonly PlanData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_file_of_the_first_version_can_be_changed_and_undone()
    {
        var file = _data.Files.Folder.Plan(7);
        PlanData.Execute(file, OldFiles.Tables);
        PlanData.Execute(file, FirstVersion);
        var tree = (await _data.Plans.ReadTreeAsync(7, Ct))!;
        Assert.Equal(("a", null, PlanTaskStatus.Completed), (tree.Tasks[0].Title, tree.Tasks[0].EffortHours, tree.Tasks[0].Status));
        var before = PlanDump.Of(file);

        await _data.Plans.DeleteTaskAsync(7, 1, Ct);
        await _data.Plans.UpdateTaskAsync(7, 3, new UpdateTaskRequest { EffortHours = 4 }, Ct);
        for (var i = 0; i < 2; i++) Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(7, null, Ct));

        Assert.Equal(before, PlanDump.Of(file));
        Assert.Contains("2025-01-01 00:00:00", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_the_two_job_tables_alone_gets_its_history_too()
    {
        var file = _data.Files.Folder.Plan(7);
        OldFiles.Create(file);
        await _data.Rebuild.RunAsync("guest:anna", Ct);
        var before = PlanDump.Of(file);

        await _data.Plans.AddTaskAsync(7, new CreateTaskRequest { Title = "new" }, Ct);
        Assert.IsType<UndoOutcome.Done>(await _data.History.UndoAsync(7, null, Ct));

        Assert.Equal(before, PlanDump.Of(file));
    }

    [Fact]
    public async Task The_results_of_a_deleted_task_come_back_with_it()
    {
        var plan = (await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;
        var task = (await _data.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = "a" }, Ct))!.TaskId;
        var file = _data.Files.Folder.Plan(plan);
        PlanData.Execute(file, """
            INSERT INTO task_results (task_id, version, kind, content, job_id, writer, created_at)
            VALUES (@task, 1, 'work', 'first 结果', 'j', 'offline', '2026-01-01T00:00:00.000Z'), (@task, 2, 'work', 'second', 'j', 'llm', '2026-01-02T00:00:00.000Z')
            """, new { task });
        var before = PlanDump.Of(file);
        Assert.Contains("task_results: ", before, StringComparison.Ordinal);

        await _data.Plans.DeleteTaskAsync(plan, task, Ct);
        Assert.DoesNotContain("task_results: ", PlanDump.Of(file), StringComparison.Ordinal);
        await _data.History.UndoAsync(plan, null, Ct);

        Assert.Equal(before, PlanDump.Of(file));
    }

    [Fact]
    public async Task Undoing_the_creation_of_a_task_takes_its_results_and_redoing_brings_them_back()
    {
        var plan = (await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;
        var task = (await _data.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = "a" }, Ct))!.TaskId;
        var file = _data.Files.Folder.Plan(plan);
        PlanData.Execute(file, "INSERT INTO task_results (task_id, version, kind, content, job_id, writer, created_at) VALUES (@task, 1, 'work', 'x', 'j', 'llm', '2026')", new { task });
        var before = PlanDump.Of(file);

        await _data.History.UndoAsync(plan, null, Ct);
        Assert.DoesNotContain("task_results: ", PlanDump.Of(file), StringComparison.Ordinal);
        await _data.History.RedoAsync(plan, null, Ct);

        Assert.Equal(before, PlanDump.Of(file));
    }
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>An execution is a change set: undo takes its states, results and document back, and nothing before it.</summary>
public sealed class ExecuteUndoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_undo_takes_an_executions_states_and_results_back_and_a_redo_brings_them_again()
    {
        using var house = new ExecuteHouse(ScriptedWriter.FailingAt("c"));
        var plan = await house.DrawAsync("top\n  a\n  b < a\nc\nd < c", "P");
        using var job = house.NewJob(plan, new ExecuteParams { FinalDocument = true });
        await house.RunAsync(job);
        var after = await house.StatesAsync(plan);
        Assert.Equal("top completed, a completed, b completed, c failed, d skipped", after);
        var history = house.Get<IPlanHistory>();

        var undone = Assert.IsType<UndoOutcome.Done>(await history.UndoAsync(plan.PlanId, null, Ct));

        Assert.Equal("top pending, a pending, b pending, c pending, d pending", await house.StatesAsync(plan));
        Assert.All(await house.TasksAsync(plan), task => Assert.Equal((null, null), (task.ResultVersion, task.Error)));
        Assert.Null(await house.Results.FindDocumentAsync(plan.PlanId, null, Ct));
        Assert.Equal("Undid: Executed \"P\"", undone.ChangeSet.Message);

        Assert.IsType<UndoOutcome.Done>(await history.RedoAsync(plan.PlanId, null, Ct));
        Assert.Equal(after, await house.StatesAsync(plan));
        Assert.Equal("result of b", Assert.Single(await house.ResultsAsync(plan, "b")).Content);
        Assert.NotNull(await house.Results.FindDocumentAsync(plan.PlanId, null, Ct));
        Assert.All(await house.TasksAsync(plan), task => Assert.Null(task.Stale));
    }

    [Fact]
    public async Task It_tells_what_each_task_was_before_and_never_that_one_was_being_worked_on()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb", "P");
        using var job = house.NewJob(plan);
        await house.RunAsync(job);
        var history = house.Get<IPlanHistory>();
        var newest = (await history.ListAsync(plan.PlanId, null, 10, Ct))!.ChangeSets[0];

        var detail = (await history.FindAsync(plan.PlanId, newest.ChangeSetId, Ct))!;

        Assert.Equal((ChangeKind.PlanExecuted, job.Job.JobId), (newest.Kind, newest.JobId));
        Assert.Equal(2, newest.Metadata!.Value.GetProperty("args").GetProperty("results").GetInt32());
        Assert.All(detail.Changes, change => Assert.Equal(new FieldChange("status", "pending", "completed"), Assert.Single(change.Fields)));
    }

    [Fact]
    public async Task An_execution_that_got_nowhere_leaves_no_change_set()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a");
        var before = (await house.Get<IPlanHistory>().ListAsync(plan.PlanId, null, 10, Ct))!.ChangeSets.Count;
        using var job = house.NewJob(plan, new ExecuteParams { LlmCallBudget = 0 });

        await house.RunAsync(job);

        Assert.Equal(before, (await house.Get<IPlanHistory>().ListAsync(plan.PlanId, null, 10, Ct))!.ChangeSets.Count);
    }

    [Fact]
    public async Task An_undo_does_not_reach_past_an_execution_of_before_executions_were_change_sets()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a");
        using var job = house.NewJob(plan);
        await house.RunAsync(job);
        var file = house.Files.Folder.Plan(plan.PlanId);
        PlanData.Execute(file, "DELETE FROM change_sets WHERE kind = 'plan.executed'");
        PlanData.Execute(file, """
            INSERT OR REPLACE INTO decomposition_jobs (job_id, mode, status, job_type) VALUES ('job-1', 'plan', 'succeeded', 'plan_execute');
            UPDATE task_results SET created_at = '2999-01-01T00:00:00.000Z';
            """);

        Assert.IsType<UndoOutcome.Nothing>(await house.Get<IPlanHistory>().UndoAsync(plan.PlanId, null, Ct));

        Assert.Equal("a completed", await house.StatesAsync(plan));
    }
}

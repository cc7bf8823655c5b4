using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Jobs.Handlers;

/// <summary>What of a job's money its children get.</summary>
public sealed class ChildBudgetTests : IDisposable
{
    private readonly PlanData _data = new();
    private readonly SqliteJobStore _store;

    public ChildBudgetTests() => _store = new SqliteJobStore(_data.Files, Options.Create(new JobsOptions()), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_child_gets_no_more_than_its_parent_has_left()
    {
        var parent = (await SubmitAsync("""{"cost_budget":10}""", null)) with { Stats = new JobStats { Cost = 1 } };
        Assert.Equal(9m, await LeftAsync(parent, "{}"));
        Assert.Equal(2m, await LeftAsync(parent, """{"cost_budget":2}"""));

        // One at work may spend all of its own; one that has ended has spent what it has.
        var working = await SubmitAsync("""{"cost_budget":4}""", parent.JobId);
        Assert.Equal(5m, await LeftAsync(parent, "{}"));
        await EndAsync(working.JobId, 0.5m);
        Assert.Equal(8.5m, await LeftAsync(parent, "{}"));

        await EndAsync((await SubmitAsync("{}", parent.JobId)).JobId, 20m);
        Assert.Equal(0m, await LeftAsync(parent, """{"cost_budget":2}"""));
    }

    [Fact]
    public async Task Without_a_budget_of_its_parent_a_child_keeps_its_own()
    {
        var parent = await SubmitAsync("{}", null);

        Assert.Equal("""{"cost_budget":2}""", (await ChildBudget.WithinAsync(_store, parent, JsonElement.Parse("""{"cost_budget":2}"""), Ct))!.Value.GetRawText());
    }

    private async Task<decimal> LeftAsync(Job parent, string asked) =>
        (await ChildBudget.WithinAsync(_store, parent, JsonElement.Parse(asked), Ct))!.Value.GetProperty("cost_budget").GetDecimal();

    private async Task<Job> SubmitAsync(string parameters, string? parent) => (await _store.SubmitAsync(new NewJob
    {
        JobType = JobType.PlanDecompose,
        Mode = "m",
        Owner = "someone",
        Params = JsonElement.Parse(parameters),
        ParentJobId = parent,
        FirstLine = LifecycleLines.Queued(DateTimeOffset.UtcNow, "a test"),
    }, Ct)).Job;

    private async Task EndAsync(string jobId, decimal cost)
    {
        var claimed = Assert.IsType<ClaimResult.Claimed>(await _store.ClaimAsync(jobId, "w1", Ct));
        await _store.WriteAsync(claimed.Fence, new RunWrite { Stats = new JobStats { Cost = cost }, End = new RunEnd.Finish(JobStatus.Succeeded, null, null) }, Ct);
    }
}

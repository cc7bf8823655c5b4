using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Execution;
using PlanDecomp.Tests.Worker.Operations;
using PlanDecomp.Tests.Worker.Planning;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker;

/// <summary>A worker is lost, and the job is cancelled before another takes it up: the end tells what was done.</summary>
public sealed class CancelledBetweenAttemptsTests : IAsyncLifetime
{
    private static readonly OperationParams Louder = new() { Operation = TaskOperations.Rewrite.Name, Hint = "louder" };

    private LlmServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LlmServer.StartAsync();
        _server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(CommitMode.Apply)]
    [InlineData(CommitMode.Review)]
    public async Task A_change_that_stands_is_told_of_and_named(string commit)
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync("one\ntwo");
        using var first = new RecordingJob(house.Files, plan.PlanId, Louder with { Commit = commit }) { CrashAt = 3, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = house.NewJob(plan, Louder with { Commit = commit }, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        var result = OperationHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 2, 2), (outcome.Status, result.Changes, _server.Requests.Count));
        Assert.Equal(commit == CommitMode.Apply, result.ChangeSetId is not null);
        Assert.Equal(commit == CommitMode.Review, result.ProposalId is not null);
        Assert.Equal(commit == CommitMode.Apply ? "Finished: 2 tasks changed." : "Finished: 2 changes proposed.", outcome.Message);
    }

    [Fact]
    public async Task A_change_that_took_a_model_is_told_of_also_when_there_is_none_any_more()
    {
        var german = new OperationParams { Operation = TaskOperations.Translate.Name, Language = "de" };
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("one\ntwo");
        using var first = new RecordingJob(house.Files, plan.PlanId, german) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = house.NewJob(plan, german, before: first);
        house.Get<IOptions<PlanningOptions>>().Value.Planner = ModelChoice.Offline;

        var outcome = await house.RunAsync(second);

        var result = OperationHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 1), (outcome.Status, _server.Requests.Count));
        Assert.NotNull(result.ChangeSetId);
    }

    [Fact]
    public async Task A_part_that_had_no_answer_is_not_asked_for_again_once_the_change_is_made()
    {
        _server.Script = request => request.Number == 2 ? LlmReply.Text("nothing of use") : Answers.Words(request, text => text.ToUpperInvariant());
        using var house = new OperationHouse(_server, ("Operations:TasksPerCall", "1"), ("Planning:MaxRepairs", "0"));
        var plan = await house.PlantAsync("one\ntwo");
        using var first = new RecordingJob(house.Files, plan.PlanId, Louder) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        var asked = _server.Requests.Count;
        using var second = house.NewJob(plan, Louder, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        var result = OperationHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 1, asked), (outcome.Status, result.Changes, _server.Requests.Count));
        Assert.NotNull(result.ChangeSetId);
        Assert.Single(result.FailedTasks);
    }

    [Fact]
    public async Task An_operation_with_answers_alone_has_changed_nothing_and_asks_for_no_more()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync("one\ntwo");
        using var first = new RecordingJob(house.Files, plan.PlanId, Louder) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = house.NewJob(plan, Louder, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Cancelled, "Cancelled: nothing was changed.", 1), (outcome.Status, outcome.Message, _server.Requests.Count));
        Assert.Equal("cancelled", OperationHouse.ResultOf(outcome).StopReason);
    }

    [Fact]
    public async Task A_decomposition_tells_which_tasks_it_has_made()
    {
        var planner = new ScriptedPlanner { Script = (_, _) => Task.FromResult<NodePlan?>(ScriptedPlanner.Children("a", "b", "c")) };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 2 }) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        var calls = planner.TotalCalls;
        using var second = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 2 }, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Cancelled, "Cancelled: 3 tasks created from 1 node."), (outcome.Status, outcome.Message));
        Assert.Equal((3, calls), (DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count, planner.TotalCalls));
    }

    [Fact]
    public async Task A_decomposition_that_was_done_but_for_its_end_has_succeeded()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner { Script = (_, _) => Task.FromResult<NodePlan?>(ScriptedPlanner.Children("a", "b")) });
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 1 }) { CrashAt = 1, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 1 }, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Succeeded, 2), (outcome.Status, DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count));
    }

    [Fact]
    public async Task An_execution_tells_what_is_done_and_its_tasks_in_flight_go_back()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb < a");

        // a starts, a ends, b starts.
        using var first = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 1 }) { CrashAt = 3, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        Assert.Equal("a completed, b running", await house.StatesAsync(plan));
        var calls = writer.TotalCalls;
        using var second = house.NewJob(plan, new ExecuteParams { Concurrency = 1 }, before: first);
        second.Stop(JobStopReason.CancelRequested);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Cancelled, "Cancelled: 1 task done, 0 parents closed, 1 not reached."), (outcome.Status, outcome.Message));
        Assert.Equal((1, calls), (ExecuteHouse.ResultOf(outcome).Completed, writer.TotalCalls));
        Assert.Equal("a completed, b pending", await house.StatesAsync(plan));
    }

    private OperationHouse OneByOne() => new(_server, ("Operations:TasksPerCall", "1"));
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Execution;
using PlanDecomp.Tests.Worker.Operations;
using PlanDecomp.Tests.Worker.Planning;

namespace PlanDecomp.Tests.Worker;

/// <summary>A job that goes on from an ended one: what is done and paid for stays, what failed is tried again.</summary>
public sealed class ContinuedRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CommitMode.Apply)]
    [InlineData(CommitMode.Review)]
    public async Task A_decomposition_goes_on_at_the_nodes_that_were_not_expanded_and_tries_failed_ones_again(string commit)
    {
        var isBroken = true;
        var planner = new ScriptedPlanner
        {
            Script = (request, _) => Task.FromResult<NodePlan?>(request.TargetTitle switch
            {
                null => ScriptedPlanner.Children("a", "b", "c"),
                "a" when isBroken => throw new NodePlanningException("not today"),
                var title when request.ChildLevel == 2 => ScriptedPlanner.Children($"{title}.1", $"{title}.2"),
                _ => ScriptedPlanner.Children(),
            }),
        };
        using var house = new DecomposeHouse(planner, null, ("Planning:Parallelism", "1"));
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 2, Commit = commit }) { CrashAt = 3, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        isBroken = false;
        using var second = first.GoOn("job-2");

        var outcome = await house.RunAsync(second);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Empty(result.FailedNodes);
        Assert.Equal(4, result.ExpandedNodes);
        Assert.Equal((1, 2, 1), (planner.CallsFor("P"), planner.CallsFor("a"), planner.CallsFor("b")));
        Assert.Equal((planner.TotalCalls, 9), (second.LastReport!.LlmCalls, second.LastReport.Created));
        Assert.Equal(0, second.LastReport.QueueRemaining);
        if (commit == CommitMode.Apply)
        {
            Assert.Equal(["a", "a.1", "a.2", "b", "b.1", "b.2", "c", "c.1", "c.2"], await house.TitlesAsync(plan));
            Assert.Equal(9, result.CreatedTaskIds.Count);
        }
        else
        {
            var draft = Assert.Single((await house.Proposals.ListAsync(plan, Ct))!.Proposals);
            Assert.Equal((result.ProposalId, 9, "job-2"), (draft.ProposalId, draft.NodeCount, draft.JobId));
        }
    }

    [Fact]
    public async Task A_decomposition_that_was_cancelled_goes_on_with_what_was_under_way()
    {
        var begun = new TaskCompletionSource();
        var isSlow = true;
        var planner = new ScriptedPlanner
        {
            Script = async (request, ct) =>
            {
                if (request.TargetTitle is null) return ScriptedPlanner.Children("a", "b");
                begun.TrySetResult();
                if (isSlow) await Task.Delay(Timeout.Infinite, ct);
                return ScriptedPlanner.Children($"{request.TargetTitle}.1", $"{request.TargetTitle}.2");
            },
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 2 });
        var run = house.RunAsync(first);
        await begun.Task.WaitAsync(Ct);
        first.Stop(JobStopReason.CancelRequested);
        Assert.Equal(JobStatus.Cancelled, (await run).Status);
        isSlow = false;
        using var second = first.GoOn("job-2");

        var outcome = await house.RunAsync(second);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(["a", "a.1", "a.2", "b", "b.1", "b.2"], await house.TitlesAsync(plan));
        Assert.DoesNotContain(DecomposeHouse.ResultOf(outcome).StoppedBranches, branch => branch.Reason == "cancelled");
    }

    [Fact]
    public async Task An_execution_keeps_finished_tasks_and_tries_the_others_again_once_for_the_new_job()
    {
        var failing = new HashSet<string> { "b" };
        var writer = new ScriptedWriter
        {
            Script = (request, _) => failing.Contains(request.Title) ? throw new TaskWritingException("not today") : Task.FromResult<string?>(null),
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc < b\nd");
        using var first = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 1 }) { CrashAt = 5, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        Assert.Equal(1, writer.CallsFor("a"));

        // The end of a job that is given up: a task in flight goes back, and a person may finish it by hand.
        foreach (var title in (string[])["d"]) await house.SetAsync(plan, title, PlanTaskStatus.Completed);
        failing.Clear();
        using var second = first.GoOn("job-2");

        var outcome = await house.RunAsync(second);

        Assert.Equal("a completed, b completed, c completed, d completed", await house.StatesAsync(plan));
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, 3, 0, 0), (outcome.Status, result.Completed, result.Failed, result.Skipped));
        Assert.Equal((1, 2, 1, 0), (writer.CallsFor("a"), writer.CallsFor("b"), writer.CallsFor("c"), writer.CallsFor("d")));
        Assert.Equal(writer.TotalCalls, second.LastReport!.LlmCalls);
    }

    [Fact]
    public async Task What_fails_for_the_new_job_itself_is_not_tried_once_more_by_its_next_attempt()
    {
        var writer = ScriptedWriter.FailingAt("a", "b");
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb");
        using var first = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 1 });
        Assert.Equal(JobStatus.Failed, (await house.RunAsync(first)).Status);
        using var cut = first.GoOn("job-2");
        cut.Crash(at: 2);
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(cut));
        Assert.Equal((2, 1), (writer.CallsFor("a"), writer.CallsFor("b")));
        using var next = house.NewJob(plan, new ExecuteParams { Concurrency = 1 }, before: cut);

        await house.RunAsync(next);

        Assert.Equal((2, 2), (writer.CallsFor("a"), writer.CallsFor("b")));
    }

    [Theory]
    [InlineData(CommitMode.Apply)]
    [InlineData(CommitMode.Review)]
    public async Task An_operation_whose_change_is_made_is_told_of_and_not_made_again(string commit)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
        using var house = new OperationHouse(server, ("Operations:TasksPerCall", "1"));
        var plan = await house.PlantAsync("one\ntwo");
        var louder = new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "louder", Commit = commit };
        using var first = new RecordingJob(house.Files, plan.PlanId, louder) { CrashAt = 3, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = first.GoOn("job-2");

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Succeeded, 2), (outcome.Status, server.Requests.Count));
        var result = OperationHouse.ResultOf(outcome);
        Assert.Equal((2, commit == CommitMode.Apply, commit == CommitMode.Review), (result.Changes, result.ChangeSetId is not null, result.ProposalId is not null));
    }

    [Fact]
    public async Task An_operation_asks_only_for_the_answers_that_are_missing()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
        using var house = new OperationHouse(server, ("Operations:TasksPerCall", "1"));
        var plan = await house.PlantAsync("one\ntwo\nthree");
        using var first = new RecordingJob(house.Files, plan.PlanId, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "louder" }) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = first.GoOn("job-2");

        await house.RunAsync(second);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal("ONE TWO THREE", await house.DrawAsync(plan));
    }
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>What fails alone, what fails the job, and what others do to the plan meanwhile.</summary>
public sealed class DecomposeFailureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_bad_node_fails_that_node_and_the_rest_goes_on()
    {
        var planner = new ScriptedPlanner
        {
            Script = (request, _) => request.TargetTitle switch
            {
                null => Task.FromResult<NodePlan?>(ScriptedPlanner.Children("a", "b", "c", "d")),
                "b" => throw new NodePlanningException("no sense in it"),
                "c" => throw new InvalidOperationException("a bug"),
                "d" => Task.FromResult<NodePlan?>(ScriptedPlanner.Children("same", "SAME")),
                _ => Task.FromResult<NodePlan?>(null),
            },
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(["b", "c", "d"], result.FailedNodes.Select(node => node.Title));
        Assert.Equal("no sense in it", result.FailedNodes[0].Error);
        Assert.Contains("a bug", result.FailedNodes[1].Error, StringComparison.Ordinal);
        Assert.Contains("twice", result.FailedNodes[2].Error, StringComparison.Ordinal);
        Assert.Contains("a.1", await house.TitlesAsync(plan));
        Assert.Equal(3, job.LinesOf("node.failed").Count);
        Assert.Equal(3, job.LastReport!.Failed);
    }

    [Fact]
    public async Task When_nothing_could_be_done_the_job_fails_and_says_why()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner { Script = (_, _) => throw new NodePlanningException("The model is silent.") });
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "The model is silent.", "decompose.failed"), (outcome.Status, outcome.Error, outcome.Code));
        Assert.Equal([new FailedNode(null, "P", "The model is silent.")], DecomposeHouse.ResultOf(outcome).FailedNodes);
    }

    [Fact]
    public async Task A_target_that_is_gone_fails_without_a_call()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, targetTaskId: 77);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "The task does not exist any more."), (outcome.Status, outcome.Error));
        Assert.Equal(0, planner.TotalCalls);
    }

    [Fact]
    public async Task A_task_deleted_while_it_is_planned_fails_alone()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner
        {
            Script = (request, _) => Task.FromResult(request.TargetTitle is null ? ScriptedPlanner.Children("a", "b") : null),
        });
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteTaskAsync(plan, 1, Ct);
        };

        var outcome = await house.RunAsync(job);

        var failed = Assert.Single(DecomposeHouse.ResultOf(outcome).FailedNodes);
        Assert.Equal((1, "a"), (failed.TaskId, failed.Title));
        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(["b", "b.1", "b.2"], (await house.TitlesAsync(plan)).Take(3));
        var left = (await house.TitlesAsync(plan)).Count;
        Assert.Equal(left, DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count);
    }

    [Fact]
    public async Task A_task_that_got_children_while_it_was_planned_gets_no_second_breakdown()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner
        {
            Script = (request, _) => Task.FromResult(request.TargetTitle is null ? ScriptedPlanner.Children("a", "b") : null),
        });
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.AddTaskAsync(plan, new CreateTaskRequest { Title = "by hand", ParentId = 1 }, Ct);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(["a", "by hand", "b", "b.1", "b.2"], (await house.TitlesAsync(plan)).Take(5));
        var stopped = Assert.Single(DecomposeHouse.ResultOf(outcome).StoppedBranches, branch => branch.Reason == "has_children");
        Assert.Equal("a", stopped.Title);
    }

    [Fact]
    public async Task A_task_deleted_before_its_turn_fails_without_a_call()
    {
        var planner = new ScriptedPlanner { Script = (request, _) => Task.FromResult(request.TargetTitle is null ? ScriptedPlanner.Children("a", "b", "c", "d") : null) };
        using var house = new DecomposeHouse(planner, null, ("Planning:Parallelism", "1"));
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteTaskAsync(plan, 4, Ct);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal("d", Assert.Single(DecomposeHouse.ResultOf(outcome).FailedNodes).Title);
        Assert.Equal(0, planner.CallsFor("d"));
    }

    [Fact]
    public async Task A_plan_that_is_not_there_fails_the_job()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        using var job = house.NewJob(4711);

        await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));
    }

    [Fact]
    public async Task A_plan_deleted_in_mid_run_ends_the_claim()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteAsync(plan, Ct);
        };

        await Assert.ThrowsAsync<FenceLostException>(() => house.RunAsync(job));
    }
}

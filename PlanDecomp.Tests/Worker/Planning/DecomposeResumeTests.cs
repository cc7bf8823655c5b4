using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>Crashes, cancels and stops: nothing is lost, paid for twice or created twice.</summary>
public sealed class DecomposeResumeTests
{
    private static readonly DecomposeParams Limits = new() { ExpandDepth = 3, NodeBudget = 26 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_commit_changes_nothing_in_the_end(bool afterCommit)
    {
        var (tree, result, commits) = await RunThroughAsync();
        Assert.True(commits > 5);
        for (var crashAt = 1; crashAt <= commits; crashAt++)
        {
            var planner = ScriptWithLeavesAndFailures();
            using var house = new DecomposeHouse(planner);
            var plan = await house.CreatePlanAsync("P");
            using var first = new RecordingJob(house.Files, plan, Limits) { CrashAt = crashAt, CrashAfterCommit = afterCommit };
            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
            var committed = first.LinesOf("node.expanded").Take(first.Commits).Select(line => (string)line.Arguments["title"]!).ToList();
            using var second = new RecordingJob(house.Files, plan, Limits, before: first);

            var outcome = await house.RunAsync(second);

            Assert.Equal(tree, await house.DrawAsync(plan));
            var resumed = DecomposeHouse.ResultOf(outcome);
            Assert.Equal(result.CreatedTaskIds, resumed.CreatedTaskIds);
            Assert.Equal((result.ExpandedNodes, result.StopReason), (resumed.ExpandedNodes, resumed.StopReason));
            Assert.Equal(result.FailedNodes, resumed.FailedNodes);
            Assert.Equal(result.StoppedBranches.Order(ByTask), resumed.StoppedBranches.Order(ByTask));
            var onDisk = afterCommit ? committed : committed.Take(committed.Count - 1);
            Assert.All(onDisk, title => Assert.Equal(1, planner.CallsFor(title)));
            // Figures are honest: what was paid for before the crash counts too.
            Assert.Equal(planner.TotalCalls, second.LastReport!.LlmCalls);
            Assert.Equal(10L * planner.TotalCalls, second.LastReport.TotalTokens);
        }
    }

    [Fact]
    public async Task Crashing_at_every_commit_in_turn_still_ends_with_the_same_tree()
    {
        var (tree, _, commits) = await RunThroughAsync();
        var planner = ScriptWithLeavesAndFailures();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        RecordingJob? before = null;
        var crashes = 0;
        while (true)
        {
            var job = new RecordingJob(house.Files, plan, Limits, before: before) { CrashAt = 1, CrashAfterCommit = true };
            try
            {
                await house.RunAsync(job);
                break;
            }
            catch (SimulatedCrashException)
            {
                crashes++;
                before = job;
            }
        }

        Assert.Equal(commits, crashes);
        Assert.Equal(tree, await house.DrawAsync(plan));
    }

    [Fact]
    public async Task The_checkpoint_stays_small()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner
        {
            Script = (request, _) => Task.FromResult<NodePlan?>(ScriptedPlanner.Children([.. Enumerable.Range(1, 7).Select(i => $"{request.TargetTitle} a rather long title of a task {i}")])),
        });
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 4, MaxDepth = 6, NodeBudget = 500, LlmCallBudget = 1000 });

        await house.RunAsync(job);

        Assert.Equal(500, (await house.TitlesAsync(plan)).Count);
        Assert.InRange(job.Checkpoint!.Length, 1, 4000);
    }

    [Fact]
    public async Task A_resumed_run_says_so()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, Limits) { CrashAt = 2, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, Limits, before: first);

        await house.RunAsync(second);

        var line = Assert.Single(second.LinesOf("decompose.resumed"));
        Assert.Equal((2, 2), (line.Arguments["attempt"], line.Arguments["expanded"]));
        Assert.Empty(second.LinesOf("decompose.started"));
    }

    [Fact]
    public async Task A_checkpoint_of_another_kind_fails_the_job_instead_of_beginning_anew()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, Limits);
        await first.CommitAsync(_ => true, "{\"v\":99}", TestContext.Current.CancellationToken);
        using var second = new RecordingJob(house.Files, plan, Limits, before: first);

        await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(second));
    }

    [Fact]
    public async Task A_cancel_in_mid_call_ends_the_job_and_keeps_what_is_done()
    {
        var calling = new SemaphoreSlim(0);
        var planner = new ScriptedPlanner
        {
            Script = async (request, ct) =>
            {
                if (request.TargetTitle is null) return ScriptedPlanner.Children("a", "b", "c");
                if (request.TargetTitle == "b") return null;
                calling.Release();
                await Task.Delay(Timeout.Infinite, ct);
                return null;
            },
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        var run = house.RunAsync(job);
        await calling.WaitAsync(TestContext.Current.CancellationToken);
        await calling.WaitAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => planner.CallsFor("b") == 1 && job.LastReport?.TotalTokens >= 20, "b is answered");

        job.Stop(JobStopReason.CancelRequested);
        var outcome = await run;

        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Cancelled, "decompose.cancelled", "cancelled"), (outcome.Status, outcome.Code, result.StopReason));
        Assert.Equal(["a", "b", "c"], (await house.TitlesAsync(plan)).Where(title => title.Length == 1));
        // b's answer was paid for and had come: it is kept.
        Assert.Contains("b.1", await house.TitlesAsync(plan));
        Assert.Equal(["a", "c"], result.StoppedBranches.Where(branch => branch.Reason == "cancelled" && branch.Title.Length == 1).Select(branch => branch.Title));
    }

    [Theory]
    [InlineData(JobStopReason.WorkerStopping)]
    [InlineData(JobStopReason.LeaseLost)]
    public async Task A_stop_that_is_no_cancel_lets_the_next_attempt_go_on(JobStopReason reason)
    {
        var (tree, _, _) = await RunThroughAsync();
        var calling = new SemaphoreSlim(0);
        var planner = ScriptWithLeavesAndFailures();
        var script = planner.Script;
        var hold = true;
        planner.Script = async (request, ct) =>
        {
            if (hold && request.TargetTitle == "P.2")
            {
                calling.Release();
                await Task.Delay(Timeout.Infinite, ct);
            }

            return await script(request, ct);
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var first = house.NewJob(plan, Limits);
        var run = house.RunAsync(first);
        await calling.WaitAsync(TestContext.Current.CancellationToken);

        first.Stop(reason);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        hold = false;
        using var second = new RecordingJob(house.Files, plan, Limits, before: first);
        await house.RunAsync(second);

        Assert.Equal(tree, await house.DrawAsync(plan));
        Assert.Equal(1, planner.CallsFor("P"));
    }

    [Fact]
    public async Task A_lost_lease_stops_before_the_next_paid_call()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);
        job.BeforeCommit = () =>
        {
            job.LeaseIsLost = true;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.RunAsync(job));

        Assert.Equal(1, planner.TotalCalls);
    }

    [Fact]
    public async Task No_call_outlives_the_run()
    {
        var open = 0;
        var planner = new ScriptedPlanner
        {
            Script = async (request, ct) =>
            {
                if (request.TargetTitle is null) return ScriptedPlanner.Children("a", "b", "c");
                if (request.TargetTitle == "a")
                {
                    await Eventually.TrueAsync(() => Volatile.Read(ref open) == 2, "the others are called");
                    throw new JobFailedException("The key is refused.");
                }

                Interlocked.Increment(ref open);
                try
                {
                    await Task.Delay(Timeout.Infinite, ct);
                }
                finally
                {
                    await Task.Delay(20, CancellationToken.None);
                    Interlocked.Decrement(ref open);
                }

                return null;
            },
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(0, open);
        Assert.Equal((JobStatus.Failed, "The key is refused."), (outcome.Status, outcome.Error));
        Assert.Equal(["a", "b", "c"], await house.TitlesAsync(plan));
        Assert.Equal(3, DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count);
    }

    private static async Task<(string Tree, DecomposeResult Result, int Commits)> RunThroughAsync()
    {
        using var house = new DecomposeHouse(ScriptWithLeavesAndFailures());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Limits);
        var outcome = await house.RunAsync(job);
        return (await house.DrawAsync(plan), DecomposeHouse.ResultOf(outcome), job.Commits);
    }

    private static ScriptedPlanner ScriptWithLeavesAndFailures() => new()
    {
        Script = (request, _) => request.TargetTitle switch
        {
            "P.1" => throw new NodePlanningException("no sense in it"),
            "P.2.1" => Task.FromResult<NodePlan?>(new NodePlan([])),
            _ => Task.FromResult<NodePlan?>(null),
        },
    };

    private static readonly IComparer<StoppedBranch> ByTask =
        Comparer<StoppedBranch>.Create((a, b) => ((a.TaskId ?? 0), a.Reason).CompareTo(((b.TaskId ?? 0), b.Reason)));
}

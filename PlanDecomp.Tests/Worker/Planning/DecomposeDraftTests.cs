using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>A decomposition in draft mode proposes the very tree that it would have made.</summary>
public sealed class DecomposeDraftTests
{
    private static readonly DecomposeParams Limits = new() { ExpandDepth = 3, NodeBudget = 26 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accepted_as_a_whole_it_is_the_tree_that_would_have_been_made()
    {
        using var made = new DecomposeHouse(new ScriptedPlanner());
        var plan = await made.CreatePlanAsync("P");
        using var direct = made.NewJob(plan, Limits);
        var outcome = await made.RunAsync(direct);

        using var house = new DecomposeHouse(new ScriptedPlanner());
        var drafted = await house.CreatePlanAsync("P");
        var before = PlanDump.Of(house.Files.Folder.Plan(drafted));
        using var job = house.NewJob(drafted, Limits with { Commit = CommitMode.Review });
        var result = DecomposeHouse.ResultOf(await house.RunAsync(job));

        Assert.Equal(before, PlanDump.Of(house.Files.Folder.Plan(drafted)));
        Assert.Empty(result.CreatedTaskIds);
        var accepted = Assert.IsType<ProposalOutcome.Accepted>(await house.Proposals.AcceptAsync(drafted, result.ProposalId!.Value, null, Ct)).Proposal;
        Assert.Equal(await made.DrawAsync(plan), await house.DrawAsync(drafted));
        Assert.Equal(DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count, accepted.TaskIds.Count);
        Assert.Equal(direct.LinesOf("node.expanded").Count, job.LinesOf("node.expanded").Count);

        Assert.IsType<UndoOutcome.Done>(await house.History.UndoAsync(drafted, null, Ct));
        Assert.Equal(before, PlanDump.Of(house.Files.Folder.Plan(drafted)));
    }

    [Fact]
    public async Task The_last_nodes_land_one_after_the_other_though_none_is_left_to_take_off()
    {
        var limits = Limits with { ExpandDepth = 2, NodeBudget = 500 };
        using var made = new DecomposeHouse(new ScriptedPlanner());
        var plan = await made.CreatePlanAsync("P");
        using var direct = made.NewJob(plan, limits);
        await made.RunAsync(direct);

        using var house = new DecomposeHouse(new ScriptedPlanner());
        var drafted = await house.CreatePlanAsync("P");
        using var job = house.NewJob(drafted, limits with { Commit = CommitMode.Review });
        var result = DecomposeHouse.ResultOf(await house.RunAsync(job));

        Assert.Equal("completed", result.StopReason);
        await house.Proposals.AcceptAsync(drafted, result.ProposalId!.Value, null, Ct);
        Assert.Equal(await made.DrawAsync(plan), await house.DrawAsync(drafted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_commit_leads_to_the_same_proposal(bool afterCommit)
    {
        var (nodes, commits) = await ProposeAsync(0, afterCommit);
        Assert.True(commits > 4);
        for (var crashAt = 1; crashAt <= commits; crashAt++)
        {
            var (resumed, _) = await ProposeAsync(crashAt, afterCommit);
            Assert.Equal(nodes, resumed);
        }

        static async Task<(string Nodes, int Commits)> ProposeAsync(int crashAt, bool afterCommit)
        {
            using var house = new DecomposeHouse(new ScriptedPlanner());
            var plan = await house.CreatePlanAsync("P");
            await house.AddTaskAsync(plan, "there before");
            var limits = Limits with { Commit = CommitMode.Review, AllowExistingChildren = true };
            using var first = new RecordingJob(house.Files, plan, limits) { CrashAt = crashAt, CrashAfterCommit = afterCommit };
            using var second = crashAt == 0 ? null : await CrashAsync(house, plan, limits, first);
            var result = DecomposeHouse.ResultOf(await house.RunAsync(second ?? first));
            var proposal = (await house.Proposals.FindAsync(plan, result.ProposalId!.Value, Ct))!;
            return (string.Join('\n', proposal.Nodes.Select(node =>
                $"{node.TaskId} {node.Change} {node.After!.ParentId}/{node.After.Position} {node.After.Title} {string.Join(',', node.After.DependsOn)}")), first.Commits);
        }

        static async Task<RecordingJob> CrashAsync(DecomposeHouse house, long plan, DecomposeParams limits, RecordingJob first)
        {
            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
            return new RecordingJob(house.Files, plan, limits, before: first);
        }
    }

    [Fact]
    public async Task Accepting_a_deep_node_brings_the_proposed_parents_along()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Limits with { Commit = CommitMode.Review });
        var id = DecomposeHouse.ResultOf(await house.RunAsync(job)).ProposalId!.Value;
        var proposal = (await house.Proposals.FindAsync(plan, id, Ct))!;
        var deep = proposal.Nodes.First(node => node.After!.Title == "P.2.1");

        await house.Proposals.AcceptAsync(plan, id, [deep.TaskId], Ct);

        Assert.Equal(["P.2", "P.2.1"], await house.TitlesAsync(plan));
    }

    [Fact]
    public async Task All_commits_of_a_decomposition_are_one_change_set()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        var before = PlanDump.Of(house.Files.Folder.Plan(plan));
        using var job = house.NewJob(plan, Limits);
        await house.RunAsync(job);

        var change = Assert.Single((await house.History.ListAsync(plan, null, 10, Ct))!.ChangeSets);
        Assert.Equal(("plan.decomposed", "job-1", "Broke down \"P\" into 25 tasks"), (change.Kind, change.JobId, change.Message));
        Assert.IsType<UndoOutcome.Done>(await house.History.UndoAsync(plan, null, Ct));
        Assert.Equal(before, PlanDump.Of(house.Files.Folder.Plan(plan)));
    }

    [Fact]
    public async Task A_change_by_hand_in_between_divides_the_change_set_so_that_all_can_be_undone()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        var before = PlanDump.Of(house.Files.Folder.Plan(plan));
        using var job = house.NewJob(plan, Limits);
        var edited = false;
        job.BeforeCommit = async () =>
        {
            if (job.Commits != 2 || edited) return;
            edited = true;
            var first = (await house.Plans.ReadTreeAsync(plan, Ct))!.Tasks[0];
            await house.Plans.UpdateTaskAsync(plan, first.TaskId, new UpdateTaskRequest { Title = "by hand" }, Ct);
            await house.Plans.MoveTaskAsync(plan, first.TaskId, new MoveTaskRequest { ParentId = null, Position = 9 }, Ct);
        };
        await house.RunAsync(job);

        Assert.Equal(
            ["plan.decomposed", "task.moved", "task.changed", "plan.decomposed"],
            (await house.History.ListAsync(plan, null, 10, Ct))!.ChangeSets.Select(change => change.Kind));
        for (var i = 0; i < 4; i++) Assert.IsType<UndoOutcome.Done>(await house.History.UndoAsync(plan, null, Ct));
        Assert.Equal(before, PlanDump.Of(house.Files.Folder.Plan(plan)));
    }
}

using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans.Proposals;

public sealed class SqliteProposalStoreTests : IAsyncLifetime
{
    private readonly PlanData _data = new();
    private long _plan;
    private long _a;
    private long _b;
    private long _c;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IProposalStore Store => _data.Proposals;

    public async ValueTask InitializeAsync()
    {
        _plan = (await _data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;
        _a = await AddAsync("a");
        _b = await AddAsync("b");
        _c = await AddAsync("c", _b);
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_proposal_is_drawn_as_a_diff()
    {
        var id = await ProposeAsync(
            new(_a) { Title = "A", Reason = "louder" }, new(_b) { Place = new(null, 0) }, new(_c) { Remove = true },
            new(-1) { Title = "new", Instruction = "Do.", Place = new(_a, 0), DependsOn = [_b] }, new(0) { Title = "better plan" });

        var proposal = (await Store.FindAsync(_plan, id, Ct))!;

        Assert.Equal(
            [(0L, NodeChange.Changed), (_b, NodeChange.Moved), (_c, NodeChange.Removed), (_a, NodeChange.Changed), (-1, NodeChange.Added)],
            proposal.Nodes.Select(node => (node.TaskId, node.Change)));
        var changed = proposal.Nodes.Single(node => node.TaskId == _a);
        Assert.Equal(("a", "A", "louder", 0, 1), (changed.Before!.Title, changed.After!.Title, changed.Reason, changed.Before.Position, changed.After.Position));
        var added = proposal.Nodes.Single(node => node.TaskId == -1);
        Assert.Equal((null, _a, _b), (added.Before, added.After!.ParentId, added.After.DependsOn.Single()));
        Assert.Null(proposal.Nodes.Single(node => node.TaskId == _c).After);
        Assert.Equal(("plan", "better plan"), (proposal.Nodes[0].Before!.Title, proposal.Nodes[0].After!.Title));
        Assert.Empty(proposal.ChangedSince);
    }

    [Fact]
    public async Task A_tree_that_has_changed_since_must_be_rebased_first()
    {
        var id = await ProposeAsync(new(_a) { Title = "A" }, new(_c) { Title = "C" }, new(-1) { Title = "new", Place = new(_b, 0) }, new(-2) { Title = "below", Place = new(-1, 0) });
        await _data.Plans.UpdateTaskAsync(_plan, _a, new UpdateTaskRequest { Instruction = "by hand" }, Ct);
        await _data.Plans.DeleteTaskAsync(_plan, _b, Ct);

        var refused = Assert.IsType<ProposalOutcome.TreeChanged>(await Store.AcceptAsync(_plan, id, null, Ct));
        Assert.Equal([(_a, NodeChange.Changed), (_b, NodeChange.Removed), (_c, NodeChange.Removed)], refused.Differences.Select(d => (d.TaskId, d.Change)));
        Assert.Equal(refused.Differences, (await Store.FindAsync(_plan, id, Ct))!.ChangedSince);

        var rebased = Assert.IsType<ProposalOutcome.Rebased>(await Store.RebaseAsync(_plan, id, Ct)).Proposal;
        Assert.Equal([(_c, "c"), (-1, "new"), (-2, "below")], rebased.Dropped.Select(node => (node.TaskId, node.Title)));
        Assert.Equal([_a], rebased.Overlapping);
        Assert.Empty(rebased.Proposal.ChangedSince);
        Assert.IsType<ProposalOutcome.Accepted>(await Store.AcceptAsync(_plan, id, null, Ct));
        var a = (await _data.Plans.FindTaskAsync(_plan, _a, Ct))!;
        Assert.Equal(("A", "by hand"), (a.Title, a.Instruction));
    }

    [Fact]
    public async Task A_change_that_was_undone_is_no_change()
    {
        var id = await ProposeAsync(new TaskEdit(_a) { Title = "A" });
        await _data.Plans.DeleteTaskAsync(_plan, _b, Ct);
        await _data.History.UndoAsync(_plan, null, Ct);

        Assert.IsType<ProposalOutcome.Accepted>(await Store.AcceptAsync(_plan, id, null, Ct));
    }

    [Fact]
    public async Task What_an_execution_does_is_no_change_of_the_tree()
    {
        var id = await ProposeAsync(new TaskEdit(_a) { Title = "A" });
        PlanData.Execute(File, "UPDATE tasks SET status = 'completed', updated_at = '2030-01-01T00:00:00.000Z'");

        Assert.IsType<ProposalOutcome.Accepted>(await Store.AcceptAsync(_plan, id, null, Ct));
        Assert.Equal(PlanTaskStatus.Completed, (await _data.Plans.FindTaskAsync(_plan, _a, Ct))!.Status);
    }

    [Fact]
    public async Task A_settled_proposal_stays_settled()
    {
        var accepted = await ProposeAsync(new TaskEdit(_a) { Title = "A" });
        await Store.AcceptAsync(_plan, accepted, null, Ct);
        var rejected = await ProposeAsync(new TaskEdit(_a) { Title = "AA" });
        var before = PlanDump.Of(File);
        Assert.Equal(ProposalStatus.Rejected, Assert.IsType<ProposalOutcome.Changed>(await Store.RejectAsync(_plan, rejected, Ct)).Proposal.Status);

        foreach (var id in (long[])[accepted, rejected])
        {
            Assert.IsType<ProposalOutcome.NotOpen>(await Store.AcceptAsync(_plan, id, null, Ct));
            Assert.IsType<ProposalOutcome.NotOpen>(await Store.RejectAsync(_plan, id, Ct));
            Assert.IsType<ProposalOutcome.NotOpen>(await Store.RebaseAsync(_plan, id, Ct));
            Assert.IsType<ProposalOutcome.NotOpen>(await Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = _a, Title = "x" }], Ct));
        }

        Assert.Equal(before, PlanDump.Of(File));
    }

    [Fact]
    public async Task While_its_job_is_at_work_a_proposal_is_a_draft()
    {
        var id = await ProposeAsync(new TaskEdit(_a) { Title = "A" });
        PlanData.Execute(File, "INSERT INTO decomposition_jobs (job_id, mode, status) VALUES ('job-1', 'redo', 'running')");

        Assert.Equal(ProposalStatus.Drafting, (await Store.FindAsync(_plan, id, Ct))!.Status);
        Assert.Equal(ProposalStatus.Drafting, Assert.IsType<ProposalOutcome.NotOpen>(await Store.AcceptAsync(_plan, id, null, Ct)).Proposal.Status);
        PlanData.Execute(File, "UPDATE decomposition_jobs SET status = 'failed'");
        Assert.IsType<ProposalOutcome.Accepted>(await Store.AcceptAsync(_plan, id, null, Ct));
    }

    [Fact]
    public async Task An_edit_of_a_proposal_keeps_the_rules()
    {
        var id = await ProposeAsync(
            new(_a) { Title = "A" }, new(_c) { Remove = true }, new(-1) { Title = "n1", Place = new(null, 0) }, new(-2) { Title = "n2", Place = new(null, 1), DependsOn = [-1] });

        await RefusedAsync(new EditProposalNode { TaskId = 99, Title = "x" });
        await RefusedAsync(new EditProposalNode { TaskId = _c, Title = "x" });
        await RefusedAsync(new EditProposalNode { TaskId = -1, DependsOn = [77] });
        await RefusedAsync(new EditProposalNode { TaskId = -1, DependsOn = [-2] });
        await RefusedAsync(new EditProposalNode { TaskId = -1, DependsOn = [0] });
        var edited = Assert.IsType<ProposalOutcome.Changed>(await Store.EditAsync(
            _plan, id, [new EditProposalNode { TaskId = -2, Title = "N2", DependsOn = [_b], EffortHours = 2.555 }], Ct)).Proposal;

        var node = edited.Nodes.Single(node => node.TaskId == -2);
        Assert.Equal(("N2", _b, 2.56, true), (node.After!.Title, node.After.DependsOn.Single(), node.After.EffortHours!.Value, node.IsEdited));
        Assert.False(edited.Nodes.Single(node => node.TaskId == -1).IsEdited);

        async Task RefusedAsync(EditProposalNode wrong) =>
            Assert.Equal("nodes", (await Assert.ThrowsAsync<PlanRuleException>(() => Store.EditAsync(_plan, id, [wrong], Ct))).Field);
    }

    [Fact]
    public async Task A_part_that_would_break_a_rule_is_refused_and_nothing_is_stored()
    {
        // Together they turn the order round; the first alone closes a circle.
        await _data.Plans.UpdateTaskAsync(_plan, _b, new UpdateTaskRequest { DependsOn = [_a] }, Ct);
        var id = await ProposeAsync(new(_a) { DependsOn = [_b] }, new(_b) { DependsOn = [] });
        var before = PlanDump.Of(File);

        await Assert.ThrowsAsync<PlanRuleException>(() => Store.AcceptAsync(_plan, id, [_a], Ct));
        await Assert.ThrowsAsync<PlanRuleException>(() => Store.AcceptAsync(_plan, id, [42], Ct));
        Assert.Equal(before, PlanDump.Of(File));
        Assert.Equal(ProposalStatus.Open, (await Store.FindAsync(_plan, id, Ct))!.Status);

        await Store.AcceptAsync(_plan, id, null, Ct);
        Assert.Equal([_b], (await _data.Plans.FindTaskAsync(_plan, _a, Ct))!.DependsOn);
    }

    [Fact]
    public async Task A_chosen_task_brings_the_new_ones_it_stands_below_and_waits_for_none_that_does_not_come()
    {
        var id = await ProposeAsync(
            new(-1) { Title = "stage", Place = new(null, 3) }, new(-2) { Title = "step", Place = new(-1, 0), DependsOn = [-3, _a] },
            new(-3) { Title = "other", Place = new(-1, 1) }, new(_c) { Place = new(-1, 2) });

        var accepted = Assert.IsType<ProposalOutcome.Accepted>(await Store.AcceptAsync(_plan, id, [-2], Ct)).Proposal;

        Assert.Equal(["-1", "-2"], accepted.TaskIds.Keys.Order(StringComparer.Ordinal));
        var step = (await _data.Plans.FindTaskAsync(_plan, accepted.TaskIds["-2"], Ct))!;
        Assert.Equal((accepted.TaskIds["-1"], _a), (step.ParentId!.Value, step.DependsOn.Single()));
        Assert.Equal(_b, (await _data.Plans.FindTaskAsync(_plan, _c, Ct))!.ParentId);
        Assert.Equal([-2, -1], accepted.Proposal.Nodes.Where(node => node.IsAccepted == true).Select(node => node.TaskId).Order());
    }

    [Fact]
    public async Task What_stays_below_a_removed_task_takes_its_place()
    {
        var id = await ProposeAsync(new(_b) { Remove = true }, new(_c) { Remove = true });

        await Store.AcceptAsync(_plan, id, [_b], Ct);

        Assert.Null(await _data.Plans.FindTaskAsync(_plan, _b, Ct));
        var child = (await _data.Plans.FindTaskAsync(_plan, _c, Ct))!;
        Assert.Equal((null, 1), (child.ParentId, child.Position));
    }

    [Fact]
    public async Task Of_two_who_accept_at_once_one_does_and_the_other_is_told()
    {
        var id = await ProposeAsync(new TaskEdit(-1) { Title = "new", Place = new(null, 0) });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.AcceptAsync(_plan, id, null, Ct), Ct)));

        Assert.Single(outcomes.OfType<ProposalOutcome.Accepted>());
        Assert.All(outcomes.Where(outcome => outcome is not ProposalOutcome.Accepted), outcome =>
            Assert.Equal(ProposalStatus.Accepted, Assert.IsType<ProposalOutcome.NotOpen>(outcome).Proposal.Status));
        Assert.Single((await _data.Plans.ReadTreeAsync(_plan, Ct))!.Tasks, task => task.Title == "new");
    }

    [Fact]
    public async Task A_proposal_goes_with_its_plan()
    {
        var id = await ProposeAsync(new TaskEdit(_a) { Title = "A" });
        await _data.Plans.DeleteAsync(_plan, Ct);

        Assert.Null(await Store.FindAsync(_plan, id, Ct));
        Assert.Null(await Store.AcceptAsync(_plan, id, null, Ct));
        Assert.Null(await Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = _a, Title = "x" }], Ct));
    }

    [Fact]
    public async Task Of_the_plan_itself_only_title_and_description_are_edited()
    {
        var id = await ProposeAsync(new TaskEdit(0) { Title = "better plan" });

        await Assert.ThrowsAsync<PlanRuleException>(() => Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = 0, EffortHours = 3 }], Ct));
        await Assert.ThrowsAsync<PlanRuleException>(() => Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = 0, DependsOn = [_a] }], Ct));
        await Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = 0, Title = "best plan", Instruction = "Why." }], Ct);
        await Store.AcceptAsync(_plan, id, null, Ct);

        var plan = (await _data.Plans.FindAsync(_plan, Ct))!;
        Assert.Equal(("best plan", "Why."), (plan.Title, plan.Description));
    }

    [Fact]
    public async Task A_node_edited_back_to_what_the_task_says_has_not_moved()
    {
        var id = await ProposeAsync(new TaskEdit(_a) { Title = "A" });

        var edited = Assert.IsType<ProposalOutcome.Changed>(await Store.EditAsync(_plan, id, [new EditProposalNode { TaskId = _a, Title = "a" }], Ct)).Proposal;

        Assert.Equal(NodeChange.Changed, edited.Nodes.Single().Change);
    }

    [Fact]
    public async Task Settled_proposals_are_kept_up_to_a_bound_and_open_ones_all()
    {
        using var data = new PlanData { ChangeOptions = new ChangeOptions { KeepProposals = 2 } };
        _plan = (await data.Plans.CreateAsync("guest:anna", "plan", "", Ct)).PlanId;
        var ids = new List<long>();
        for (var i = 0; i < 6; i++) ids.Add(await ProposeAsync(data, $"job-{i}", [new(-1) { Title = $"t{i}", Place = new(null, 0) }]));
        foreach (var id in ids.Take(4)) await data.Proposals.RejectAsync(_plan, id, Ct);

        var list = (await data.Proposals.ListAsync(_plan, Ct))!;

        Assert.Equal((2, "5 4 3 2"), (list.Kept, string.Join(' ', list.Proposals.Select(proposal => ids.IndexOf(proposal.ProposalId)))));
    }

    [Fact]
    public async Task An_unknown_plan_or_proposal_is_null()
    {
        Assert.Null(await Store.FindAsync(_plan, 9, Ct));
        Assert.Null(await Store.AcceptAsync(_plan, 9, null, Ct));
        Assert.Null(await Store.ListAsync(99, Ct));
        Assert.Null(await Store.RebaseAsync(99, 1, Ct));
    }

    private string File => _data.Files.Folder.Plan(_plan);

    private async Task<long> AddAsync(string title, long? parentId = null) =>
        (await _data.Plans.AddTaskAsync(_plan, new CreateTaskRequest { Title = title, ParentId = parentId }, Ct))!.TaskId;

    private int _jobs;

    private Task<long> ProposeAsync(params TaskEdit[] edits) => ProposeAsync(_data, $"job-{++_jobs}", edits);

    private Task<long> ProposeAsync(PlanData data, string jobId, TaskEdit[] edits) => data.Files.WriteAsync(data.Files.Folder.Plan(_plan), connection =>
    {
        var id = ProposalWrites.Begin(connection, new NewProposal(jobId, "redo", null, "plan"), TreeSnapshot.Read(connection), data.Time.GetUtcNow());
        ProposalWrites.Put(connection, id, edits);
        return id;
    }, Ct);
}

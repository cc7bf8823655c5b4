using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

public sealed class RebreakTests : IAsyncLifetime
{
    private const string Tree = """
        Find a venue
        Invite people
          Write the list
          Print cards
            Choose paper
          Send cards < Print cards
        Clean up < Invite people
        """;

    private LlmServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LlmServer.StartAsync();
        _server.Script = _ => LlmReply.Children(new LlmChild("Ask by phone"), new LlmChild("Keep a list", "Ask by phone"), new LlmChild("Remind them", "Keep a list"));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_is_below_is_replaced_and_the_hint_reaches_the_model()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name, Hint = "no paper" }, "Invite people");

        Assert.Equal("Find a venue Invite people(Ask by phone Keep a list<Ask by phone Remind them<Keep a list) Clean up<Invite people", await house.DrawAsync(plan));
        Assert.Equal((7, 3), (result.Changes, result.CreatedTaskIds.Count));
        Assert.Equal(("llm", "test-model", "completed"), (result.Planner, result.Model, result.StopReason));
        var request = Assert.Single(_server.Requests);
        Assert.Equal("no paper", request.Data["wishes"]!.GetValue<string>());

        // What goes is not shown as if someone had it done, but as what the person wants done anew.
        Assert.Equal((null, null), (request.Data["outline"], request.Data["existing_children"]));
        Assert.Contains("Print cards", request.Data["replaced_children"]!.AsArray().Select(child => child!["title"]!.GetValue<string>()));

        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task Locked_tasks_stay_with_what_is_above_and_below_them()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name, Locked = [plan["Choose paper"]] }, "Invite people");

        Assert.Equal(
            "Find a venue Invite people(Print cards(Choose paper) Ask by phone Keep a list<Ask by phone Remind them<Keep a list) Clean up<Invite people",
            await house.DrawAsync(plan));
        Assert.Equal(["Print cards"], _server.Requests[0].Data["existing_children"]!.AsArray().Select(title => title!.GetValue<string>()));
    }

    [Fact]
    public async Task The_whole_plan_can_be_broken_down_anew()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name, Locked = [plan["Find a venue"]] });

        Assert.Equal("Find a venue Ask by phone Keep a list<Ask by phone Remind them<Keep a list", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task What_cannot_be_locked_or_leaves_no_room_fails_before_it_costs()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        foreach (var parameters in (OperationParams[])
        [
            new() { Operation = TaskOperations.Rebreak.Name, Locked = [plan["Find a venue"]] },
            new() { Operation = TaskOperations.Rebreak.Name, Locked = [plan["Print cards"]], MaxChildren = 1, MinChildren = 1 },
        ])
        {
            using var job = house.NewJob(plan, parameters, "Invite people");
            await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));
        }

        Assert.Empty(_server.Requests);
        Assert.Equal(before, house.Dump(plan));
    }

    [Theory]
    [InlineData("Plan a trip to Kyoto", "Book flights and hotel", "Old step")]
    [InlineData("规划京都之行", "预订酒店", "旧步骤")]
    public async Task Offline_the_rules_break_down_anew(string title, string task, string old)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync($"{task}\n  {old}", title);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name }, task);

        Assert.Equal(("offline", null), (result.Planner, result.Model));
        var tree = (await house.Plans.ReadTreeAsync(plan.PlanId, Ct))!.Tasks.Single();
        Assert.True(tree.Children.Count >= 2);
        Assert.DoesNotContain(tree.Children, child => child.Title == old);
    }

    /// <summary>The whole way of a draft: a new breakdown with a hint, edit one proposed node, accept two of three, undo.</summary>
    [Fact]
    public async Task A_draft_is_edited_accepted_in_part_and_undone_to_the_byte()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name, Hint = "no paper", Commit = CommitMode.Review }, "Invite people");
        Assert.Equal(before, house.Dump(plan));
        Assert.Null(result.ChangeSetId);

        var proposal = (await house.Proposals.FindAsync(plan.PlanId, result.ProposalId!.Value, Ct))!;
        Assert.Equal((ProposalStatus.Open, "rebreak", plan["Invite people"], 7), (proposal.Status, proposal.Operation, proposal.TargetTaskId!.Value, proposal.NodeCount));
        Assert.Equal(
            ["Removed Write the list", "Removed Print cards", "Removed Choose paper", "Removed Send cards", "Added Ask by phone", "Added Keep a list", "Added Remind them"],
            proposal.Nodes.OrderBy(node => node.TaskId < 0).ThenBy(node => Math.Abs(node.TaskId)).Select(node => $"{node.Change} {(node.After ?? node.Before)!.Title}"));

        var edited = Assert.IsType<ProposalOutcome.Changed>(await house.Proposals.EditAsync(
            plan.PlanId, proposal.ProposalId, [new EditProposalNode { TaskId = -2, Title = "Keep a list of answers" }], Ct)).Proposal;
        Assert.True(edited.Nodes.Single(node => node.TaskId == -2).IsEdited);

        var accepted = Assert.IsType<ProposalOutcome.Accepted>(await house.Proposals.AcceptAsync(plan.PlanId, proposal.ProposalId, [-1, -2], Ct)).Proposal;
        Assert.Equal(
            "Find a venue Invite people(Ask by phone Keep a list of answers<Ask by phone Write the list Print cards(Choose paper) Send cards<Print cards) Clean up<Invite people",
            await house.DrawAsync(plan));
        Assert.Equal((ProposalStatus.Accepted, accepted.ChangeSetId), (accepted.Proposal.Status, accepted.Proposal.ChangeSetId));
        Assert.Equal([true, true, false], ((long[])[-1, -2, -3]).Select(id => accepted.Proposal.Nodes.Single(node => node.TaskId == id).IsAccepted!.Value));
        Assert.Equal(["-1", "-2"], accepted.TaskIds.Keys.OrderByDescending(long.Parse));
        var history = (await house.History.ListAsync(plan.PlanId, null, 1, Ct))!;
        Assert.Equal(("proposal.accepted", "job-1"), (history.ChangeSets[0].Kind, history.ChangeSets[0].JobId));

        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task Dependencies_between_what_goes_and_what_stays_are_told_in_a_line_and_in_the_result()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("""
            Find a venue
            Invite people
              Write the list < Find a venue
              Print cards
            Clean up < Print cards
            """);
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Rebreak.Name }, "Invite people");

        var result = OperationHouse.ResultOf(await house.RunAsync(job));

        Assert.Equal(
            [("Write the list", "Find a venue"), ("Clean up", "Print cards")],
            result.DroppedDependencies.Select(dropped => (dropped.Title, dropped.DependsOnTitle)));
        var line = Assert.Single(job.LinesOf("operation.dependencies_dropped"));
        Assert.Equal((2, "Find a venue → Write the list; Print cards → Clean up"), (line.Arguments["dependencies"], line.Arguments["titles"]));
    }
}

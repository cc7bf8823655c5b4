using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

/// <summary>Operations that look at a plan as a whole: its dependencies, its quality, a summary.</summary>
public sealed class LookingTests : IAsyncLifetime
{
    private LlmServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LlmServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Repaired_dependencies_are_proposed_with_their_reasons()
    {
        _server.Script = _ => LlmReply.Text("""{"changes":[{"task_id":2,"depends_on":[1],"reason":"needs the plan"},{"task_id":3,"depends_on":[2],"reason":""}]}""");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Draw\nBuild\nSweep < Draw, Build");
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.RepairDependencies.Name, Commit = CommitMode.Review });

        Assert.Equal(before, house.Dump(plan));
        var proposal = (await house.Proposals.FindAsync(plan.PlanId, result.ProposalId!.Value, Ct))!;
        Assert.Equal([(2L, "needs the plan"), (3, "")], proposal.Nodes.Select(node => (node.TaskId, node.Reason!)));
        Assert.Equal((NodeChange.Changed, "", "1"), (proposal.Nodes[0].Change, string.Join(',', proposal.Nodes[0].Before!.DependsOn), string.Join(',', proposal.Nodes[0].After!.DependsOn)));
        await house.Proposals.AcceptAsync(plan.PlanId, proposal.ProposalId, null, Ct);
        Assert.Equal("Draw Build<Draw Sweep<Build", await house.DrawAsync(plan));
    }

    [Theory]
    [InlineData("""{"changes":[{"task_id":1,"depends_on":[3],"reason":""}]}""", "wait for each other")]
    [InlineData("""{"changes":[{"task_id":1,"depends_on":[99],"reason":""}]}""", "not in the plan")]
    [InlineData("""{"changes":[{"task_id":99,"depends_on":[],"reason":""}]}""", "none of the tasks")]
    [InlineData("""{"changes":[{"task_id":1,"depends_on":"x","reason":""}]}""", "must be an array of task ids")]
    public async Task Dependencies_that_cannot_be_are_sent_back(string answer, string fault)
    {
        _server.Script = request => LlmReply.Text(request.Number == 1 ? answer : """{"changes":[]}""");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Draw\nBuild < Draw\nSweep < Build");

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.RepairDependencies.Name });

        Assert.Contains(fault, _server.Requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Equal((0, null, null), (result.Changes, result.ChangeSetId, result.ProposalId));
    }

    [Fact]
    public async Task Offline_circles_and_implied_dependencies_go_and_the_usual_order_comes()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Design the house\nBuild the house\nTest the heating < Design the house, Build the house");
        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["Build the house"], new UpdateTaskRequest { DependsOn = [plan["Design the house"]] }, Ct);

        // As a foreign file may have it.
        PlanData.Execute(house.Files.Folder.Plan(plan.PlanId), "INSERT INTO task_dependencies VALUES (1, 3)");

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.RepairDependencies.Name });

        Assert.Equal("Design the house Build the house<Design the house Test the heating<Build the house", await house.DrawAsync(plan));
        Assert.Equal("offline", result.Planner);
    }

    [Fact]
    public async Task Offline_the_usual_order_of_work_is_suggested_in_the_plans_language()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("设计网站\n开发网站\n测试网站", "做一个网站");

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.RepairDependencies.Name, Commit = CommitMode.Review });

        var proposal = (await house.Proposals.FindAsync(plan.PlanId, result.ProposalId!.Value, Ct))!;
        Assert.Equal(["这类工作通常在「设计网站」之后", "这类工作通常在「开发网站」之后"], proposal.Nodes.Select(node => node.Reason));
    }

    [Fact]
    public async Task A_summary_is_a_result_and_changes_nothing()
    {
        _server.Script = _ => LlmReply.Text("""{"summary":"In short: **build**."}""");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Draw\nBuild < Draw");
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Summarise.Name, Language = "de" });

        Assert.Equal(("In short: **build**.", 0), (result.Summary, result.Changes));
        Assert.Contains("\"de\"", _server.Requests[0].Messages[1], StringComparison.Ordinal);
        Assert.Equal("pending", _server.Requests[0].Data["tasks"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(before, house.Dump(plan));
    }

    [Theory]
    [InlineData(null, "Can begin now: Draw.", "2 tasks, 2 of them to be done directly, in 2 parts. Nothing is done yet.", "offline rules")]
    [InlineData("zh", "现在可以开始：Draw。", "共 2 项任务，其中 2 项可直接执行，分为 2 个部分。尚未开始。", "离线规则")]
    public async Task Offline_a_summary_is_made_of_figures_and_says_so(string? language, string next, string figures, string label)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Draw\nBuild < Draw", "Build a house");

        var summary = (await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Summarise.Name, Language = language })).Summary!;

        Assert.Contains(next, summary, StringComparison.Ordinal);
        Assert.Contains(figures, summary, StringComparison.Ordinal);
        Assert.Contains(label, summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_has_a_score_reasons_and_suggestions_that_are_only_proposed()
    {
        _server.Script = _ => LlmReply.Text("""
            {"score":62,"reasons":[{"aspect":"clarity","score":40,"text":"Titles say little."}],"suggestions":[
              {"action":"rewrite","task_id":1,"title":"Draw the plan","instruction":"","depends_on":[],"text":"Say what is drawn."},
              {"action":"add","task_id":0,"title":"Get a permit","instruction":"At the town hall.","depends_on":[],"text":"A permit is missing."},
              {"action":"depend","task_id":2,"title":"","instruction":"","depends_on":[1],"text":"First draw."},
              {"action":"remove","task_id":3,"title":"","instruction":"","depends_on":[],"text":"Nobody needs it."},
              {"action":"none","task_id":0,"title":"","instruction":"","depends_on":[],"text":"Ask the neighbours."}]}
            """);
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Draw\nBuild\nWait");
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.CheckQuality.Name, Commit = CommitMode.Apply });

        Assert.Equal(before, house.Dump(plan));
        var quality = result.Quality!;
        Assert.Equal((62, 40, "clarity"), (quality.Score, quality.Reasons.Single().Score, quality.Reasons.Single().Aspect));
        Assert.Equal([true, true, true, true, false], quality.Suggestions.Select(suggestion => suggestion.IsProposed));
        Assert.Equal(4, result.Changes);
        await house.Proposals.AcceptAsync(plan.PlanId, result.ProposalId!.Value, null, Ct);
        Assert.Equal("Draw the plan Build<Draw the plan Get a permit", await house.DrawAsync(plan));
    }

    [Theory]
    [InlineData("""{"score":101,"reasons":[],"suggestions":[]}""", "from 0 to 100")]
    [InlineData("""{"score":50,"reasons":[{"aspect":"","score":1,"text":"x"}],"suggestions":[]}""", "needs an aspect")]
    [InlineData("""{"score":50,"reasons":[],"suggestions":[{"action":"remove","task_id":77,"text":"x"}]}""", "none of the tasks")]
    [InlineData("""{"score":50,"reasons":[],"suggestions":[{"action":"dance","task_id":1,"text":"x"}]}""", "is no action")]
    [InlineData("""{"score":50,"reasons":[],"suggestions":[{"action":"remove","task_id":1,"text":"x"},{"action":"rewrite","task_id":1,"title":"y","text":"x"}]}""", "two suggestions")]
    [InlineData("""{"score":50,"reasons":[],"suggestions":[{"action":"depend","task_id":1,"depends_on":[1],"text":"x"}]}""", "wait for each other")]
    public async Task A_judgement_that_does_not_fit_is_sent_back(string answer, string fault)
    {
        _server.Script = request => LlmReply.Text(request.Number == 1 ? answer : """{"score":50,"reasons":[],"suggestions":[]}""");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Draw\nBuild");

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.CheckQuality.Name });

        Assert.Contains(fault, _server.Requests[1].Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_quality_counts_what_rules_can_count()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Draw the house | On paper.\nDraw the house | Again.\nBuild the house | With stones.\nTest the roof");

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.CheckQuality.Name });

        var quality = result.Quality!;
        Assert.InRange(quality.Score, 1, 99);
        Assert.Equal(["clarity", "structure", "dependencies", "effort"], quality.Reasons.Select(reason => reason.Aspect));
        Assert.Contains("1 of 4 tasks have no instruction", quality.Reasons[0].Text, StringComparison.Ordinal);
        Assert.Contains(quality.Suggestions, suggestion => suggestion.TaskId == 2 && suggestion.IsProposed);
        Assert.IsType<ProposalOutcome.Accepted>(await house.Proposals.AcceptAsync(plan.PlanId, result.ProposalId!.Value, null, Ct));
        Assert.Equal("Draw the house Build the house Test the roof<Build the house", await house.DrawAsync(plan));
    }

    [Theory]
    [InlineData("repair_dependencies")]
    [InlineData("check_quality")]
    public async Task Too_many_tasks_at_once_are_refused_in_words(string operation)
    {
        using var house = new OperationHouse(_server, ("Operations:MaxTasksAtOnce", "10"));
        var plan = await house.PlantAsync(string.Join('\n', Enumerable.Range(1, 11).Select(i => $"t{i}")));
        using var job = house.NewJob(plan, new OperationParams { Operation = operation });

        Assert.Contains("Operations:MaxTasksAtOnce", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job))).Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }
}

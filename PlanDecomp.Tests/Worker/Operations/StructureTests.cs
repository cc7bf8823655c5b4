using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Results;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

/// <summary>Merging and splitting: who waited for what, and who was part of what, still does and is.</summary>
public sealed class StructureTests : IAsyncLifetime
{
    private const string Tree = """
        Prepare
        Write text | About the house. < Prepare
          Outline
        Draw pictures | In colour.
          Sketch
          Ink < Sketch
        Print < Write text, Draw pictures
        """;

    private LlmServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LlmServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Merged_siblings_become_one_task_with_all_their_children_and_dependencies()
    {
        _server.Script = _ => LlmReply.Text("""{"title":"Make the pages","instruction":"Text and pictures."}""");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, Merge(plan, "Draw pictures"), "Write text");

        Assert.Equal("Prepare Make the pages<Prepare(Outline Sketch Ink<Sketch) Print<Make the pages", await house.DrawAsync(plan));
        Assert.Equal("Text and pictures.", (await house.FindAsync(plan, "Write text")).Instruction);
        Assert.NotNull(result.ChangeSetId);
        Assert.Equal(["Write text", "Draw pictures"], Answers.TasksOf(Assert.Single(_server.Requests)).Select(task => task.Title));
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task A_merge_that_would_go_round_in_a_circle_is_refused_before_it_costs()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("a\nb < a\nc < b");
        using var job = house.NewJob(plan, Merge(plan, "c"), "a");

        var error = await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));

        Assert.Contains("\"b\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Only_siblings_merge()
    {
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Merge(plan, "Sketch"), "Write text");

        Assert.Contains("sibling", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Book the flights", "Book hotels", "Book the flights and book hotels", "- Book the flights: Look at prices.\n- Book hotels")]
    [InlineData("预订机票", "预订酒店", "预订机票和预订酒店", "- 预订机票：Look at prices.\n- 预订酒店")]
    public async Task Offline_titles_are_joined_and_instructions_set_under_each_other(string one, string other, string title, string instruction)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync($"{one} | Look at prices.\n{other}", one);

        var result = await house.RunAsync(plan, Merge(plan, other), one);

        var task = await house.FindAsync(plan, one);
        Assert.Equal((title, instruction, "offline"), (task.Title, task.Instruction, result.Planner));
    }

    [Fact]
    public async Task A_split_task_leaves_its_place_to_its_parts()
    {
        _server.Script = request => Parts(
            ("a", "Sketch pictures", [], [Child(request, "Sketch")]), ("b", "Ink pictures", ["a"], [Child(request, "Ink")]), ("c", "Write captions", [], []));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Split.Name, Parts = 3 }, "Draw pictures");

        Assert.Equal(
            "Prepare Write text<Prepare(Outline) Sketch pictures(Sketch) Ink pictures<Sketch pictures(Ink<Sketch) Write captions Print<Write text,Ink pictures,Write captions",
            await house.DrawAsync(plan));
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task A_split_that_loses_a_child_or_has_too_few_parts_is_sent_back()
    {
        _server.Script = request => request.Number switch
        {
            1 => Parts(("a", "One", [], [Child(request, "Sketch")]), ("b", "Two", [], [])),
            2 => Parts(("a", "One", [], [Child(request, "Sketch"), Child(request, "Ink")])),
            _ => Parts(("a", "One", [], [Child(request, "Sketch"), Child(request, "Ink")]), ("b", "Two", ["a"], [])),
        };
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Split.Name }, "Draw pictures");

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(2, job.LinesOf("node.repair").Count);
        Assert.Contains("must be in exactly one part", _server.Requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Contains("at least 2 parts", _server.Requests[2].Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_a_list_in_the_instruction_becomes_the_parts()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Buy things\nUse them < Buy things");
        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["Buy things"], new() { Instruction = "- Bread\n- Butter\n- Milk" }, TestContext.Current.CancellationToken);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Split.Name }, "Buy things");

        Assert.Equal("Bread Butter<Bread Milk<Butter Use them<Milk", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task Offline_a_task_with_children_is_split_along_them()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("准备\n  一\n  二\n  三", "准备活动");

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Split.Name }, "准备");

        Assert.Equal("准备（1/2）：一(一) 准备（2/2）：二、三(二 三)", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task Offline_a_task_without_parts_says_what_would_help()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Xyzzy");
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Split.Name, Parts = 11 }, "Xyzzy");

        Assert.Contains("Llm:ApiKey", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job))).Message, StringComparison.Ordinal);
    }

    private static OperationParams Merge(DrawnPlan plan, string other) => new() { Operation = TaskOperations.Merge.Name, TaskIds = [plan[other]] };

    private static long Child(LlmRequest request, string title) =>
        request.Data["children"]!.AsArray().Single(child => child!["title"]!.GetValue<string>() == title)!["task_id"]!.GetValue<long>();

    private static LlmReply Parts(params (string Key, string Title, string[] DependsOn, long[] Children)[] parts) => LlmReply.Text(new JsonObject
    {
        ["parts"] = new JsonArray([.. parts.Select(part => new JsonObject
        {
            ["key"] = part.Key,
            ["title"] = part.Title,
            ["instruction"] = $"Do {part.Title}.",
            ["depends_on"] = new JsonArray([.. part.DependsOn.Select(key => JsonValue.Create(key))]),
            ["children"] = new JsonArray([.. part.Children.Select(id => JsonValue.Create(id))]),
        })]),
    }.ToJsonString());

    [Theory]
    [InlineData(PlanTaskStatus.Completed, PlanTaskStatus.Pending, PlanTaskStatus.Pending)]
    [InlineData(PlanTaskStatus.Pending, PlanTaskStatus.Completed, PlanTaskStatus.Pending)]
    [InlineData(PlanTaskStatus.Completed, PlanTaskStatus.Prepared, PlanTaskStatus.Prepared)]
    [InlineData(PlanTaskStatus.Completed, PlanTaskStatus.Failed, PlanTaskStatus.Pending)]
    [InlineData(PlanTaskStatus.Completed, PlanTaskStatus.Completed, PlanTaskStatus.Completed)]
    public async Task Merged_tasks_are_done_only_if_all_were(PlanTaskStatus target, PlanTaskStatus other, PlanTaskStatus together)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("a\nb");
        await SetAsync(house, plan, "a", target);
        await SetAsync(house, plan, "b", other);

        await house.RunAsync(plan, Merge(plan, "b"), "a");

        Assert.Equal(together, (await house.FindAsync(plan, "a")).Status);
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal((target, other), ((await house.FindAsync(plan, "a")).Status, (await house.FindAsync(plan, "b")).Status));
    }

    [Theory]
    [InlineData(CommitMode.Apply)]
    [InlineData(CommitMode.Review)]
    public async Task Parts_of_a_task_that_was_done_are_pending_and_keep_its_result_as_a_version(string commit)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync("Clean up");
        await SetAsync(house, plan, "Clean up", PlanTaskStatus.Completed);
        await house.Files.WriteAsync(house.Files.Folder.Plan(plan.PlanId), connection => TaskStateWrites.Add(connection, new TaskResult
        {
            TaskId = plan["Clean up"],
            Version = 0,
            Kind = TaskResultKind.Work,
            Content = "all of it",
            JobId = "job-0",
            Writer = "llm",
            CreatedAt = DateTimeOffset.UnixEpoch,
        }, madeFrom: null), TestContext.Current.CancellationToken);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Split.Name, Parts = 2, Commit = commit }, "Clean up");
        if (result.ProposalId is { } proposal) await house.Proposals.AcceptAsync(plan.PlanId, proposal, null, TestContext.Current.CancellationToken);

        var tasks = (await house.Plans.ReadTreeAsync(plan.PlanId, TestContext.Current.CancellationToken))!.Tasks;
        Assert.Equal(2, tasks.Count);
        Assert.All(tasks, task => Assert.Equal((PlanTaskStatus.Pending, 1, null), (task.Status, task.ResultVersion, task.Stale)));
    }

    private static async Task SetAsync(OperationHouse house, DrawnPlan plan, string title, PlanTaskStatus status) => await house.Plans.UpdateTaskAsync(
        plan.PlanId, plan[title], new UpdateTaskRequest { Status = status }, TestContext.Current.CancellationToken);
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

public sealed class WordingTests : IAsyncLifetime
{
    private const string Tree = """
        one | Do one.
          two
          three | Do three.
        four
        """;

    private LlmServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LlmServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(null, "ONE(two three) four", 1)]
    [InlineData(OperationScope.Subtree, "ONE(TWO THREE) four", 3)]
    public async Task A_task_or_its_subtree_is_worded_anew(string? scope, string drawn, int changes)
    {
        _server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "louder", Scope = scope }, "one");

        Assert.Equal(drawn, await house.DrawAsync(plan));
        Assert.Equal(changes, result.Changes);
        Assert.Equal("louder", _server.Requests[0].Data["wishes"]!.GetValue<string>());
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task A_whole_plan_is_translated_with_its_title_in_parts()
    {
        _server.Script = request => Answers.Words(request, text => $"译{text}");
        using var house = new OperationHouse(_server, ("Operations:TasksPerCall", "2"));
        var plan = await house.PlantAsync(Tree, "Plan", "Please.");
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Translate.Name, Language = "zh-CN" });

        var outcome = await house.RunAsync(job);

        Assert.Equal("译one(译two 译three) 译four", await house.DrawAsync(plan));
        var read = (await house.Plans.FindAsync(plan.PlanId, Ct))!;
        Assert.Equal(("译Plan", "译Please."), (read.Title, read.Description));
        Assert.Equal(3, _server.Requests.Count);
        Assert.All(_server.Requests, request => Assert.Contains("\"zh-CN\"", request.Messages[1], StringComparison.Ordinal));
        Assert.Equal(["1 of 3 parts are done.", "2 of 3 parts are done.", "3 of 3 parts are done."], job.LinesOf("operation.step").Select(line => line.Message));
        Assert.Equal((3, 0), (job.LastReport!.LlmCalls, job.LastReport.QueueRemaining));
        Assert.Equal(5, OperationHouse.ResultOf(outcome).Changes);
    }

    [Theory]
    [InlineData("""{"tasks":[]}""", "task 1 is missing")]
    [InlineData("""{"tasks":[{"task_id":1,"title":"","instruction":"x"}]}""", "has no \"title\"")]
    [InlineData("""{"tasks":[{"task_id":1,"title":"\u200E\u2060","instruction":"x"}]}""", "has no \"title\"")]
    [InlineData("""{"tasks":[{"task_id":1,"title":"x","instruction":""}]}""", "the instruction of task 1 is missing")]
    [InlineData("""{"tasks":[{"task_id":9,"title":"x","instruction":"x"}]}""", "not asked about")]
    [InlineData("""{"tasks":[{"task_id":1,"title":"x","instruction":"x"},{"task_id":1,"title":"y","instruction":"y"}]}""", "there twice")]
    [InlineData("""{"tasks":5}""", "must be an array")]
    [InlineData("no json", "no complete JSON")]
    public async Task An_answer_that_does_not_fit_is_sent_back_with_its_fault(string answer, string fault)
    {
        _server.Script = request => request.Number == 1 ? LlmReply.Text(answer) : Answers.Words(request, text => text + "!");
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "h" }, "one");

        Assert.Contains(fault, _server.Requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Equal("one!(two three) four", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task A_part_without_a_usable_answer_leaves_its_tasks_as_they_are()
    {
        _server.Script = request => Answers.TasksOf(request).Any(task => task.Title == "two") ? LlmReply.Text("never") : Answers.Words(request, text => text + "!");
        using var house = new OperationHouse(_server, ("Operations:TasksPerCall", "1"), ("Planning:MaxRepairs", "1"));
        var plan = await house.PlantAsync(Tree);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "h" });

        Assert.Equal("one!(two three!) four!", await house.DrawAsync(plan));
        Assert.Equal(["two"], result.FailedTasks.Select(failed => failed.Title));
        Assert.Equal(3, result.Changes);
    }

    [Theory]
    [InlineData("stop", """{"tasks":[{"task_id":1,"title":"ONE","instruction":"Do ONE."},{"task_id":2,"title":"","instruction":""},{"task_id":77,"title":"x","instruction":"x"}]}""")]
    [InlineData("length", """{"tasks":[{"task_id":1,"title":"ONE","instruction":"Do ONE."},{"task_id":2,"title":"TW""")]
    public async Task Of_the_last_answer_what_fits_is_used_and_the_rest_is_told(string reason, string answer)
    {
        _server.Script = _ => LlmReply.Text(answer) with { FinishReason = reason };
        using var house = new OperationHouse(_server, ("Planning:MaxRepairs", "1"));
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "h", Scope = OperationScope.Subtree }, "one");

        var outcome = await house.RunAsync(job);

        Assert.Equal("ONE(two three) four", await house.DrawAsync(plan));
        Assert.Equal(["two", "three"], OperationHouse.ResultOf(outcome).FailedTasks.Select(failed => failed.Title));
        var line = Assert.Single(job.LinesOf("operation.left_out"));
        Assert.Equal((JobLogLevel.Warning, "two; three"), (line.Level, line.Arguments["titles"]));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"result":{"tasks":[{"id":"1","name":"ONE","instruction":"Do one."}]}}""")]
    [InlineData("""<think>{"tasks":[]}</think>{'tasks':"[{\"task_id\":1,\"title\":\"ONE\",\"instruction\":\"Do one.\"}]",}""")]
    public async Task An_answer_in_another_form_needs_no_repair(string answer)
    {
        _server.Script = _ => LlmReply.Text(answer);
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "h" }, "one");

        Assert.Equal("ONE(two three) four", await house.DrawAsync(plan));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Without_any_usable_answer_the_job_fails_and_changes_nothing()
    {
        _server.Script = _ => LlmReply.Text("never");
        using var house = new OperationHouse(_server, ("Planning:MaxRepairs", "1"));
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Translate.Name, Language = "fr" });

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "operation.failed"), (outcome.Status, outcome.Code));
        Assert.Contains("also after 1 repair", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task Offline_translation_fails_with_what_to_configure()
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, new OperationParams { Operation = TaskOperations.Translate.Name, Language = "fr" });

        var error = await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));

        Assert.Contains("Llm:ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1) write   the report.", "Draft first.", "Write the report", "Draft first.\nMind: be brief")]
    [InlineData("2、撰写报告。", "先写初稿。", "撰写报告", "先写初稿。\n注意：be brief")]
    [InlineData("iPhone repair", "", "iPhone repair", "Mind: be brief")]
    public async Task Offline_words_are_tidied_and_the_hint_is_noted(string title, string instruction, string tidied, string noted)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync($"{title} | {instruction}", title);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "be brief" }, title);

        var task = await house.FindAsync(plan, title);
        Assert.Equal((tidied, noted, "offline"), (task.Title, task.Instruction, result.Planner));
    }

    [Fact]
    public async Task The_parts_of_a_translation_use_the_same_words()
    {
        _server.Script = request => LlmReply.Text(new System.Text.Json.Nodes.JsonObject
        {
            ["tasks"] = System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Answers.TasksOf(request).Select(task => new { task_id = task.Id, title = $"{task.Title}!", instruction = task.Instruction }))),
            ["glossary"] = System.Text.Json.Nodes.JsonNode.Parse($$"""[{"term":"board","translation":"Vorstand {{request.Number}}"},{"term":"term {{request.Number}}","translation":"Wort"}]"""),
        }.ToJsonString());
        using var house = new OperationHouse(_server, ("Operations:TasksPerCall", "2"));
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Translate.Name, Language = "de" });

        Assert.Equal(3, _server.Requests.Count);
        Assert.Null(_server.Requests[0].Data["glossary"]);
        Assert.Equal(
            """[{"term":"board","translation":"Vorstand 1"},{"term":"term 1","translation":"Wort"},{"term":"term 2","translation":"Wort"}]""", _server.Requests[2].Data["glossary"]!.ToJsonString());
        Assert.All(_server.Requests, request => Assert.Null(request.Data["outline"]));
    }

    [Fact]
    public async Task A_translation_in_one_part_needs_no_glossary()
    {
        _server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Translate.Name, Language = "de" });

        Assert.DoesNotContain("glossary", Assert.Single(_server.Requests).Body.ToJsonString(), StringComparison.Ordinal);
    }
}

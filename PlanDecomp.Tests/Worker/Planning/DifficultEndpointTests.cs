using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>A decomposition over real HTTP, by an endpoint that refuses, is down, or cannot read that much.</summary>
public sealed class DifficultEndpointTests
{
    private static readonly DecomposeParams OneLevel = new() { ExpandDepth = 1 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_fails_the_node_in_its_own_words_after_one_call(bool isFilter)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Title != "P.1" ? null
            : isFilter ? LlmReply.Text("") with { FinishReason = "content_filter" } : new LlmReply { Refusal = "I'm sorry, I can't help with that." };
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(1, server.CallsFor("P.1"));
        Assert.Contains(isFilter ? "content filter" : "I'm sorry, I can't help with that", Assert.Single(DecomposeHouse.ResultOf(outcome).FailedNodes).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_is_shortened_and_what_was_left_out_is_told()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Messages[1].Length > 2_500 ? LlmReply.Error(400, "This model's maximum context length is 2500 tokens.", code: "context_length_exceeded") : null;
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P", new string('d', 5_000));
        var target = await house.AddTaskAsync(plan, "target");
        for (var i = 0; i < 50; i++) await house.AddTaskAsync(plan, $"Sibling with a long title {i}");
        await house.AddTaskAsync(plan, "below a sibling", target.TaskId + 1);
        using var job = house.NewJob(plan, OneLevel, target.TaskId);

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(["the plan's outline", "the end of the plan's description, its siblings"], job.LinesOf("llm.shortened").Select(line => line.Arguments["left_out"]));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal("target", server.Requests[2].Data["target"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_task_that_is_too_long_by_itself_fails_alone()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Title == "P.1" ? LlmReply.Error(400, "prompt is too long") : null;
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Contains("longer than the model can read", Assert.Single(DecomposeHouse.ResultOf(outcome).FailedNodes).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_down_ends_a_wide_frontier_soon_with_one_line()
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => request.Title == "P" ? LlmReply.Children([.. Enumerable.Range(1, 40).Select(i => new LlmChild($"t{i}"))]) : LlmReply.Error(503, "no healthy upstream");
        using var house = DecomposeHouse.Over(server, null, ("Llm:MaxRetries", "1"));
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { MaxChildren = 40, NodeBudget = 2_000, LlmCallBudget = 1_000 });

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Failed, outcome.Status);
        Assert.StartsWith("The endpoint of the language model is down: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no healthy upstream", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 4, 20);
        Assert.InRange(DecomposeHouse.ResultOf(outcome).FailedNodes.Count, 1, 5);
        Assert.Equal(40, DecomposeHouse.ResultOf(outcome).CreatedTaskIds.Count);
    }

    [Theory]
    [InlineData(402, "Insufficient Balance", null)]
    [InlineData(429, "You exceeded your current quota", "insufficient_quota")]
    [InlineData(400, "The model `x` does not exist", "model_not_found")]
    [InlineData(410, "This model has been retired", null)]
    public async Task What_no_retry_can_mend_ends_the_job_after_one_call(int status, string message, string? code)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = _ => LlmReply.Error(status, message, code: code);
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(JobStatus.Failed, outcome.Status);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }
}

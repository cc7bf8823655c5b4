using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Costs;

/// <summary>What jobs may take, and have taken, of the language model, as a stranger's client sees it.</summary>
public sealed class CostEndpointTests : IDisposable
{
    private readonly PlanData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (string Key, string Value)[] Model =>
        [("Llm:BaseUrl", "http://127.0.0.1:9/v1"), ("Llm:Model", "m"), ("Llm:MaxOutputTokens", "1000")];

    private static (string Key, string Value)[] Priced =>
        [.. Model, ("Llm:Prices:0:Model", "m"), ("Llm:Prices:0:InputPerMillion", "1"), ("Llm:Prices:0:OutputPerMillion", "2"), ("Llm:Currency", "EUR")];

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task An_estimate_follows_from_limits_and_prices_and_starts_nothing()
    {
        await using var app = App(Priced);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();
        var task = await anna.AddTaskAsync(plan, new { title = "a" });

        // One level of one task: a node and the links, each with two repairs, of 8,000 tokens in and 1,000 out.
        var one = await anna.PostAsync(HttpStatusCode.OK, $"/tasks/{task}/decompose/estimate", new { plan_id = plan });
        Assert.Equal((6, 54_000, 0.06m, "EUR", "m"), (one.GetProperty("calls").GetInt32(), one.GetProperty("tokens").GetInt32(), one.GetProperty("cost").GetDecimal(), Text(one, "currency"), Text(one, "model")));

        var many = await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/decompose/estimate", new { expand_depth = 9, llm_call_budget = 50, token_budget = 90_000 });
        Assert.Equal((50, 90_000), (many.GetProperty("calls").GetInt32(), many.GetProperty("tokens").GetInt32()));
        Assert.Equal(0.01m, (await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/execute/estimate", new { cost_budget = 0.01 })).GetProperty("cost").GetDecimal());
        Assert.Equal(8, (await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/execute/estimate", new { })).GetProperty("calls").GetInt32());
        Assert.Equal(4, (await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/execute/estimate", new { final_document = false })).GetProperty("calls").GetInt32());
        Assert.Equal(3, (await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/operations/estimate", new { operation = "summarise" })).GetProperty("calls").GetInt32());

        await anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/decompose/estimate", new { expand_depth = 0 });
        await anna.PostAsync(HttpStatusCode.NotFound, $"/plans/{plan + 9}/decompose/estimate", new { });
        await anna.PostAsync(HttpStatusCode.NotFound, $"/tasks/{task + 9}/execute/estimate", new { plan_id = plan });
        Assert.Empty((await anna.GetAsync(HttpStatusCode.OK, "/jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_price_there_are_tokens_only_and_a_budget_of_money_is_refused()
    {
        await using var app = App(Model);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();

        var estimate = await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/decompose/estimate", new { });
        Assert.True(estimate.GetProperty("tokens").GetInt64() > 0);
        Assert.False(estimate.TryGetProperty("cost", out _));
        var refused = await anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/decompose", new { cost_budget = 1 });
        Assert.Contains("no price is set", refused.GetProperty("errors").GetProperty("cost_budget")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_free()
    {
        await using var app = App([]);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();

        var estimate = await anna.PostAsync(HttpStatusCode.OK, $"/plans/{plan}/decompose/estimate", new { });

        Assert.Equal((false, 0m), (estimate.GetProperty("uses_model").GetBoolean(), estimate.GetProperty("cost").GetDecimal()));
        await anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { cost_budget = 1 });
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"much\"")]
    public async Task A_budget_of_money_is_a_sum(string budget)
    {
        await using var app = App(Priced);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();

        var refused = await anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/decompose", JsonElement.Parse($$"""{"cost_budget":{{budget}}}"""));

        Assert.True(refused.GetProperty("errors").TryGetProperty("cost_budget", out _));
    }

    [Fact]
    public async Task What_a_plan_has_used_counts_each_attempt_once_and_of_jobs_that_go_on_from_another_what_they_add()
    {
        await using var app = App(Priced);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();
        Assert.Equal(0, (await anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/usage")).GetProperty("total").GetProperty("calls").GetInt32());
        var store = app.Services.GetRequiredService<IJobStore>();
        var first = Text(await anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/execute", new { }), "job_id");
        await EndAsync(store, first, JobStatus.Failed, Stats(5, 100, 10, 0.5m));
        var second = Text(await anna.PostAsync(HttpStatusCode.Accepted, $"/jobs/{first}/continue", new { }), "job_id");

        // Its figures begin with those of the one before.
        Assert.Equal((5, 0.5m), Used(await anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/usage")));
        await EndAsync(store, second, JobStatus.Succeeded, Stats(8, 180, 20, 0.9m));
        var third = Text(await anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { }), "job_id");
        await EndAsync(store, third, JobStatus.Succeeded, Stats(1, 10, 1, 0.1m));

        var usage = await anna.GetAsync(HttpStatusCode.OK, $"/plans/{plan}/usage");
        Assert.Equal((9, 1.0m), Used(usage));
        Assert.Equal((3, 190, 21), (usage.GetProperty("jobs").GetInt32(), usage.GetProperty("total").GetProperty("input_tokens").GetInt32(), usage.GetProperty("total").GetProperty("output_tokens").GetInt32()));
        using var bert = app.NewClient();
        await bert.GetAsync(HttpStatusCode.NotFound, $"/plans/{plan}/usage");
    }

    private static (int, decimal) Used(JsonElement usage) => (usage.GetProperty("total").GetProperty("calls").GetInt32(), usage.GetProperty("total").GetProperty("cost").GetDecimal());

    private static JobStats Stats(int calls, long input, long output, decimal cost) => new() { LlmCalls = calls, InputTokens = input, OutputTokens = output, TotalTokens = input + output, Cost = cost };

    private static async Task EndAsync(IJobStore store, string jobId, JobStatus end, JobStats stats)
    {
        var claimed = Assert.IsType<ClaimResult.Claimed>(await store.ClaimAsync(jobId, "w1", Ct));
        await store.WriteAsync(claimed.Fence, new RunWrite { Checkpoint = "half", Stats = stats, End = new RunEnd.Finish(end, null, null) }, Ct);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private ApiApp App((string Key, string Value)[] settings) => new(_data.Path, settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value));
}

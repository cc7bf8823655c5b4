using System.Net;
using System.Text.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api.Jobs;

/// <summary>How finely a decomposition is asked for, and what it comes to.</summary>
public sealed class DecomposeEndpointTests(SharedApi shared) : ApiTest(shared)
{
    [Theory]
    [InlineData(null, 2, 42, 6)]
    [InlineData("rough", 2, 21, 4)]
    [InlineData("normal", 2, 42, 6)]
    [InlineData("fine", 3, 126, 7)]
    public async Task A_fineness_comes_to_levels_tasks_and_children(string? fineness, int levels, int tasks, int children)
    {
        var plan = await Anna.CreatePlanAsync();

        var limits = (await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { fineness })).GetProperty("params");

        Assert.Equal((levels, tasks, children, true), (Number(limits, "expand_depth"), Number(limits, "node_budget"), Number(limits, "max_children"), limits.GetProperty("link").GetBoolean()));
    }

    [Fact]
    public async Task Figures_that_the_request_names_win_over_the_fineness()
    {
        var plan = await Anna.CreatePlanAsync();

        var limits = (await Anna.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/decompose", new { fineness = "fine", node_budget = 10, expand_depth = 1, link = false })).GetProperty("params");

        Assert.Equal((1, 10, 7, false), (Number(limits, "expand_depth"), Number(limits, "node_budget"), Number(limits, "max_children"), limits.GetProperty("link").GetBoolean()));
    }

    [Fact]
    public async Task A_fineness_that_is_none_is_refused_by_name()
    {
        var plan = await Anna.CreatePlanAsync();

        var problem = await Anna.PostAsync(HttpStatusCode.BadRequest, $"/plans/{plan}/decompose", new { fineness = "finest" });

        Assert.True(problem.GetProperty("errors").TryGetProperty("fineness", out _));
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}

using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

public sealed class EstimateTests : IAsyncLifetime
{
    private const string Tree = """
        Build
          Walls
          Roof < Walls
        Paint < Build
        Plant trees
        """;

    private LlmServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LlmServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Leaves_get_their_hours_and_the_report_tells_order_and_critical_path()
    {
        _server.Script = request => Hours(request, title => title switch { "Walls" => 8, "Roof" => 4.256, "Paint" => 2, _ => 3 });
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Estimate.Name });

        Assert.Equal((8.0, 4.26, null), ((await house.FindAsync(plan, "Walls")).EffortHours, (await house.FindAsync(plan, "Roof")).EffortHours, (await house.FindAsync(plan, "Build")).EffortHours));
        var estimate = result.Estimate!;
        Assert.Equal((17.26, 14.26), (estimate.TotalHours, estimate.DurationHours));
        Assert.Equal([plan["Walls"], plan["Roof"], plan["Paint"]], estimate.CriticalPath);
        Assert.Equal(["Walls", "Roof", "Paint", "Plant trees"], estimate.Tasks.Select(task => task.Title));
        Assert.Equal("because Walls", estimate.Tasks[0].Reason);
        Assert.DoesNotContain("Build", Answers.TasksOf(_server.Requests[0]).Select(task => task.Title));
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task A_part_measures_by_what_the_parts_before_it_were_estimated()
    {
        _server.Script = request => Hours(request, _ => 5);
        using var house = new OperationHouse(_server, ("Operations:TasksPerCall", "2"));
        var plan = await house.PlantAsync(Tree);

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Estimate.Name });

        Assert.Equal(2, _server.Requests.Count);
        Assert.Null(_server.Requests[0].Data["estimated"]);
        Assert.Equal("""[{"title":"Walls","hours":5},{"title":"Roof","hours":5}]""", _server.Requests[1].Data["estimated"]!.ToJsonString());
        Assert.Equal("Build", _server.Requests[0].Data["tasks"]![0]!["part_of"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_subtree_only_its_leaves_are_estimated()
    {
        _server.Script = request => Hours(request, _ => 5);
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Estimate.Name }, "Build");

        Assert.Equal((10.0, 10.0), (result.Estimate!.TotalHours, result.Estimate.DurationHours));
        Assert.Null((await house.FindAsync(plan, "Paint")).EffortHours);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1e9)]
    public async Task Hours_that_cannot_be_are_sent_back(double hours)
    {
        _server.Script = request => Hours(request, _ => request.Number == 1 ? hours : 2);
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Sweep");

        await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Estimate.Name });

        Assert.Contains("must be above 0", _server.Requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Equal(2, (await house.FindAsync(plan, "Sweep")).EffortHours);
    }

    [Theory]
    [InlineData("Write the report", 8, "offline rules: the usual for writing")]
    [InlineData("撰写报告", 8, "离线规则：撰写类任务的一般用时")]
    [InlineData("Xyzzy", 3, "offline rules: no type of work recognised, so the usual for any task")]
    public async Task Offline_the_type_of_work_decides(string title, double hours, string reason)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync(title, title);

        var result = await house.RunAsync(plan, new OperationParams { Operation = TaskOperations.Estimate.Name });

        var estimate = Assert.Single(result.Estimate!.Tasks);
        Assert.Equal((hours, reason, "offline"), (estimate.Hours, estimate.Reason, result.Planner));
        Assert.Equal(hours, (await house.FindAsync(plan, title)).EffortHours);
    }

    [Fact]
    public async Task A_plan_without_tasks_has_nothing_to_estimate()
    {
        using var house = new OperationHouse();
        using var job = house.NewJob(await house.PlantAsync(""), new OperationParams { Operation = TaskOperations.Estimate.Name });

        await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));
    }

    private static LlmReply Hours(LlmRequest request, Func<string, double> hours) => LlmReply.Text(new JsonObject
    {
        ["tasks"] = new JsonArray([.. Answers.TasksOf(request).Select(task => new JsonObject
        {
            ["task_id"] = task.Id,
            ["hours"] = hours(task.Title),
            ["reason"] = $"because {task.Title}",
        })]),
    }.ToJsonString());
}

using System.Text.Json.Nodes;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Operations;

public sealed class PrioritiseTests : IAsyncLifetime
{
    private const string Tree = """
        Talk
          Slides
          Outline
        Food
        Visa
        Party < Food
        """;

    private static readonly OperationParams Asked = new() { Operation = TaskOperations.Prioritise.Name };

    private LlmServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LlmServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Siblings_stand_by_value_and_urgency_and_each_open_task_has_its_reason()
    {
        _server.Script = request => Weights(request, title => title switch { "Visa" => (5, 5), "Outline" => (3, 3), "Slides" => (2, 2), _ => (1, 1) });
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);

        var result = await house.RunAsync(plan, Asked);

        Assert.Equal("Visa Talk(Outline Slides) Food Party<Food", await house.DrawAsync(plan));
        Assert.Equal(["Visa", "Outline", "Slides", "Food", "Party"], result.Notes.Select(note => note.Title));
        Assert.Equal((plan["Visa"], "because Visa"), (result.Notes[0].TaskId, result.Notes[0].Text));
        Assert.DoesNotContain("Talk", Answers.TasksOf(_server.Requests[0]).Select(task => task.Title));
        Assert.IsType<UndoOutcome.Done>(await house.UndoAsync(plan));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task What_an_important_task_waits_for_comes_before_it_and_before_all_else()
    {
        _server.Script = request => Weights(request, title => title == "Party" ? (5, 5) : title == "Food" ? (1, 1) : (3, 3));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        var result = await house.RunAsync(plan, Asked);

        Assert.Equal(["Food", "Party"], result.Notes.Take(2).Select(note => note.Title));
        Assert.StartsWith("Food Party<Food", await house.DrawAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_tasks_keep_their_places_and_are_not_asked_about()
    {
        _server.Script = request => Weights(request, title => title == "Visa" ? (5, 5) : (1, 1));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Food\nTickets\nVisa");
        await house.Plans.UpdateTaskAsync(plan.PlanId, plan["Tickets"], new UpdateTaskRequest { Status = PlanTaskStatus.Completed }, Ct);

        var result = await house.RunAsync(plan, Asked);

        Assert.Equal("Visa Tickets Food", await house.DrawAsync(plan));
        Assert.Equal(["Visa", "Food"], result.Notes.Select(note => note.Title));
    }

    [Fact]
    public async Task Of_a_subtree_only_what_is_below_the_task_moves()
    {
        _server.Script = request => Weights(request, title => title == "Outline" ? (5, 5) : (1, 1));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        var result = await house.RunAsync(plan, Asked, "Talk");

        Assert.Equal("Talk(Outline Slides) Food Visa Party<Food", await house.DrawAsync(plan));
        Assert.Equal(2, result.Notes.Count);
    }

    [Fact]
    public async Task An_order_that_is_right_already_changes_nothing()
    {
        _server.Script = request => Weights(request, _ => (3, 3));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync(Tree);

        var result = await house.RunAsync(plan, Asked);

        Assert.Equal((0, null, 5), (result.Changes, result.ChangeSetId, result.Notes.Count));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 6)]
    public async Task Weights_that_are_not_on_the_scale_are_sent_back(int value, int urgency)
    {
        _server.Script = request => Weights(request, _ => request.Number == 1 ? (value, urgency) : (2, 2));
        using var house = new OperationHouse(_server);
        var plan = await house.PlantAsync("Sweep");

        await house.RunAsync(plan, Asked);

        Assert.Contains("must be whole numbers from 1 to 5", _server.Requests[1].Messages[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paint\nVisa < Paint\nApply for a permit", "offline rules: it has a deadline, or takes booking ahead", "Apply for a permit Paint Visa<Paint")]
    [InlineData("刷墙\n申请许可证", "离线规则：有期限，或要提前办理", "申请许可证 刷墙")]
    public async Task Offline_what_can_be_counted_and_read_decides(string tree, string reason, string drawn)
    {
        using var house = new OperationHouse();
        var plan = await house.PlantAsync(tree);

        var result = await house.RunAsync(plan, Asked);

        Assert.Equal(("offline", reason), (result.Planner, result.Notes[0].Text));
        Assert.Equal(drawn, await house.DrawAsync(plan));
    }

    [Fact]
    public async Task A_plan_that_is_done_has_nothing_to_put_in_order()
    {
        using var house = new OperationHouse();
        using var job = house.NewJob(await house.PlantAsync(""), Asked);

        await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job));
    }

    private static LlmReply Weights(LlmRequest request, Func<string, (int Value, int Urgency)> weigh) => LlmReply.Text(new JsonObject
    {
        ["tasks"] = new JsonArray([.. Answers.TasksOf(request).Select(task => new JsonObject
        {
            ["task_id"] = task.Id,
            ["value"] = weigh(task.Title).Value,
            ["urgency"] = weigh(task.Title).Urgency,
            ["reason"] = $"because {task.Title}",
        })]),
    }.ToJsonString());
}

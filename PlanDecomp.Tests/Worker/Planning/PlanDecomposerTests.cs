using System.Globalization;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>The walk: what is expanded, in which order, and what a result says of it.</summary>
public sealed class PlanDecomposerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_broken_down_two_levels_deep()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal("decompose.finished", outcome.Code);
        Assert.Equal("completed", result.StopReason);
        Assert.Equal(("llm", "scripted"), (result.Planner, result.Model));
        var titles = await house.TitlesAsync(plan);
        Assert.All(ScriptedPlanner.Breakdown("P").Children, child => Assert.Contains(child.Title, titles));
        Assert.Equal(2, titles.Max(title => title.Count(c => c == '.')));
        Assert.Equal(titles.Count, result.CreatedTaskIds.Count);
        Assert.Equal(result.ExpandedNodes, job.LinesOf("node.expanded").Count);
    }

    [Fact]
    public async Task Dependencies_between_siblings_become_task_ids()
    {
        var planner = new ScriptedPlanner
        {
            Script = (_, _) => Task.FromResult<NodePlan?>(new NodePlan([new("a", "do a", [], true), new("b", "do b", [0], true), new("c", "do c", [0, 1], true)])),
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        await house.RunAsync(job);

        Assert.Equal("  1 a | do a | \n  2 b | do b | 1\n  3 c | do c | 1,2", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task The_tree_and_its_ids_do_not_depend_on_timing()
    {
        string? expected = null;
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var planner = new ScriptedPlanner();
            planner.Script = async (_, ct) =>
            {
                int delay;
                lock (random) delay = random.Next(0, 8);
                if (seed > 0) await Task.Delay(delay, ct);
                return null;
            };
            planner.CallsOf = request => 1 + ((request.TargetTitle?.Length ?? 0) % 2);
            using var house = new DecomposeHouse(planner, null, ("Planning:Parallelism", seed == 0 ? "1" : $"{1 + (seed % 5)}"));
            var plan = await house.CreatePlanAsync("P");
            using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 4, NodeBudget = 37, LlmCallBudget = 23 });

            await house.RunAsync(job);

            var tree = await house.DrawAsync(plan);
            expected ??= tree;
            Assert.Equal(expected, tree);
        }

        Assert.NotEqual("", expected);
    }

    [Fact]
    public async Task No_more_nodes_are_planned_at_once_than_the_option_says()
    {
        var (open, most) = (0, 0);
        var three = new TaskCompletionSource();
        var planner = new ScriptedPlanner
        {
            Script = async (request, ct) =>
            {
                if (request.TargetTitle is null) return null;
                var now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                if (now == 3) three.TrySetResult();
                await three.Task.WaitAsync(ct);
                // Time for a fourth to come in, if one could.
                await Task.Delay(20, ct);
                Interlocked.Decrement(ref open);
                return null;
            },
        };
        using var house = new DecomposeHouse(planner, null, ("Planning:Parallelism", "3"));
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 3, NodeBudget = 200 });

        await house.RunAsync(job);

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task A_single_task_is_broken_down_without_touching_the_rest()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        var a = await house.AddTaskAsync(plan, "A");
        await house.AddTaskAsync(plan, "B");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 1 }, a.TaskId);

        await house.RunAsync(job);

        Assert.Equal(["A", .. ScriptedPlanner.Breakdown("A").Children.Select(child => child.Title), "B"], await house.TitlesAsync(plan));
    }

    [Fact]
    public async Task The_planner_is_told_what_surrounds_the_node()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P", "the request");
        var a = await house.AddTaskAsync(plan, "A");
        var b = await house.AddTaskAsync(plan, "B", a.TaskId);
        await house.AddTaskAsync(plan, "C", a.TaskId);
        await house.AddTaskAsync(plan, "B1", b.TaskId);
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 1, AllowExistingChildren = true, Hint = "no travel", MinChildren = 3, MaxChildren = 5 }, b.TaskId);

        await house.RunAsync(job);

        var request = Assert.Single(planner.Requests);
        Assert.Equal((b.TaskId, "P", "the request", "B"), (request.TaskId, request.PlanTitle, request.PlanDescription, request.TargetTitle));
        Assert.Equal(["A"], request.Ancestors.Select(above => above.Title));
        Assert.Equal(["C"], request.Siblings.Select(sibling => sibling.Title));
        Assert.Equal(["B1"], request.ExistingChildren);
        Assert.Equal("- A\n  - B\n    - B1\n  - C", request.Outline);
        Assert.Equal((3, 3, 5, "no travel"), (request.ChildLevel, request.MinChildren, request.MaxChildren, request.Hint));
    }

    [Fact]
    public async Task A_node_with_children_is_walked_into_and_not_expanded()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        await house.AddTaskAsync(plan, "A");
        await house.AddTaskAsync(plan, "B");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(["A", "B"], planner.Requests.Select(request => request.TargetTitle).Order());
        Assert.Equal([new StoppedBranch(null, "P", "has_children")], DecomposeHouse.ResultOf(outcome).StoppedBranches.Where(branch => branch.Reason == "has_children"));
    }

    [Fact]
    public async Task A_second_job_of_the_same_kind_adds_nothing()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var first = house.NewJob(plan, new DecomposeParams { ExpandDepth = 1 });
        await house.RunAsync(first);
        var tree = await house.DrawAsync(plan);
        using var second = house.NewJob(plan, new DecomposeParams { ExpandDepth = 1 });

        var outcome = await house.RunAsync(second);

        Assert.Equal(JobStatus.Succeeded, outcome.Status);
        Assert.Equal(tree, await house.DrawAsync(plan));
        Assert.Equal(1, planner.TotalCalls);
    }

    [Fact]
    public async Task Where_existing_children_are_allowed_a_node_gets_more_and_both_kinds_are_walked_into()
    {
        var planner = new ScriptedPlanner();
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        await house.AddTaskAsync(plan, "mine");
        using var job = house.NewJob(plan, new DecomposeParams { AllowExistingChildren = true });

        await house.RunAsync(job);

        var root = planner.Requests.Single(request => request.TargetTitle is null);
        Assert.Equal(["mine"], root.ExistingChildren);
        Assert.Contains(planner.Requests, request => request.TargetTitle == "mine");
        Assert.Contains(planner.Requests, request => request.TargetTitle == ScriptedPlanner.Breakdown("P").Children.First(child => !child.IsLeaf).Title);
    }

    [Fact]
    public async Task A_leaf_is_not_expanded_and_the_result_says_so()
    {
        var planner = new ScriptedPlanner
        {
            Script = (request, _) => Task.FromResult<NodePlan?>(request.TargetTitle switch
            {
                null => new NodePlan([new("small", "", [], IsLeaf: true), new("large", "", [], false), new("turns out small", "", [], false)]),
                "turns out small" => new NodePlan([]),
                _ => null,
            }),
        };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(0, planner.CallsFor("small"));
        Assert.Equal(["small", "turns out small"], DecomposeHouse.ResultOf(outcome).StoppedBranches.Where(branch => branch.Reason == "leaf").Select(branch => branch.Title));
        Assert.Equal("turns out small", Assert.Single(job.LinesOf("node.leaf")).Arguments["title"]);
    }

    [Fact]
    public async Task No_task_is_made_below_the_deepest_level_allowed()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        var a = await house.AddTaskAsync(plan, "A");
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 5, MaxDepth = 2 }, a.TaskId);

        var outcome = await house.RunAsync(job);

        Assert.Equal(1, (await house.TitlesAsync(plan)).Max(title => title.Count(c => c == '.')));
        var walked = ScriptedPlanner.Breakdown("A").Children.Count(child => !child.IsLeaf);
        Assert.Equal(walked, DecomposeHouse.ResultOf(outcome).StoppedBranches.Count(branch => branch.Reason == "max_depth"));
    }

    [Fact]
    public void Limits_left_out_of_the_parameters_take_their_defaults()
    {
        var read = JsonSerializer.Deserialize("{\"node_budget\":5}", ContractsJson.Default.DecomposeParams);

        Assert.Equal(new DecomposeParams { NodeBudget = 5 }, read);
    }

    [Fact]
    public async Task Live_figures_follow_the_run()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        var result = DecomposeHouse.ResultOf(outcome);
        var last = job.LastReport!;
        Assert.Equal(job.Reports.Select(report => report.LlmCalls).Order(), job.Reports.Select(report => report.LlmCalls));
        Assert.Equal(job.Reports.Select(report => report.Created).Order(), job.Reports.Select(report => report.Created));
        Assert.Equal((result.CreatedTaskIds.Count, result.CreatedTaskIds.Count, 0, 0), (last.Created, last.ConsumedBudget, last.QueueRemaining, last.Failed));
        Assert.Equal((result.ExpandedNodes, 10L * last.LlmCalls, 0.5m * last.LlmCalls), (last.LlmCalls, last.TotalTokens, last.Cost));
        Assert.Contains(job.Reports, report => report.QueueRemaining > 1);
    }

    [Fact]
    public async Task Every_line_has_a_dotted_code_and_arguments()
    {
        using var house = new DecomposeHouse(new ScriptedPlanner());
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, new DecomposeParams { NodeBudget = 4 });

        await house.RunAsync(job);

        Assert.All(job.Lines, line =>
        {
            Assert.Matches("^[a-z]+\\.[a-z_]+$", line.Code);
            Assert.NotEmpty(line.Arguments);
            Assert.NotEqual("", line.Message);
            Assert.All(line.Arguments.Values, value => Assert.True(value is null or string or int or long or double or decimal or bool, string.Create(CultureInfo.InvariantCulture, $"{line.Code}: {value}")));
        });
        Assert.Equal(["decompose.started", "planner.chosen"], job.Lines.Take(2).Select(line => line.Code));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}

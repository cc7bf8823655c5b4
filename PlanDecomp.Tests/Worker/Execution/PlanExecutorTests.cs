using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>What an execution works on, in which order, with what in hand, and what it leaves behind.</summary>
public sealed class PlanExecutorTests
{
    private const string Launch = """
        market
          interviews
          prices < interviews
        build < market
          page
          shop < page
        launch < build
        """;

    [Fact]
    public async Task Leaves_are_done_after_what_they_depend_on_and_parents_are_closed_by_a_summary()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Launch);
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal(["interviews", "prices", "market", "page", "shop", "build", "launch"], writer.Order);
        Assert.Equal("market completed, interviews completed, prices completed, build completed, page completed, shop completed, launch completed", await house.StatesAsync(plan));
        var result = ExecuteHouse.ResultOf(outcome);
        Assert.Equal((JobStatus.Succeeded, "execute.finished"), (outcome.Status, outcome.Code));
        Assert.Equal((5, 2, 0, 0, 0, "completed"), (result.Completed, result.Summaries, result.Failed, result.Skipped, result.NotReached, result.StopReason));
        Assert.Equal(("llm", "scripted"), (result.Writer, result.Model));
        var stored = Assert.Single(await house.ResultsAsync(plan, "shop"));
        Assert.Equal(("result of shop", TaskResultKind.Work, 1, "job-1", "llm", "scripted"), (stored.Content, stored.Kind, stored.Version, stored.JobId, stored.Writer, stored.Model));
        Assert.Equal(TaskResultKind.Summary, Assert.Single(await house.ResultsAsync(plan, "build")).Kind);
        Assert.All(await house.TasksAsync(plan), task => Assert.Equal((1, null), (task.ResultVersion, task.Error)));
    }

    [Fact]
    public async Task Independent_leaves_are_worked_on_side_by_side_up_to_the_concurrency()
    {
        var all = new TaskCompletionSource();
        var writer = new ScriptedWriter();
        writer.Script = async (_, ct) =>
        {
            if (writer.Requests.Count == 3) all.TrySetResult();
            await all.Task.WaitAsync(ct);
            return null;
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb\nc\nd\ne\nf\ng");
        using var job = house.NewJob(plan, new ExecuteParams { Concurrency = 3 });

        await house.RunAsync(job);

        Assert.Equal(3, writer.MostAtOnce);
        Assert.Equal(["a", "b", "c"], writer.Order.Take(3));
        Assert.Equal(7, writer.TotalCalls);
    }

    [Fact]
    public async Task A_task_is_given_what_it_depends_on_its_purpose_the_request_and_the_hint()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Launch, "Launch the lamp", "A lamp for cyclists");
        using var job = house.NewJob(plan, new ExecuteParams { Hint = "keep it cheap" });

        await house.RunAsync(job);

        var shop = writer.Requests.Single(request => request.Title == "shop");
        Assert.Equal(("Launch the lamp", "A lamp for cyclists", "keep it cheap"), (shop.PlanTitle, shop.PlanDescription, shop.Hint));
        Assert.Equal(["build"], shop.Ancestors.Select(above => above.Title));
        // Its own dependency first, then its parent's, then what lies behind those.
        Assert.Equal(["page", "market", "interviews", "prices"], shop.Inputs.Select(input => input.Title));
        Assert.Equal("result of page", shop.Inputs[0].Content);
        var build = writer.Requests.Single(request => request.Title == "build");
        Assert.Equal((TaskResultKind.Summary, "page: result of page; shop: result of shop"), (build.Kind, string.Join("; ", build.Inputs.Select(input => $"{input.Title}: {input.Content}"))));
    }

    [Fact]
    public async Task A_plans_standing_wishes_go_before_the_jobs_hint()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a");
        await house.Plans.UpdateAsync(plan.PlanId, new UpdatePlanRequest { Wishes = "no travel" }, TestContext.Current.CancellationToken);
        using var job = house.NewJob(plan, new ExecuteParams { Hint = "keep it cheap" });

        await house.RunAsync(job);

        Assert.Equal("no travel\nkeep it cheap", Assert.Single(writer.Requests).Hint);
    }

    [Fact]
    public async Task Completed_tasks_stay_and_what_a_person_skipped_is_left_out_with_all_below_it()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb < a\nc\n  c1\n  c2\nd < c\ne\n  e1\n  e2");
        await house.SetAsync(plan, "a", PlanTaskStatus.Completed);
        await house.SetAsync(plan, "c", PlanTaskStatus.Skipped);
        await house.SetAsync(plan, "e2", PlanTaskStatus.Skipped);
        using var job = house.NewJob(plan);

        await house.RunAsync(job);

        Assert.Equal(["b", "d", "e", "e1"], writer.Order.Order());
        Assert.Equal(
            "a completed, b completed, c skipped, c1 pending, c2 pending, d completed, e completed, e1 completed, e2 skipped", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task A_second_execution_of_a_finished_plan_has_nothing_to_do()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Launch);
        using var first = house.NewJob(plan);
        await house.RunAsync(first);
        using var second = house.NewJob(plan);

        var outcome = await house.RunAsync(second);

        Assert.Equal((JobStatus.Succeeded, "Finished: there was nothing to do."), (outcome.Status, outcome.Message));
        Assert.Equal(7, writer.TotalCalls);
    }

    [Fact]
    public async Task Asked_for_again_completed_tasks_get_new_versions_and_keep_the_old_ones()
    {
        var round = 1;
        var writer = new ScriptedWriter { Script = (request, _) => Task.FromResult<string?>($"{request.Title} in round {round}") };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\n  a1");
        using var first = house.NewJob(plan);
        await house.RunAsync(first);
        round = 2;
        using var second = house.NewJob(plan, new ExecuteParams { IncludeCompleted = true });

        await house.RunAsync(second);

        Assert.Equal(["a1 in round 2", "a1 in round 1"], (await house.ResultsAsync(plan, "a1")).Select(result => result.Content));
        Assert.Equal([2, 1], (await house.ResultsAsync(plan, "a")).Select(result => result.Version));
        Assert.Equal(2, (await house.TaskAsync(plan, "a1")).ResultVersion);
        var page = await house.Results.ListAsync(plan.PlanId, plan["a1"], null, 1, TestContext.Current.CancellationToken);
        Assert.Equal((2, "2"), (page!.Results.Single().Version, page.NextCursor));
        page = await house.Results.ListAsync(plan.PlanId, plan["a1"], page.NextCursor, 1, TestContext.Current.CancellationToken);
        Assert.Equal((1, null), (page!.Results.Single().Version, page.NextCursor));
    }

    [Fact]
    public async Task One_task_is_executed_with_its_subtree_alone()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Launch);
        await house.SetAsync(plan, "market", PlanTaskStatus.Completed);
        using var job = house.NewJob(plan, target: "build");

        await house.RunAsync(job);

        Assert.Equal(["page", "shop", "build"], writer.Order);
        Assert.Equal("market completed, interviews pending, prices pending, build completed, page completed, shop completed, launch pending", await house.StatesAsync(plan));
    }

    [Fact]
    public async Task What_waits_for_an_uncompleted_task_outside_is_skipped_unless_told_to_go_on()
    {
        var writer = new ScriptedWriter();
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync(Launch);
        using var job = house.NewJob(plan, target: "build");

        var outcome = await house.RunAsync(job);

        Assert.Empty(writer.Order);
        Assert.Equal((JobStatus.Failed, 2, "It depends on \"market\", which is not completed."), (outcome.Status, ExecuteHouse.ResultOf(outcome).Skipped, outcome.Error));
        Assert.Equal("It depends on \"market\", which is not completed.", (await house.TaskAsync(plan, "page")).Error);
        Assert.Equal(PlanTaskStatus.Skipped, (await house.TaskAsync(plan, "build")).Status);
        using var going = house.NewJob(plan, new ExecuteParams { OnFailure = OnFailure.Continue }, target: "build");
        await house.RunAsync(going);
        Assert.Equal(["page", "shop", "build"], writer.Order);
    }

    [Fact]
    public async Task Figures_are_live_and_tell_progress_and_the_time_left()
    {
        var clock = new FakeTimeProvider();
        var writer = new ScriptedWriter { Script = (_, _) => { clock.Advance(TimeSpan.FromSeconds(10)); return Task.FromResult<string?>(null); } };
        using var house = new ExecuteHouse(writer, clock);
        var plan = await house.DrawAsync("a\nb\nc\nd");
        using var job = house.NewJob(plan, new ExecuteParams { Concurrency = 1 });

        await house.RunAsync(job);

        Assert.Null(job.Reports[0].EtaSeconds);
        var half = job.Reports.First(report => report.Done == 2);
        Assert.Equal((4, 2, 2, 20.0, 20.0), (half.Total, half.Completed, half.QueueRemaining, half.EtaSeconds, half.ElapsedSeconds));
        var last = job.LastReport!;
        Assert.Equal((4, 4, 0, 0, 0.0, 4, 40L), (last.Done, last.Total, last.Running, last.QueueRemaining, last.EtaSeconds, last.LlmCalls, last.TotalTokens));
        Assert.Equal(2.0m, last.Cost);
    }

    [Fact]
    public async Task Each_end_is_logged_by_a_code_with_its_arguments()
    {
        using var house = new ExecuteHouse(ScriptedWriter.FailingAt("b"));
        var plan = await house.DrawAsync("a\n  a1\nb\nc < b");
        using var job = house.NewJob(plan);

        var outcome = await house.RunAsync(job);

        Assert.Equal("Executing \"P\": 4 tasks, up to 4 at a time.", Assert.Single(job.LinesOf("execute.started")).Message);
        Assert.Equal("llm", Assert.Single(job.LinesOf("writer.chosen")).Arguments["writer"]);
        Assert.Equal(["a1", "b", "a"], job.LinesOf("task.started").Select(line => line.Arguments["title"]));
        Assert.Equal("a1", Assert.Single(job.LinesOf("task.completed")).Arguments["title"]);
        Assert.Equal("a", Assert.Single(job.LinesOf("summary.completed")).Arguments["title"]);
        Assert.Equal("\"b\" failed: b cannot be done", Assert.Single(job.LinesOf("task.failed")).Message);
        var skipped = Assert.Single(job.LinesOf("task.skipped"));
        Assert.Equal((plan["c"], plan["b"]), (skipped.Arguments["task_id"], skipped.Arguments["cause"]));
        Assert.Equal("Finished: 1 task done, 1 parent closed, 1 failed, 1 skipped.", outcome.Message);
    }
}

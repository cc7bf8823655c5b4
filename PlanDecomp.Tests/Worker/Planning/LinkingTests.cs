using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Worker.Planning;

/// <summary>The whole tree is looked at once it is broken down, and its tasks are linked across branches.</summary>
public sealed class LinkingTests
{
    private static readonly DecomposeParams Linked = new() { ExpandDepth = 2, Link = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_of_different_branches_are_linked_in_one_call_that_sees_the_whole_tree()
    {
        await using var server = await StartAsync(LlmReply.Links(dependencies: """[{"task_id":2,"depends_on":[],"reason":"only D waits"},{"task_id":5,"depends_on":[3],"reason":"needs C"}]"""));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P", "until May, for 900 EUR");
        using var job = house.NewJob(plan, Linked);

        var outcome = await house.RunAsync(job);

        Assert.Equal("  1 A | Do A. | \n    3 C | Do C. | \n    4 D | Do D. | \n  2 B | Do B. | \n    5 E | Do E. | 3\n    6 F | Do F. | ", await house.DrawAsync(plan));
        var links = DecomposeHouse.ResultOf(outcome).Linking!;
        Assert.Equal((1, 1, 0, 0, null), (links.AddedDependencies, links.RemovedDependencies, links.MergedTasks, links.AddedTasks, links.Error));
        var request = Assert.Single(server.Requests, request => request.IsAboutLinks);
        Assert.Equal(["A", "C", "D", "B", "E", "F"], request.Data["tasks"]!.AsArray().Select(task => task!["title"]!.GetValue<string>()));
        Assert.NotNull(request.Data["today"]);
    }

    [Fact]
    public async Task Overlaps_are_merged_gaps_become_tasks_and_numbers_that_do_not_close_are_told()
    {
        await using var server = await StartAsync(LlmReply.Links(
            merges: """[{"task_id":3,"merged":[6],"title":"C and F","instruction":"Both.","reason":"twice the same"}]""",
            additions: """[{"parent":2,"title":"G","instruction":"Fill the gap.","depends_on":[4],"needed_by":[5],"reason":"missing"}]""",
            numbers: """[{"kind":"money","text":"900 EUR are there, 1100 EUR are planned."}]"""));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked);

        var outcome = await house.RunAsync(job);

        Assert.Equal("  1 A | Do A. | \n    3 C and F | Both. | \n    4 D | Do D. | \n  2 B | Do B. | 1\n    5 E | Do E. | 7\n    7 G | Fill the gap. | 4", await house.DrawAsync(plan));
        var result = DecomposeHouse.ResultOf(outcome);
        Assert.Equal([1, 2, 3, 4, 5, 7], result.CreatedTaskIds);
        Assert.Equal((1, 1), (result.Linking!.MergedTasks, result.Linking.AddedTasks));
        Assert.Equal([new OpenNumber("money", "900 EUR are there, 1100 EUR are planned.")], result.Linking.OpenNumbers);
        Assert.Equal(6, job.LastReport!.Created);
        Assert.Equal(["plan.linked", "plan.number_open"], job.Lines.Select(line => line.Code).Where(code => code is "plan.linked" or "plan.number_open"));
    }

    [Fact]
    public async Task The_links_are_one_change_set_that_is_undone_alone()
    {
        await using var server = await StartAsync(LlmReply.Links(dependencies: """[{"task_id":5,"depends_on":[3],"reason":"needs C"}]"""));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked);
        await house.RunAsync(job);

        var changes = await house.History.ListAsync(plan, null, 10, Ct);
        await house.History.UndoAsync(plan, null, Ct);

        Assert.Equal(["plan.linked", "plan.decomposed"], changes!.ChangeSets.Select(change => change.Kind));
        Assert.EndsWith("5 E | Do E. | \n    6 F | Do F. | ", await house.DrawAsync(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_a_rule_is_sent_back_and_of_the_last_one_the_good_part_is_used()
    {
        const string Bad = """[{"task_id":1,"depends_on":[2],"reason":"round"},{"task_id":4,"depends_on":[99],"reason":"?"},{"task_id":5,"depends_on":[3],"reason":"needs C"}]""";
        await using var server = await StartAsync(LlmReply.Links(dependencies: Bad));
        using var house = DecomposeHouse.Over(server, null, ("Planning:MaxRepairs", "1"));
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked);

        await house.RunAsync(job);

        var requests = server.Requests.Where(request => request.IsAboutLinks).ToList();
        Assert.Equal(2, requests.Count);
        Assert.Contains("wait for each other", requests[1].Messages[^1], StringComparison.Ordinal);
        Assert.Equal("  1 A | Do A. | \n    3 C | Do C. | \n    4 D | Do D. | \n  2 B | Do B. | 1\n    5 E | Do E. | 3\n    6 F | Do F. | ", await house.DrawAsync(plan));
    }

    [Theory]
    [InlineData(200, "no JSON at all")]
    [InlineData(401, "The key is gone.")]
    public async Task A_fault_of_it_costs_the_decomposition_nothing(int status, string answer)
    {
        await using var server = await StartAsync(status == 200 ? LlmReply.Text(answer) : LlmReply.Error(status, answer));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Succeeded, 6), (outcome.Status, (await house.TitlesAsync(plan)).Count));
        Assert.NotNull(DecomposeHouse.ResultOf(outcome).Linking!.Error);
        var line = Assert.Single(job.LinesOf("plan.not_linked"));
        Assert.Equal(JobLogLevel.Warning, line.Level);
    }

    [Fact]
    public async Task Its_call_counts_against_the_budgets_and_when_they_are_used_up_it_is_left_out()
    {
        await using var server = await StartAsync(LlmReply.Links());
        using var house = DecomposeHouse.Over(server, null, ("Planning:MaxRepairs", "0"));
        using var all = house.NewJob(await house.CreatePlanAsync("P"), Linked with { LlmCallBudget = 4 });
        using var three = house.NewJob(await house.CreatePlanAsync("P"), Linked with { LlmCallBudget = 3 });

        await house.RunAsync(all);
        var outcome = await house.RunAsync(three);

        Assert.Equal((4, 600L), (all.LastReport!.LlmCalls, all.LastReport.TotalTokens));
        Assert.Equal((3, JobStatus.Succeeded), (three.LastReport!.LlmCalls, outcome.Status));
        Assert.Contains("budget of LLM calls", DecomposeHouse.ResultOf(outcome).Linking!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_after_a_crash_pays_for_no_link_twice()
    {
        await using var server = await StartAsync(LlmReply.Links(dependencies: """[{"task_id":5,"depends_on":[3],"reason":"needs C"}]"""));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var first = new RecordingJob(house.Files, plan, Linked) { CrashAt = 4, CrashAfterCommit = true };
        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
        using var second = new RecordingJob(house.Files, plan, Linked, before: first);

        var outcome = await house.RunAsync(second);

        Assert.Equal(1, server.CallsFor(LlmRequest.Links));
        Assert.Equal(1, DecomposeHouse.ResultOf(outcome).Linking!.AddedDependencies);
        Assert.Single(first.LinesOf("plan.linked"));
        Assert.Empty(second.LinesOf("plan.linked"));
    }

    [Fact]
    public async Task In_a_draft_the_proposed_tasks_are_linked_and_nothing_else_changes()
    {
        await using var server = await StartAsync(LlmReply.Links(
            dependencies: """[{"task_id":-5,"depends_on":[-3],"reason":"needs C"}]""", merges: """[{"task_id":-4,"merged":[-6],"title":"D and F","instruction":"Both.","reason":"twice"}]""",
            additions: """[{"parent":-1,"title":"G","instruction":"Gap.","depends_on":[],"needed_by":[],"reason":"missing"}]"""));
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked with { Commit = CommitMode.Review });

        var outcome = await house.RunAsync(job);

        Assert.Empty(await house.TitlesAsync(plan));
        var proposal = DecomposeHouse.ResultOf(outcome).ProposalId!.Value;
        var accepted = Assert.IsType<ProposalOutcome.Accepted>(await house.Proposals.AcceptAsync(plan, proposal, null, Ct)).Proposal;
        Assert.Empty(accepted.Dropped);
        Assert.Equal("  1 A | Do A. | \n    3 C | Do C. | \n    4 D and F | Both. | \n    6 G | Gap. | \n  2 B | Do B. | 1\n    5 E | Do E. | 3", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task Of_a_part_only_what_belongs_to_it_or_waits_for_it_changes()
    {
        await using var server = await StartAsync(LlmReply.Links(dependencies: """[{"task_id":2,"depends_on":[4],"reason":"waits for a part"},{"task_id":3,"depends_on":[4],"reason":"a stranger"}]"""));
        using var house = DecomposeHouse.Over(server, null, ("Planning:MaxRepairs", "0"));
        var plan = await house.CreatePlanAsync("P");
        var a = await house.AddTaskAsync(plan, "A");
        var waiting = await house.AddTaskAsync(plan, "waits");
        await house.AddTaskAsync(plan, "stranger");
        await house.Plans.UpdateTaskAsync(plan, waiting.TaskId, new UpdateTaskRequest { DependsOn = [a.TaskId] }, Ct);
        using var job = house.NewJob(plan, new DecomposeParams { ExpandDepth = 1, Link = true }, a.TaskId);

        await house.RunAsync(job);

        Assert.Equal("  1 A |  | \n    4 C | Do C. | \n    5 D | Do D. | \n  2 waits |  | 4\n  3 stranger |  | ", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task Offline_what_the_rules_have_planned_needs_no_links()
    {
        using var house = new DecomposeHouse(null, null, ("Planning:Planner", "offline"));
        var plan = await house.CreatePlanAsync("Plan a team trip to Lisbon");
        using var without = house.NewJob(plan, new DecomposeParams { Link = false });
        await house.RunAsync(without);
        var tree = await house.DrawAsync(plan);
        var other = await house.CreatePlanAsync("Plan a team trip to Lisbon");
        using var job = house.NewJob(other, new DecomposeParams { Link = true });

        var outcome = await house.RunAsync(job);

        Assert.Null(DecomposeHouse.ResultOf(outcome).Linking!.Error);
        Assert.Equal(tree, await house.DrawAsync(other));
    }

    [Fact]
    public async Task A_job_cancelled_before_its_tasks_are_linked_is_cancelled_and_one_that_goes_on_links_them()
    {
        using var hold = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        await using var server = await LlmServer.StartAsync();
        var answers = false;
        server.Script = request =>
        {
            if (!request.IsAboutLinks) return Breakdown(request);
            if (answers) return LlmReply.Links(dependencies: """[{"task_id":5,"depends_on":[3],"reason":"needs C"}]""");
            asked.TrySetResult();
            return LlmReply.Links() with { Hold = Task.Delay(Timeout.Infinite, hold.Token) };
        };
        using var house = DecomposeHouse.Over(server);
        var plan = await house.CreatePlanAsync("P");
        using var job = house.NewJob(plan, Linked);
        var running = house.RunAsync(job);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        job.Stop(JobStopReason.CancelRequested);
        var outcome = await running;
        answers = true;
        using var next = job.GoOn("job-2");
        var then = await house.RunAsync(next);

        Assert.Equal((JobStatus.Cancelled, JobStatus.Succeeded), (outcome.Status, then.Status));
        Assert.Equal(1, DecomposeHouse.ResultOf(then).Linking!.AddedDependencies);
        await hold.CancelAsync();
    }

    private static async Task<LlmServer> StartAsync(LlmReply links)
    {
        var server = await LlmServer.StartAsync();
        server.Script = request => request.IsAboutLinks ? links : Breakdown(request);
        return server;
    }

    /// <summary>P is A and B, which waits for all of A; A is C and D, B is E and F.</summary>
    private static LlmReply Breakdown(LlmRequest request) => request.Title switch
    {
        "P" => LlmReply.Children(new LlmChild("A"), new LlmChild("B", "A")),
        "A" => LlmReply.Children(new LlmChild("C"), new LlmChild("D")),
        _ => LlmReply.Children(new LlmChild("E"), new LlmChild("F")),
    };
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Operations;

/// <summary>Crashes, cancels, budgets and people who change the plan meanwhile.</summary>
public sealed class OperationResumeTests : IAsyncLifetime
{
    private const string Tree = "one\ntwo\nthree\nfour";

    private static readonly OperationParams Louder = new() { Operation = TaskOperations.Rewrite.Name, Hint = "louder" };

    private LlmServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LlmServer.StartAsync();
        _server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(CommitMode.Apply, false)]
    [InlineData(CommitMode.Apply, true)]
    [InlineData(CommitMode.Review, false)]
    [InlineData(CommitMode.Review, true)]
    public async Task A_crash_at_any_commit_pays_for_no_stored_answer_twice_and_changes_once(string commit, bool afterCommit)
    {
        // Four answers, then the change.
        for (var crashAt = 1; crashAt <= 5; crashAt++)
        {
            using var house = OneByOne();
            var plan = await house.PlantAsync(Tree);
            var asked = _server.Requests.Count;
            using var first = new RecordingJob(house.Files, plan.PlanId, Louder with { Commit = commit }) { CrashAt = crashAt, CrashAfterCommit = afterCommit };
            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
            using var second = house.NewJob(plan, Louder with { Commit = commit }, before: first);

            var outcome = await house.RunAsync(second);

            Assert.Equal(JobStatus.Succeeded, outcome.Status);
            var result = OperationHouse.ResultOf(outcome);

            // Only an answer that was not stored when the process died is asked for again.
            Assert.Equal(4 + (afterCommit || crashAt == 5 ? 0 : 1), _server.Requests.Count - asked);
            Assert.Equal(_server.Requests.Count - asked, second.LastReport!.LlmCalls);
            Assert.Equal(4, result.Changes);
            var history = (await house.History.ListAsync(plan.PlanId, null, 10, Ct))!;
            if (commit == CommitMode.Apply)
            {
                Assert.Equal("ONE TWO THREE FOUR", await house.DrawAsync(plan));
                Assert.Equal(result.ChangeSetId, Assert.Single(history.ChangeSets, change => change.Kind == ChangeKind.OperationApplied).ChangeSetId);
            }
            else
            {
                Assert.Equal("one two three four", await house.DrawAsync(plan));
                var proposal = Assert.Single((await house.Proposals.ListAsync(plan.PlanId, Ct))!.Proposals);
                Assert.Equal((result.ProposalId, 4), (proposal.ProposalId, proposal.NodeCount));
            }
        }
    }

    [Fact]
    public async Task A_cancelled_operation_changes_nothing()
    {
        var third = new TaskCompletionSource();
        _server.Script = request =>
        {
            if (request.Number < 3) return Answers.Words(request, text => text.ToUpperInvariant());
            third.SetResult();
            return LlmReply.Text("") with { Hold = Task.Delay(Timeout.Infinite, Ct) };
        };
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        var before = house.Dump(plan);
        using var job = house.NewJob(plan, Louder);
        var run = house.RunAsync(job);
        await third.Task.WaitAsync(Ct);

        job.Stop(JobStopReason.CancelRequested);
        var outcome = await run;

        Assert.Equal((JobStatus.Cancelled, "operation.cancelled"), (outcome.Status, outcome.Code));
        Assert.Equal(before, house.Dump(plan));
    }

    [Fact]
    public async Task A_stopping_worker_lets_the_job_go_on_elsewhere()
    {
        var second = new TaskCompletionSource();
        _server.Script = request =>
        {
            if (request.Number != 2) return Answers.Words(request, text => text.ToUpperInvariant());
            second.SetResult();
            return LlmReply.Text("") with { Hold = Task.Delay(Timeout.Infinite, Ct) };
        };
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder);
        var run = house.RunAsync(job);
        await second.Task.WaitAsync(Ct);
        job.Stop(JobStopReason.WorkerStopping);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        using var next = house.NewJob(plan, Louder, before: job);

        await house.RunAsync(next);

        Assert.Equal("ONE TWO THREE FOUR", await house.DrawAsync(plan));
        Assert.Equal((2, 1), (next.LinesOf("operation.resumed").Single().Arguments["attempt"], next.LinesOf("operation.resumed").Single().Arguments["answers"]));
    }

    [Fact]
    public async Task A_budget_that_runs_out_midway_keeps_the_part_that_is_there()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder with { LlmCallBudget = 3 });

        var outcome = await house.RunAsync(job);

        Assert.Equal("ONE TWO THREE four", await house.DrawAsync(plan));
        Assert.Equal(("llm_call_budget", 3), (OperationHouse.ResultOf(outcome).StopReason, OperationHouse.ResultOf(outcome).Changes));
        Assert.Equal(3, _server.Requests.Count);
        Assert.Single(job.LinesOf("budget.exhausted"));
    }

    [Fact]
    public async Task A_budget_that_is_gone_before_any_answer_fails_the_job()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder with { TimeBudgetSeconds = 0.2 });
        _server.Script = _ => LlmReply.Text("") with { Hold = Task.Delay(Timeout.Infinite, Ct) };

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "time_budget"), (outcome.Status, OperationHouse.ResultOf(outcome).StopReason));
        Assert.Equal("one two three four", await house.DrawAsync(plan));
    }

    [Fact]
    public async Task A_refused_key_fails_the_job_in_words()
    {
        _server.Script = _ => LlmReply.Error(401, "bad key");
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder);

        Assert.Contains("Llm:ApiKey", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_someone_changes_meanwhile_stays_and_the_rest_is_made()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder);
        job.BeforeCommit = async () =>
        {
            if (job.Commits != 1) return;
            await house.Plans.DeleteTaskAsync(plan.PlanId, plan["two"], Ct);
            await house.Plans.AddTaskAsync(plan.PlanId, new CreateTaskRequest { Title = "five" }, Ct);
        };

        var outcome = await house.RunAsync(job);

        Assert.Equal("ONE THREE FOUR five", await house.DrawAsync(plan));
        var result = OperationHouse.ResultOf(outcome);
        Assert.Equal((3, "two"), (result.Changes, result.Dropped.Single().Title));
        Assert.Equal((2, 1), (job.LinesOf("operation.rebased").Single().Arguments["differences"], job.LinesOf("operation.rebased").Single().Arguments["dropped"]));
    }

    [Fact]
    public async Task When_nothing_fits_any_more_the_job_fails_and_says_so()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync("one");
        using var job = house.NewJob(plan, Louder);
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.DeleteTaskAsync(plan.PlanId, plan["one"], Ct);
        };

        Assert.Contains("changed meanwhile", (await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(job))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_made_meanwhile_against_an_older_tree_says_so()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var job = house.NewJob(plan, Louder with { Commit = CommitMode.Review });
        job.BeforeCommit = async () =>
        {
            if (job.Commits == 1) await house.Plans.UpdateTaskAsync(plan.PlanId, plan["two"], new UpdateTaskRequest { Title = "zwei" }, Ct);
        };

        var result = OperationHouse.ResultOf(await house.RunAsync(job));

        var refused = Assert.IsType<ProposalOutcome.TreeChanged>(await house.Proposals.AcceptAsync(plan.PlanId, result.ProposalId!.Value, null, Ct));
        Assert.Equal([(plan["two"], "zwei", NodeChange.Changed)], refused.Differences.Select(d => (d.TaskId, d.Title, d.Change)));
    }

    [Fact]
    public async Task A_checkpoint_of_another_kind_fails_the_job_instead_of_beginning_anew()
    {
        using var house = OneByOne();
        var plan = await house.PlantAsync(Tree);
        using var first = house.NewJob(plan, Louder);
        await first.CommitAsync(_ => true, "{\"v\":99}", Ct);
        using var second = house.NewJob(plan, Louder, before: first);

        await Assert.ThrowsAsync<JobFailedException>(() => house.RunAsync(second));
        Assert.Empty(_server.Requests);
    }

    private OperationHouse OneByOne() => new(_server, ("Operations:TasksPerCall", "1"));
}

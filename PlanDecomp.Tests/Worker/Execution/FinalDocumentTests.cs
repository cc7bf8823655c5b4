using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Planning;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>At its end an execution puts its results together: once, and never at the cost of the execution.</summary>
public sealed class FinalDocumentTests
{
    private static readonly ExecuteParams Limits = new() { FinalDocument = true, Concurrency = 1 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_writes_it_in_one_call_and_what_people_have_to_do_stands_below()
    {
        var writer = new ScriptedWriter
        {
            IsPreparedAt = request => request.Title == "call",
            Script = (request, _) => Task.FromResult<string?>(request.Kind == TaskResultKind.Document ? "## The whole\n\nas one." : null),
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("write\ncall", "Move house");
        using var job = house.NewJob(plan, Limits);

        var outcome = await house.RunAsync(job);

        var document = (await house.Results.FindDocumentAsync(plan.PlanId, null, Ct))!;
        Assert.Equal(("Move house", job.Job.JobId, "llm", "scripted"), (document.Title, document.JobId, document.Writer, document.Model));
        Assert.Equal("## The whole\n\nas one.\n\n## Prepared for people\n\n- [ ] call", document.Content);
        Assert.True(ExecuteHouse.ResultOf(outcome).HasDocument);
        Assert.Equal(1, writer.CallsFor("Move house"));
        Assert.Equal(["write", "call"], writer.Requests[^1].Inputs.Select(input => input.Title));
        Assert.Single(job.LinesOf("document.completed"));
        Assert.StartsWith("# Move house\n\n## The whole", FinalDocumentFile.Write(document), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Offline_or_when_the_model_fails_rules_put_it_together_and_the_execution_succeeds(bool offline)
    {
        var writer = new ScriptedWriter
        {
            IsPreparedAt = request => request.Title == "call",
            Script = (request, _) => request.Kind == TaskResultKind.Document
                ? throw new TaskWritingException("No answer.")
                : Task.FromResult<string?>($"# Heading\n\nresult of {request.Title}\n\n## Open questions\n\n- Who pays?"),
        };
        using var house = offline ? new ExecuteHouse(null, null, ("Execution:Writer", "offline")) : new ExecuteHouse(writer);
        var plan = await house.DrawAsync("write\ncall", "Move house");
        using var job = house.NewJob(plan, Limits);

        var outcome = await house.RunAsync(job);

        Assert.Equal((JobStatus.Succeeded, true), (outcome.Status, ExecuteHouse.ResultOf(outcome).HasDocument));
        var document = (await house.Results.FindDocumentAsync(plan.PlanId, job.Job.JobId, Ct))!;
        Assert.Equal(("offline", null), (document.Writer, document.Model));
        Assert.Equal(offline ? 0 : 1, job.LinesOf("document.failed").Count);
        Assert.Contains("\n## write\n", document.Content, StringComparison.Ordinal);
        Assert.Contains("- [ ] call", document.Content, StringComparison.Ordinal);
        Assert.Contains("## Open questions", document.Content, StringComparison.Ordinal);
        if (!offline) Assert.Contains("### Heading\n\nresult of write", document.Content, StringComparison.Ordinal);
        if (!offline) Assert.Contains("- write: Who pays?", document.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_crash_at_any_commit_it_is_there_once_and_what_was_stored_of_it_is_not_paid_for_again()
    {
        for (var crashAt = 1; ; crashAt++)
        {
            var writer = new ScriptedWriter();
            using var house = new ExecuteHouse(writer);
            var plan = await house.DrawAsync("a\nb", "P");
            using var first = new RecordingJob(house.Files, plan.PlanId, Limits) { CrashAt = crashAt, CrashAfterCommit = true };
            try
            {
                await house.RunAsync(first);
                Assert.True(crashAt > 4);
                return;
            }
            catch (SimulatedCrashException)
            {
                // The next attempt goes on.
            }

            using var second = house.NewJob(plan, Limits, before: first);
            var outcome = await house.RunAsync(second);

            Assert.True(ExecuteHouse.ResultOf(outcome).HasDocument);
            Assert.Equal(1, writer.CallsFor("P"));
            Assert.Equal(1, PlanData.Query<long>(house.Files.Folder.Plan(plan.PlanId), "SELECT count(*) FROM final_documents").Single());
        }
    }

    [Fact]
    public async Task A_worker_that_is_to_stop_when_it_comes_keeps_it_and_it_is_not_paid_for_again()
    {
        RecordingJob? running = null;
        var writer = new ScriptedWriter();
        writer.Script = (request, _) =>
        {
            if (request.Kind == TaskResultKind.Document) running!.Stop(JobStopReason.WorkerStopping);
            return Task.FromResult<string?>(null);
        };
        using var house = new ExecuteHouse(writer);
        var plan = await house.DrawAsync("a\nb", "P");
        using var first = house.NewJob(plan, Limits);
        running = first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.RunAsync(first));

        using var second = house.NewJob(plan, Limits, before: first);
        Assert.True(ExecuteHouse.ResultOf(await house.RunAsync(second)).HasDocument);
        Assert.Equal(1, writer.CallsFor("P"));
    }

    [Fact]
    public async Task There_is_none_of_a_single_result_nor_of_nothing_nor_when_it_is_not_wanted()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb");
        using var one = house.NewJob(plan, Limits, target: "a");
        using var unwanted = house.NewJob(plan);
        using var nothing = house.NewJob(plan, Limits);
        foreach (var job in new[] { one, unwanted, nothing }) Assert.False(ExecuteHouse.ResultOf(await house.RunAsync(job)).HasDocument);

        Assert.Null(await house.Results.FindDocumentAsync(plan.PlanId, null, Ct));
    }
}

using System.Reflection;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Tests.Worker.Execution;
using PlanDecomp.Tests.Worker.Operations;
using PlanDecomp.Tests.Worker.Planning;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Worker.AcrossPlans;
using PlanDecomp.Worker.Execution;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.Worker;

/// <summary>A line that tells of work is there when the work is stored, and only then: wherever the process dies.</summary>
public sealed class LinesOfWorkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_decomposition_tells_of_just_the_tasks_that_are_stored(bool afterCommit)
    {
        for (var crashAt = 1; crashAt <= 6; crashAt++)
        {
            using var house = new DecomposeHouse(new ScriptedPlanner());
            var plan = await house.CreatePlanAsync("P");
            using var job = new RecordingJob(house.Files, plan, new DecomposeParams { ExpandDepth = 3, NodeBudget = 30 }) { CrashAt = crashAt, CrashAfterCommit = afterCommit };

            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(job));

            Assert.Equal((await house.TitlesAsync(plan)).Count, job.LinesOf("node.expanded").Sum(line => (int)line.Arguments["children"]!));
        }
    }

    [Fact]
    public async Task A_decomposition_tells_of_leaves_and_failures_only_when_they_are_settled()
    {
        var planner = new ScriptedPlanner { Script = (request, _) => Task.FromResult<PlanDecomp.Plans.Thinking.NodePlan?>(ScriptedPlanner.Children()) };
        using var house = new DecomposeHouse(planner);
        var plan = await house.CreatePlanAsync("P");
        using var job = new RecordingJob(house.Files, plan, new DecomposeParams()) { CrashAt = 1 };

        await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(job));

        Assert.Equal(["decompose.started", "planner.chosen", "node.started"], job.Lines.Select(line => line.Code));
    }

    [Fact]
    public async Task To_start_tasks_gets_an_execution_no_further_and_to_finish_one_does()
    {
        using var house = new ExecuteHouse(new ScriptedWriter());
        var plan = await house.DrawAsync("a\nb");
        using var job = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 1 });

        await house.RunAsync(job);

        Assert.Equal((4, 2), (job.Commits, job.Progress));
    }

    [Fact]
    public void Every_line_at_which_a_page_reads_the_plan_again_is_one_that_is_stored_with_the_change()
    {
        var work = new[] { typeof(DecomposeLog), typeof(ExecuteLog), typeof(OperationLog), typeof(AcrossPlansLog), typeof(ChildJobs) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.FieldType == typeof(WorkCode))
            .Select(field => ((WorkCode)field.GetValue(null)!).Name).ToHashSet();
        var read = (IReadOnlySet<string>)typeof(PlanGrowth).GetField("ChangingLines", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

        Assert.Empty(read.Except(work));
        Assert.Superset(
            new HashSet<string> { "node.leaf", "node.failed", "branch.stopped", "operation.proposed", "operation.step", "plan.created", "child.started", "child.ended", "reindex.corrected" }, work);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_execution_tells_of_just_the_ends_that_are_stored(bool afterCommit)
    {
        for (var crashAt = 1; crashAt <= 9; crashAt++)
        {
            using var house = new ExecuteHouse(ScriptedWriter.FailingAt("c"));
            var plan = await house.DrawAsync("a\n  a1\n  a2 < a1\nb\nc\nd < c");
            using var job = new RecordingJob(house.Files, plan.PlanId, new ExecuteParams { Concurrency = 2 }) { CrashAt = crashAt, CrashAfterCommit = afterCommit };

            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(job));

            var tasks = await house.TasksAsync(plan);
            Assert.Equal(Titles(tasks, PlanTaskStatus.Completed), Told(job, "task.completed", "summary.completed"));
            Assert.Equal(Titles(tasks, PlanTaskStatus.Failed), Told(job, "task.failed"));
            Assert.Equal(Titles(tasks, PlanTaskStatus.Skipped), Told(job, "task.skipped"));
            Assert.Equal(Titles(tasks, PlanTaskStatus.Running), Told(job, "task.started").Except(Told(job, "task.completed", "summary.completed", "task.failed")));
        }

        static IEnumerable<string> Titles(IReadOnlyList<PlanTask> tasks, PlanTaskStatus status) => tasks.Where(task => task.Status == status).Select(task => task.Title).Order();

        static IEnumerable<string> Told(RecordingJob job, params string[] codes) => codes.SelectMany(job.LinesOf).Select(line => (string)line.Arguments["title"]!).Order();
    }

    [Theory]
    [InlineData(CommitMode.Apply, false)]
    [InlineData(CommitMode.Apply, true)]
    [InlineData(CommitMode.Review, false)]
    [InlineData(CommitMode.Review, true)]
    public async Task An_operation_tells_of_its_change_exactly_when_it_is_made_and_of_each_answer_once(string commit, bool afterCommit)
    {
        await using var server = await LlmServer.StartAsync();
        server.Script = request => Answers.Words(request, text => text.ToUpperInvariant());
        for (var crashAt = 1; crashAt <= 5; crashAt++)
        {
            using var house = new OperationHouse(server, ("Operations:TasksPerCall", "1"));
            var plan = await house.PlantAsync("one\ntwo\nthree\nfour");
            var parameters = new OperationParams { Operation = TaskOperations.Rewrite.Name, Hint = "louder", Commit = commit };
            using var first = new RecordingJob(house.Files, plan.PlanId, parameters) { CrashAt = crashAt, CrashAfterCommit = afterCommit };
            await Assert.ThrowsAsync<SimulatedCrashException>(() => house.RunAsync(first));
            var changes = (await house.History.ListAsync(plan.PlanId, null, 10, Ct))!.ChangeSets.Count(change => change.Kind == ChangeKind.OperationApplied);
            var drafts = (await house.Proposals.ListAsync(plan.PlanId, Ct))!.Proposals.Count;
            Assert.Equal((changes, drafts), (first.LinesOf("operation.applied").Count, first.LinesOf("operation.proposed").Count));
            using var second = house.NewJob(plan, parameters, before: first);

            await house.RunAsync(second);

            Assert.Equal([1, 2, 3, 4], first.LinesOf("operation.step").Concat(second.LinesOf("operation.step")).Select(line => (int)line.Arguments["done"]!));
        }
    }
}

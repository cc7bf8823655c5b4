using CsCheck;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Tests.Worker.Execution;

/// <summary>Order and ends, over plans of all shapes and over every order in which work may end.</summary>
public sealed class ExecuteWalkTests
{
    /// <summary>Tasks by level and by what they depend on; which fail; a seed for the order in which work ends; the rule after failures.</summary>
    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Select(Gen.Int[0, 3], Gen.Int[-6, 11], Gen.Int[-6, 11], Gen.Int[0, 9]).Array[1, 12],
        Gen.Int[0, 1_000_000],
        Gen.OneOfConst(OnFailure.SkipDependents, OnFailure.Continue),
        (tasks, seed, onFailure) => new Case(Draw(tasks), [.. tasks.Select((task, i) => (task, i)).Where(pair => pair.task.Item4 == 0).Select(pair => $"t{pair.i}")], seed, onFailure));

    [Fact]
    public void Every_task_comes_to_one_end_after_all_it_waits_for() => Cases.Sample(run =>
    {
        var plan = OutlineDrawing.Of(run.Drawing);
        var graph = new TaskGraph(plan.Outline);
        var walk = NewWalk(plan, run.OnFailure);
        var ends = new List<(string Title, TaskEnd End)>();
        var flying = new List<PlanTaskNode>();
        var random = new Random(run.Seed);
        while (walk.Remaining > 0)
        {
            foreach (var step in walk.TakeWithoutWork()) End(step.Task, step.To);
            while (walk.Next is { } next && random.Next(3) > 0)
            {
                // Its turn has come: all it waits for is at its end.
                Assert.All(graph.WaitsFor(next.Task.TaskId), id => Assert.Contains(ends, end => plan[end.Title] == id));
                walk.Start(next.Task);
                flying.Add(next.Task);
            }

            if (flying.Count == 0) continue;
            var landed = flying[random.Next(flying.Count)];
            flying.Remove(landed);
            TaskEnd end = run.Failing.Contains(landed.Title) ? new TaskEnd.Failed("no") : landed.Children.Count > 0 ? new TaskEnd.Summarised() : new TaskEnd.Completed();
            End(landed, end);
        }

        Assert.Equal(plan.Outline.Tasks.Count, ends.Count);
        Assert.Equal(ends.Count, ends.Select(end => end.Title).Distinct().Count());
        Assert.Equal(plan.Outline.Tasks.Count, walk.Done);
        var byTitle = ends.ToDictionary(end => end.Title, end => end.End);
        foreach (var task in plan.Outline.Tasks) AssertFitting(task, byTitle, graph, plan, run);

        void End(PlanTaskNode task, TaskEnd end)
        {
            walk.End(task.TaskId, end);
            ends.Add((task.Title, end));
        }
    }, iter: 2_000);

    [Fact]
    public void The_order_in_which_work_ends_changes_no_end() => Cases.Sample(run =>
    {
        var first = EndsOf(run, run.Seed);
        for (var other = 1; other <= 3; other++) Assert.Equal(first, EndsOf(run, run.Seed + other));
    }, iter: 500);

    [Fact]
    public void A_checkpoint_taken_at_any_moment_leads_to_the_same_ends() => Cases.Sample(run =>
    {
        var plan = OutlineDrawing.Of(run.Drawing);
        var whole = EndsOf(run, run.Seed);
        var walk = NewWalk(plan, run.OnFailure);
        for (var steps = run.Seed % 10; steps > 0 && Step(plan, walk, run); steps--)
        {
        }

        var text = walk.ToCheckpoint(new(), []).Write();
        var resumed = NewWalk(plan, run.OnFailure, ExecuteCheckpoint.Read(text));
        while (Step(plan, resumed, run))
        {
        }

        Assert.Equal(whole, EndsOf(plan, resumed));
    }, iter: 500);

    private static bool Step(OutlineDrawing plan, ExecuteWalk walk, Case run)
    {
        if (walk.TakeWithoutWork() is { Count: > 0 } steps)
        {
            foreach (var step in steps) walk.End(step.Task.TaskId, step.To);
            return true;
        }

        if (walk.Next is not { } next) return false;
        walk.Start(next.Task);
        walk.End(next.Task.TaskId, run.Failing.Contains(next.Task.Title) ? new TaskEnd.Failed("no") : plan.Outline.Find(next.Task.TaskId)!.Children.Count > 0 ? new TaskEnd.Summarised() : new TaskEnd.Completed());
        return true;
    }

    private static string EndsOf(Case run, int seed)
    {
        var plan = OutlineDrawing.Of(run.Drawing);
        var walk = NewWalk(plan, run.OnFailure);
        var random = new Random(seed);
        var flying = new List<PlanTaskNode>();
        while (walk.Remaining > 0)
        {
            foreach (var step in walk.TakeWithoutWork()) walk.End(step.Task.TaskId, step.To);
            while (walk.Next is { } next)
            {
                walk.Start(next.Task);
                flying.Add(next.Task);
            }

            if (flying.Count == 0) continue;
            var landed = flying[random.Next(flying.Count)];
            flying.Remove(landed);
            walk.End(landed.TaskId, run.Failing.Contains(landed.Title) ? new TaskEnd.Failed("no") : landed.Children.Count > 0 ? new TaskEnd.Summarised() : new TaskEnd.Completed());
        }

        return EndsOf(plan, walk);
    }

    private static string EndsOf(OutlineDrawing plan, ExecuteWalk walk) =>
        string.Join("; ", walk.ToCheckpoint(new(), []).Ends().OrderBy(end => end.TaskId).Select(end => $"{plan.Outline.Find(end.TaskId)!.Title} {end.End}"));

    private static ExecuteWalk NewWalk(OutlineDrawing plan, string onFailure, ExecuteCheckpoint? from = null)
    {
        var limits = new ExecuteParams { OnFailure = onFailure };
        return new ExecuteWalk(plan.Outline, new ExecuteSelection(plan.Outline, null, limits, from ?? new()), limits, from ?? new());
    }

    /// <summary>The end of a task follows from the ends of what it waits for, and from nothing else.</summary>
    private static void AssertFitting(PlanTaskNode task, Dictionary<string, TaskEnd> ends, TaskGraph graph, OutlineDrawing plan, Case run)
    {
        var end = ends[task.Title];
        var waitedFor = plan.Titles(graph.WaitsFor(task.TaskId)).Select(title => ends[title]).ToList();
        if (task.Children.Count > 0)
        {
            var closed = waitedFor.All(child => child.IsGood);
            Assert.Equal(closed, end is TaskEnd.Summarised or TaskEnd.Failed);
            Assert.Equal(!closed, end is TaskEnd.LeftOpen);
            return;
        }

        switch (end)
        {
            case TaskEnd.Completed:
                Assert.DoesNotContain(task.Title, run.Failing);
                if (run.OnFailure != OnFailure.Continue) Assert.All(waitedFor, other => Assert.True(other.IsGood));
                break;
            case TaskEnd.Skipped skipped:
                Assert.NotEqual(OnFailure.Continue, run.OnFailure);
                Assert.False(ends[plan.Outline.Find(skipped.Cause)!.Title].IsGood);
                break;
            case TaskEnd.Failed failed:
                // Either the work failed, or it waits for itself.
                Assert.True(run.Failing.Contains(task.Title) || failed.Error.StartsWith("It waits for itself", StringComparison.Ordinal));
                break;
            default:
                Assert.Fail($"{task.Title} ended as {end}.");
                break;
        }
    }

    private static string Draw((int Level, int First, int Second, int Failing)[] tasks)
    {
        var lines = new List<string>();
        var level = -1;
        for (var i = 0; i < tasks.Length; i++)
        {
            level = Math.Min(tasks[i].Level, level + 1);
            string[] on = [.. new[] { tasks[i].First, tasks[i].Second }.Where(other => other >= 0 && other < tasks.Length).Distinct().Select(other => $"t{other}")];
            lines.Add($"{new string(' ', level * 2)}t{i}{(on.Length > 0 ? $" < {string.Join(", ", on)}" : "")}");
        }

        return string.Join('\n', lines);
    }

    private sealed record Case(string Drawing, IReadOnlyList<string> Failing, int Seed, string OnFailure)
    {
        public override string ToString() => $"{Drawing}\nfailing: {string.Join(' ', Failing)}; seed {Seed}; {OnFailure}";
    }
}

using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Graphs;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Execution;

namespace PlanDecomp.Worker.Outlines;

/// <summary>The results of what a task waits for, cut to the room there is.</summary>
internal sealed class PriorResults(ITaskResultStore results)
{
    /// <summary>Results that one task is told of; those behind them are hardly of use.</summary>
    private const int MaxInputs = 20;

    /// <summary>A shorter excerpt says nothing.</summary>
    private const int LeastExcerpt = 200;

    /// <summary>What the task waits for, the nearest first. What it depends on itself is named even without a result: done by hand, or failed.</summary>
    /// <returns>And the stamps of the results of what it depends on itself; empty for those without one.</returns>
    public async Task<(IReadOnlyList<TaskInput> Inputs, Dictionary<long, string> Stamps)> BeforeAsync(PlanTaskNode task, PlanOutline outline, int maxLength, CancellationToken ct)
    {
        var graph = new TaskGraph(outline);
        var newest = await results.ReadNewestAsync(task.PlanId, [.. graph.NearestFirst(task.TaskId)], ct);
        var direct = graph.WaitsFor(task.TaskId).ToHashSet();
        var inputs = graph.NearestFirst(task.TaskId).Where(id => direct.Contains(id) || newest.ContainsKey(id)).Take(MaxInputs)
            .Select(id => outline.Find(id)!).ToList();
        var texts = Excerpt.FirstOnesFirst([.. inputs.Select(input => newest.GetValueOrDefault(input.TaskId)?.Content ?? "")], maxLength, LeastExcerpt);
        return (
            [.. inputs.Take(texts.Count).Select((input, i) => new TaskInput(input.Title, input.Status, newest.ContainsKey(input.TaskId) ? texts[i] : null))],
            direct.ToDictionary(id => id, id => newest.GetValueOrDefault(id)?.Stamp ?? ""));
    }

    /// <summary>Those of them that have a result. Where nothing of the plan has one, nothing is read.</summary>
    public async Task<IReadOnlyList<TaskInput>> FinishedBeforeAsync(PlanTaskNode task, PlanOutline outline, int maxLength, CancellationToken ct) =>
        outline.Tasks.Any(other => other.ResultVersion is not null)
            ? [.. (await BeforeAsync(task, outline, maxLength, ct)).Inputs.Where(input => input.Content is not null)]
            : [];
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Execution;

/// <summary>Gathers what a writer needs to know of a task.</summary>
internal sealed class WritingRequests(ITaskResultStore results, ExecuteParams limits, ExecutionOptions options)
{
    /// <summary>Results that one task is told of; those behind them are hardly of use.</summary>
    private const int MaxInputs = 20;

    /// <summary>A shorter excerpt says nothing.</summary>
    private const int LeastExcerpt = 200;

    /// <param name="task">As it is now.</param>
    /// <param name="outline">The plan as it is now.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<WritingRequest> CreateAsync(PlanTaskNode task, PlanOutline outline, CancellationToken ct)
    {
        var isSummary = task.Children.Count > 0;
        return new WritingRequest
        {
            TaskId = task.TaskId,
            Kind = isSummary ? TaskResultKind.Summary : TaskResultKind.Work,
            PlanTitle = outline.Plan.Title,
            PlanDescription = outline.Plan.Description,
            Ancestors = [.. outline.AncestorsOf(task.TaskId).Select(above => new TaskPurpose(above.Title, above.Instruction))],
            Title = task.Title,
            Instruction = task.Instruction,
            Inputs = isSummary ? await PartsAsync(task, ct) : await InputsAsync(task, outline, ct),
            Outline = outline.Text,
            Hint = string.IsNullOrWhiteSpace(limits.Hint) ? null : limits.Hint,
        };
    }

    /// <summary>The children, all of them, with an equal share of the room for each.</summary>
    private async Task<IReadOnlyList<TaskInput>> PartsAsync(PlanTaskNode task, CancellationToken ct)
    {
        var newest = await results.ReadNewestAsync(task.PlanId, [.. task.Children.Select(child => child.TaskId)], ct);
        var texts = Excerpt.EquallyShared([.. task.Children.Select(child => newest.GetValueOrDefault(child.TaskId)?.Content ?? "")], options.MaxInputLength);
        return [.. task.Children.Select((child, i) => new TaskInput(child.Title, child.Status, newest.ContainsKey(child.TaskId) ? texts[i] : null))];
    }

    /// <summary>Results of what the task waits for, the nearest first, as far as there is room.</summary>
    private async Task<IReadOnlyList<TaskInput>> InputsAsync(PlanTaskNode task, PlanOutline outline, CancellationToken ct)
    {
        var graph = new TaskGraph(outline);
        var newest = await results.ReadNewestAsync(task.PlanId, [.. graph.NearestFirst(task.TaskId)], ct);
        var direct = graph.WaitsFor(task.TaskId).ToHashSet();

        // What it depends on itself is named even without a result: done by hand, or failed.
        var inputs = graph.NearestFirst(task.TaskId).Where(id => direct.Contains(id) || newest.ContainsKey(id)).Take(MaxInputs)
            .Select(id => outline.Find(id)!).ToList();
        var texts = Excerpt.FirstOnesFirst([.. inputs.Select(input => newest.GetValueOrDefault(input.TaskId)?.Content ?? "")], options.MaxInputLength, LeastExcerpt);
        return [.. inputs.Take(texts.Count).Select((input, i) => new TaskInput(input.Title, input.Status, newest.ContainsKey(input.TaskId) ? texts[i] : null))];
    }
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Plans.Thinking;
using PlanDecomp.Worker.Outlines;

namespace PlanDecomp.Worker.Execution;

/// <summary>Gathers what a writer needs to know of a task.</summary>
internal sealed class WritingRequests(ITaskResultStore results, ExecuteParams limits, ExecutionOptions options)
{
    private readonly PriorResults _prior = new(results);

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
            Ancestors = [.. outline.AncestorsOf(task.TaskId).Select(above => TaskSketch.Of(above, outline))],
            Title = task.Title,
            Instruction = task.Instruction,
            Inputs = isSummary ? await PartsAsync(task, ct) : await _prior.BeforeAsync(task, outline, options.MaxInputLength, ct),
            Outline = outline.Text,
            Hint = StandingWishes.With(outline.Plan.Wishes, limits.Hint),
        };
    }

    /// <summary>The children, all of them, with an equal share of the room for each.</summary>
    private async Task<IReadOnlyList<TaskInput>> PartsAsync(PlanTaskNode task, CancellationToken ct)
    {
        var newest = await results.ReadNewestAsync(task.PlanId, [.. task.Children.Select(child => child.TaskId)], ct);
        var texts = Excerpt.EquallyShared([.. task.Children.Select(child => newest.GetValueOrDefault(child.TaskId)?.Content ?? "")], options.MaxInputLength);
        return [.. task.Children.Select((child, i) => new TaskInput(child.Title, child.Status, newest.ContainsKey(child.TaskId) ? texts[i] : null))];
    }
}

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
    /// <returns>What the writer is told, and what its result will be made from.</returns>
    public async Task<(WritingRequest Request, ResultSource MadeFrom)> CreateAsync(PlanTaskNode task, PlanOutline outline, CancellationToken ct)
    {
        var isSummary = task.Children.Count > 0;
        var (inputs, stamps) = isSummary ? await PartsAsync(task, ct) : await _prior.BeforeAsync(task, outline, options.MaxInputLength, ct);
        var request = new WritingRequest
        {
            TaskId = task.TaskId,
            Kind = isSummary ? TaskResultKind.Summary : TaskResultKind.Work,
            PlanTitle = outline.Plan.Title,
            PlanDescription = outline.Plan.Description,
            Ancestors = [.. outline.AncestorsOf(task.TaskId).Select(above => TaskSketch.Of(above, outline))],
            Title = task.Title,
            Instruction = task.Instruction,
            Inputs = inputs,
            Outline = outline.Text,
            Hint = StandingWishes.With(outline.Plan.Wishes, limits.Hint),
        };
        return (request, new ResultSource(ResultSource.WordsOf(task), stamps));
    }

    /// <summary>The final document's: all leaves below the target that have a result or are prepared, with an equal share of the room for each.</summary>
    /// <param name="target">Null for the whole plan.</param>
    /// <param name="outline">The plan as it is now.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>Null when there are not two results to put together.</returns>
    public async Task<WritingRequest?> CreateDocumentAsync(PlanTaskNode? target, PlanOutline outline, CancellationToken ct)
    {
        var leaves = PlanOutline.Below(target is null ? outline.Top : [target])
            .Where(task => task.Children.Count == 0 && (task.ResultVersion is not null || task.Status == PlanTaskStatus.Prepared)).ToList();
        if (leaves.Count(task => task.ResultVersion is not null) < 2) return null;
        var newest = await results.ReadNewestAsync(outline.Plan.PlanId, [.. leaves.Select(task => task.TaskId)], ct);
        var texts = Excerpt.EquallyShared([.. leaves.Select(task => newest.GetValueOrDefault(task.TaskId)?.Content ?? "")], options.MaxDocumentInputLength);
        return new WritingRequest
        {
            TaskId = target?.TaskId,
            Kind = TaskResultKind.Document,
            PlanTitle = outline.Plan.Title,
            PlanDescription = outline.Plan.Description,
            Ancestors = target is null ? [] : [.. outline.AncestorsOf(target.TaskId).Select(above => TaskSketch.Of(above, outline))],
            Title = target?.Title ?? outline.Plan.Title,
            Instruction = target?.Instruction ?? outline.Plan.Description,
            Inputs = [.. leaves.Select((task, i) => new TaskInput(task.Title, task.Status, newest.ContainsKey(task.TaskId) ? texts[i] : null))],
            Hint = StandingWishes.With(outline.Plan.Wishes, limits.Hint),
        };
    }

    /// <summary>The children, all of them, with an equal share of the room for each.</summary>
    private async Task<(IReadOnlyList<TaskInput> Inputs, Dictionary<long, string> Stamps)> PartsAsync(PlanTaskNode task, CancellationToken ct)
    {
        var newest = await results.ReadNewestAsync(task.PlanId, [.. task.Children.Select(child => child.TaskId)], ct);
        var texts = Excerpt.EquallyShared([.. task.Children.Select(child => newest.GetValueOrDefault(child.TaskId)?.Content ?? "")], options.MaxInputLength);
        return (
            [.. task.Children.Select((child, i) => new TaskInput(child.Title, child.Status, newest.ContainsKey(child.TaskId) ? texts[i] : null))],
            task.Children.ToDictionary(child => child.TaskId, child => newest.GetValueOrDefault(child.TaskId)?.Stamp ?? ""));
    }
}

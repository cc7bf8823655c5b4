using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Plans.Edits;

namespace PlanDecomp.Plans.Thinking;

/// <summary>Looks at a whole tree whose branches were each planned for themselves, and says what that could not see. Two stand behind it: a language model, and the offline rules.</summary>
public interface IPlanLinker
{
    /// <param name="request">The tree.</param>
    /// <param name="usage">Told of every paid call as it ends, failed ones included; refuses the next when a budget is used up.</param>
    /// <param name="ct">Cancels, also in mid-call.</param>
    /// <exception cref="PlanLinkingException">No usable answer came of it. The tree stays as it is.</exception>
    Task<LinkPlan> LinkAsync(LinkRequest request, ICallUsage usage, CancellationToken ct);
}

/// <summary>What a linker needs to know.</summary>
public sealed record LinkRequest
{
    /// <summary>The whole tree.</summary>
    public required PlanOutline Outline { get; init; }

    /// <summary>What was broken down; null for the whole plan. Of the tasks outside only those change that wait for something inside.</summary>
    public long? TargetTaskId { get; init; }

    /// <summary>The tasks that were made for the job: only these are merged.</summary>
    public IReadOnlySet<long> Own { get; init; } = new HashSet<long>();

    /// <summary>Tasks that may be added.</summary>
    public int MaxAdded { get; init; }

    public DateOnly? Today { get; init; }

    /// <summary>What to mind, the plan's standing wishes included.</summary>
    public string? Hint { get; init; }
}

/// <summary>A linker's answer; it keeps the rules of plans on the tree it was made for.</summary>
/// <param name="Edits">Of each task one at most; new tasks have ids below all others.</param>
/// <param name="Open">Numbers of the request that the plan does not keep.</param>
public sealed record LinkPlan(IReadOnlyList<TaskEdit> Edits, IReadOnlyList<OpenNumber> Open)
{
    public int Merged => Edits.Count(edit => edit.Remove);

    /// <summary>What it comes to on the tree it was made for.</summary>
    public LinkResult CountOn(PlanOutline outline)
    {
        var (added, removed, gaps) = (0, 0, 0);
        foreach (var edit in Edits)
        {
            var before = outline.Find(edit.TaskId);
            if (before is null) gaps++;
            if (edit.DependsOn is not { } after) continue;
            added += after.Except(before?.DependsOn ?? []).Count();
            removed += (before?.DependsOn ?? []).Except(after).Count();
        }

        return new LinkResult { AddedDependencies = added, RemovedDependencies = removed, MergedTasks = Merged, AddedTasks = gaps, OpenNumbers = Open };
    }
}

/// <summary>No usable answer for a tree, repairs and retries included. The message is for a person.</summary>
public sealed class PlanLinkingException(string message, Exception? inner = null) : Exception(message, inner);

using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>What a task depends on, by a person's words for each.</summary>
internal static class TaskDependencies
{
    /// <returns>The ids; an empty list for null.</returns>
    public static Found<IReadOnlyList<long>> Find(ChatTurn turn, PlanTree tree, IReadOnlyList<string>? words)
    {
        var ids = new List<long>();
        foreach (var each in words ?? [])
        {
            var found = TaskFinder.Find(turn, tree, each);
            if (found.Item is not { } task) return new Found<IReadOnlyList<long>>(null, found.Problem, found.IsUnknown);
            if (!ids.Contains(task.Task.TaskId)) ids.Add(task.Task.TaskId);
        }

        return Found<IReadOnlyList<long>>.It(ids);
    }
}

using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>What of a plan can be done now, what waits, and for what.</summary>
/// <remarks>The work is in the leaves; what a parent depends on holds for every leaf below it, and a dependency on a parent means all below it.</remarks>
internal sealed class OpenWork
{
    private OpenWork(IReadOnlyList<NumberedTask> all, IReadOnlyList<NumberedTask> ready, IReadOnlyList<BlockedTask> blocked, IReadOnlyList<NumberedTask> failed) =>
        (All, Ready, Blocked, Failed) = (all, ready, blocked, failed);

    /// <summary>All tasks that have none below them.</summary>
    public IReadOnlyList<NumberedTask> All { get; }

    /// <summary>To be done, and nothing is in the way; what is prepared is a person's to do.</summary>
    public IReadOnlyList<NumberedTask> Ready { get; }

    public IReadOnlyList<BlockedTask> Blocked { get; }

    public IReadOnlyList<NumberedTask> Failed { get; }

    /// <summary>What the blocked tasks wait for and waits for nothing itself, the one that most wait for first.</summary>
    public IReadOnlyList<(NumberedTask Task, int Holds)> Causes =>
    [
        .. Blocked.SelectMany(blocked => blocked.WaitsFor).Where(other => Blocked.All(blocked => blocked.Task.Task.TaskId != other.Task.TaskId))
            .GroupBy(other => other.Task.TaskId).Select(same => (Task: same.First(), Holds: same.Count())).OrderByDescending(cause => cause.Holds),
    ];

    public static OpenWork Of(PlanTree tree)
    {
        var numbered = NumberedTasks.Of(tree);
        var byId = numbered.ToDictionary(task => task.Task.TaskId);
        var leaves = numbered.Where(task => task.Task.Children.Count == 0).ToList();
        var (ready, blocked, failed) = (new List<NumberedTask>(), new List<BlockedTask>(), new List<NumberedTask>());
        foreach (var leaf in leaves)
        {
            if (leaf.Task.Status == PlanTaskStatus.Failed) failed.Add(leaf);
            if (leaf.Task.Status is not (PlanTaskStatus.Pending or PlanTaskStatus.Prepared or PlanTaskStatus.Failed) && !IsSkippedByRun(leaf.Task)) continue;
            var waits = WaitsFor(leaf.Task, byId).Where(other => !IsOver(other.Task)).ToList();
            if (waits.Count > 0) blocked.Add(new BlockedTask(leaf, waits));
            else if (leaf.Task.Status is PlanTaskStatus.Pending or PlanTaskStatus.Prepared) ready.Add(leaf);
        }

        return new OpenWork(leaves, ready, blocked, failed);
    }

    private static IEnumerable<NumberedTask> WaitsFor(PlanTask leaf, Dictionary<long, NumberedTask> byId)
    {
        var seen = new HashSet<long>();
        for (PlanTask? at = leaf; at is not null; at = at.ParentId is { } parent && byId.TryGetValue(parent, out var above) ? above.Task : null)
        {
            foreach (var id in at.DependsOn)
            {
                if (!byId.TryGetValue(id, out var other)) continue;
                foreach (var below in NumberedTasks.Below(other.Task).Where(task => task.Children.Count == 0 && seen.Add(task.TaskId))) yield return byId[below.TaskId];
            }
        }
    }

    /// <summary>Nothing waits for what is done, or left out by a person.</summary>
    private static bool IsOver(PlanTask task) => task.Status == PlanTaskStatus.Completed || (task.Status == PlanTaskStatus.Skipped && !IsSkippedByRun(task));

    private static bool IsSkippedByRun(PlanTask task) => task is { Status: PlanTaskStatus.Skipped, Error: not null };
}

/// <param name="Task">What cannot be done yet.</param>
/// <param name="WaitsFor">What has to be done before; leaves only.</param>
internal sealed record BlockedTask(NumberedTask Task, IReadOnlyList<NumberedTask> WaitsFor);

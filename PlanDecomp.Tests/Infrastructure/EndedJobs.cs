using PlanDecomp.Jobs.History;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>Removes ended jobs as the retention policy does, without what belongs to them elsewhere.</summary>
public static class EndedJobs
{
    public static async Task<int> RemoveEndedAsync(this IJobStore store, DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        foreach (var due in await store.ExpiredJobsAsync(new ExpiryRules(null, null, before), ct))
        {
            if ((await store.RemoveJobAsync(due, () => Task.CompletedTask, ct)).IsGone) removed++;
        }

        return removed;
    }
}

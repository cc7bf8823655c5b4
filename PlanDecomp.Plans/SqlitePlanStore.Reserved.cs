using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans;

/// <remarks>
/// A plan that a job makes touches three files: the job's, where its checkpoint keeps the id, the plan's own, and the index.
/// So the id is taken first, and every step after that can be done again.
/// </remarks>
public sealed partial class SqlitePlanStore
{
    public async Task<long> ReserveAsync(string owner, string title, CancellationToken ct)
    {
        while (true)
        {
            var planId = await index.BeginAsync(owner, title, "", time.GetUtcNow(), ct);
            if (!File.Exists(files.Folder.Plan(planId))) return planId;

            // Someone laid a file there that the index does not know. It is not ours to fill: the next id then.
            await index.RemoveAsync(planId, CancellationToken.None);
        }
    }

    public async Task<Plan?> CreateReservedAsync(long planId, string owner, PlanDocument plan, string jobId, CancellationToken ct)
    {
        if (await index.RenewAsync(planId, ct) is not { } isMade) return await GoneAsync(planId);
        var file = files.Folder.Plan(planId);
        if (!File.Exists(file))
        {
            // Another in the place of one that is away would be lost when that one is back, or take its place for good.
            if (isMade) throw new SqliteFileMissingException(file);
            await files.CreateAsync(file, CancellationToken.None);
        }

        var reading = await files.WriteAsync<PlanReading?>(file, connection =>
        {
            var now = time.GetUtcNow();
            if (PlanRow.Read(connection, planId) is null)
            {
                PlanRow.Insert(connection, new Plan
                {
                    PlanId = planId,
                    Owner = owner,
                    Title = plan.Title,
                    Description = plan.Description,
                    Wishes = plan.Wishes,
                    CreatedAt = now,
                    UpdatedAt = now,
                });
                DocumentRows.Insert(connection, plan, jobId, now);
            }

            return new PlanReading(PlanRow.Read(connection, planId)!, now);
        }, CancellationToken.None).OrNullWhenMissing();
        if (reading is null && await index.RenewAsync(planId, CancellationToken.None) is not null) throw new SqliteFileMissingException(file);
        if (reading is null || reading.Plan.Owner != owner) return await GoneAsync(planId);
        if (await index.PublishAsync(reading, CancellationToken.None)) return reading.Plan;

        // Whoever took the reservation back did not see the file yet.
        await files.DeleteAsync(file, CancellationToken.None);
        return await GoneAsync(planId);
    }

    private async Task<Plan?> GoneAsync(long planId) =>
        await index.IsDeletedAsync(planId, CancellationToken.None) ? throw new PlanDeletedException(planId) : null;
}

using Dapper;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

public sealed partial class SqliteJobStore
{
    /// <summary>Lines one transaction removes: a running job of the same plan must not wait for its turn past its lease.</summary>
    private const int LinesAtOnce = 2_000;

    public async Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        foreach (var row in await _index.FinishedBeforeAsync(before, ct))
        {
            await ApartAsync(row.PlanId, async () =>
            {
                await RemoveAsync(row.JobId, files.Folder.JobsOf(row.PlanId), ct);
                await _index.RemoveAsync([row.JobId], ct);
                removed++;
            });
        }

        return removed;
    }

    private async Task RemoveAsync(string jobId, string file, CancellationToken ct)
    {
        try
        {
            while (await files.WriteAsync(file, db => db.Execute("""
                DELETE FROM decomposition_job_logs
                WHERE id IN (SELECT id FROM decomposition_job_logs WHERE job_id = @jobId ORDER BY seq LIMIT @LinesAtOnce)
                """, new { jobId, LinesAtOnce }), ct) == LinesAtOnce)
            {
            }

            await files.WriteAsync(file, db => { db.Execute("DELETE FROM decomposition_jobs WHERE job_id = @jobId", new { jobId }); }, ct);
        }
        catch (SqliteFileMissingException)
        {
            // The plan is gone, and its jobs with it: only the index still knows them.
        }
    }
}

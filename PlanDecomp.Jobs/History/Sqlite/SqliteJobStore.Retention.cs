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
                if (await RemoveAsync(row.JobId, files.Folder.JobsOf(row.PlanId), ct)) await _index.RemoveAsync([row.JobId], ct);
                else if (await _index.RemoveOfDeletedPlansAsync([row.JobId], ct) == 0) return;
                removed++;
            });
        }

        return removed;
    }

    /// <returns>False when the file is not there: its plan was deleted, or it is away.</returns>
    private async Task<bool> RemoveAsync(string jobId, string file, CancellationToken ct)
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
            return true;
        }
        catch (SqliteFileMissingException)
        {
            return false;
        }
    }
}

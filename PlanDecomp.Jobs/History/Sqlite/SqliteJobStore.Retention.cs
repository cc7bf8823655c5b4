using Dapper;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

public sealed partial class SqliteJobStore
{
    public async Task<int> RemoveEndedAsync(DateTimeOffset before, int limit, CancellationToken ct)
    {
        var ended = await _index.FinishedBeforeAsync(before, limit, ct);
        foreach (var file in ended.GroupBy(row => row.PlanId))
        {
            string[] ids = [.. file.Select(row => row.JobId)];
            try
            {
                // The lines go with their job by the foreign key.
                await files.WriteAsync(files.Folder.JobsOf(file.Key), db =>
                {
                    foreach (var jobId in ids) db.Execute("DELETE FROM decomposition_jobs WHERE job_id = @jobId", new { jobId });
                }, ct);
            }
            catch (SqliteFileMissingException)
            {
                // The plan is gone, and its jobs with it: only the index still knows them.
            }

            await _index.RemoveAsync(ids, ct);
        }

        return ended.Count;
    }
}

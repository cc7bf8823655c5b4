using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.History.Sqlite;

/// <summary>The job store over SQLite: each plan's jobs in the plan's file, the rest in <c>system_jobs.sqlite</c>, an index in <c>main.sqlite</c>.</summary>
/// <remarks>Split by what it does: this file reads; submissions, runs and sweeps have files of their own.</remarks>
public sealed partial class SqliteJobStore(
    SqliteFiles files, IOptions<JobsOptions> options, TimeProvider time, ILogger<SqliteJobStore> logger) : IJobStore
{
    private readonly JobIndex _index = new(files);

    static SqliteJobStore() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public async Task<Job?> FindAsync(string jobId, CancellationToken ct)
    {
        if (await LocateAsync(jobId, ct) is not { } planId) return null;
        try
        {
            return await files.ReadAsync(FileOf(planId), db => Find(db, jobId)?.ToJob(planId.Id), ct);
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }
    }

    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken ct) => _index.ListAsync(filter, ct);

    public Task<IReadOnlyList<JobSummary>> ChildrenAsync(string parentJobId, CancellationToken ct) => _index.ChildrenAsync(parentJobId, ct);

    public async Task<JobLogPage?> ReadLogAsync(string jobId, JobLogQuery query, CancellationToken ct)
    {
        if (await LocateAsync(jobId, ct) is not { } planId) return null;
        try
        {
            return await files.ReadAsync(FileOf(planId), db => LogPages.Read(db, jobId, query), ct);
        }
        catch (SqliteFileMissingException)
        {
            return null;
        }
    }

    /// <summary>Which file the job lives in; null when there is no such job. Completes a submission that was only begun.</summary>
    private async Task<JobHome?> LocateAsync(string jobId, CancellationToken ct)
    {
        if (!JobId.IsWellFormed(jobId) || await _index.FindAsync(jobId, ct) is not { } row) return null;
        if (row.IntentJson is not null && await CompleteAsync(row, ct) is null) return null;
        return new JobHome(row.PlanId);
    }

    /// <summary>Tells the index. What is stored is stored: an index that is busy follows with the next sweep.</summary>
    private async Task ProjectAsync(Job job)
    {
        try
        {
            await _index.ProjectAsync([job], CancellationToken.None);
        }
        catch (SqliteException e)
        {
            LogIndexBehind(job.JobId, e.Message);
        }
    }

    private string FileOf(JobHome home) => files.Folder.JobsOf(home.Id);

    private static JobRow? Find(SqliteConnection db, string jobId) =>
        db.QuerySingleOrDefault<JobRow>($"SELECT {JobRow.Columns} FROM decomposition_jobs WHERE job_id = @jobId", new { jobId });

    [LoggerMessage(LogLevel.Warning, "The index could not be told of job {JobId}; the next sweep does it: {Reason}")]
    private partial void LogIndexBehind(string jobId, string reason);

    /// <summary>A plan's file, or with null the one for jobs without a plan.</summary>
    private readonly record struct JobHome(long? Id);
}

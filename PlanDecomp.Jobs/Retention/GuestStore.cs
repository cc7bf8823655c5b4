using Dapper;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;

namespace PlanDecomp.Jobs.Retention;

/// <summary>When guests were here last, in <c>main.sqlite</c>: other accounts are their authority's to end.</summary>
public sealed class GuestStore(SqliteFiles files)
{
    /// <summary>Starts the account names of guests.</summary>
    public const string Prefix = "guest:";

    private string Main => files.Folder.Main;

    /// <summary>Notes a visit.</summary>
    public Task SeenAsync(string owner, DateTimeOffset at, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        db.Execute(
            "INSERT INTO accounts (owner, seen_at) VALUES (@owner, @at) ON CONFLICT (owner) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)",
            new { owner, at = SqliteTime.Write(at) });
    }, ct);

    /// <summary>Guests that have no plan, no job at work and were not here since a time, with the ended jobs that are theirs.</summary>
    public Task<IReadOnlyList<AbsentGuest>> AbsentSinceAsync(DateTimeOffset time, CancellationToken ct) => files.ReadAsync<IReadOnlyList<AbsentGuest>>(Main, db =>
    [
        .. db.Query<string>($"SELECT owner FROM accounts WHERE {IsAbsent} ORDER BY owner", new { time = SqliteTime.Write(time), Prefix }).AsList()
            .Select(owner => new AbsentGuest(owner,
                [.. db.Query<(string JobId, long? PlanId)>("SELECT job_id, plan_id FROM jobs WHERE owner = @owner", new { owner }).Select(job => new ExpiredJob(job.JobId, job.PlanId))])),
    ], ct);

    /// <summary>Removes the account with its conversations, unless the guest has come back meanwhile.</summary>
    public Task<bool> RemoveAsync(string owner, DateTimeOffset time, CancellationToken ct) => files.WriteAsync(Main, db =>
    {
        var isGone = db.Execute($"DELETE FROM accounts WHERE owner = @owner AND {IsAbsent}", new { owner, time = SqliteTime.Write(time), Prefix }) == 1;
        if (isGone) db.Execute("DELETE FROM chat_sessions WHERE owner = @owner; DELETE FROM spending WHERE owner = @owner", new { owner });
        return isGone;
    }, ct);

    private const string IsAbsent = """
        seen_at < @time AND substr(owner, 1, length(@Prefix)) = @Prefix
        AND NOT EXISTS (SELECT 1 FROM plans WHERE plans.owner = accounts.owner)
        AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.owner = accounts.owner AND jobs.status IN ('queued', 'running'))
        """;
}

/// <summary>A guest who will not come back.</summary>
/// <param name="Owner">The account.</param>
/// <param name="Jobs">Ended jobs bound to no plan.</param>
public sealed record AbsentGuest(string Owner, IReadOnlyList<ExpiredJob> Jobs);

using System.Data.Common;
using System.Text.Json;
using Dapper;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Proposals;

/// <summary>Writes a job's proposal, from inside the job's commits.</summary>
public static class ProposalWrites
{
    /// <summary>The job's proposal: the one it has begun already, or a new one.</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="proposal">What it is.</param>
    /// <param name="madeAgainst">The tree that the job has seen.</param>
    /// <param name="now">The time it gets.</param>
    public static long Begin(DbConnection connection, NewProposal proposal, TreeSnapshot madeAgainst, DateTimeOffset now) =>
        Find(connection, proposal.JobId) ?? connection.ExecuteScalar<long>("""
            INSERT INTO proposals (job_id, operation, target_task_id, title, status, base_json, created_at)
            VALUES (@JobId, @Operation, @TargetTaskId, @Title, 'open', @madeAgainst, @now) RETURNING proposal_id
            """, new
        {
            proposal.JobId,
            proposal.Operation,
            proposal.TargetTaskId,
            proposal.Title,
            madeAgainst = madeAgainst.Write(),
            now = SqliteTime.Write(now),
        });

    /// <summary>The job's proposal; null when it has begun none.</summary>
    public static long? Find(DbConnection connection, string jobId) =>
        connection.ExecuteScalar<long?>("SELECT proposal_id FROM proposals WHERE job_id = @jobId", new { jobId });

    /// <summary>The edits of the job's proposal so far, in the order they were added.</summary>
    public static IReadOnlyList<TaskEdit> Edits(DbConnection connection, string jobId) => Find(connection, jobId) is { } proposalId
        ? [.. ProposalRow.ReadEdits(connection, proposalId).Select(stored => stored.Edit).OrderByDescending(edit => edit.TaskId)]
        : [];

    /// <summary>The id that the next new task of the proposal gets: -1, -2, -3 …</summary>
    public static long NextNewId(DbConnection connection, long proposalId) => connection.ExecuteScalar<long>(
        "SELECT coalesce(min(task_id), 0) FROM proposal_nodes WHERE proposal_id = @proposalId AND task_id < 0", new { proposalId }) - 1;

    /// <summary>Adds edits; one of a task that is there already takes its place.</summary>
    public static void Put(DbConnection connection, long proposalId, IEnumerable<TaskEdit> edits) => connection.Execute("""
        INSERT INTO proposal_nodes (proposal_id, task_id, edit_json) VALUES (@proposalId, @TaskId, @json)
        ON CONFLICT (proposal_id, task_id) DO UPDATE SET edit_json = excluded.edit_json
        """, edits.Select(edit => new { proposalId, edit.TaskId, json = Write(edit) }));

    internal static string Write(TaskEdit edit) => JsonSerializer.Serialize(edit, EditsJson.Readable.TaskEdit);
}

/// <summary>A proposal to begin.</summary>
/// <param name="JobId">The job that makes it.</param>
/// <param name="Operation">What the job does.</param>
/// <param name="TargetTaskId">To what; null for the whole plan.</param>
/// <param name="Title">The target's title.</param>
public sealed record NewProposal(string JobId, string Operation, long? TargetTaskId, string Title);

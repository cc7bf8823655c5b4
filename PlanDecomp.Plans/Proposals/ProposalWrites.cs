using System.Data.Common;
using System.Text.Json;
using Dapper;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Proposals;

/// <summary>Writes a job's proposal, from inside the job's commits.</summary>
internal static class ProposalWrites
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

    /// <summary>Gives the open proposal of one of some jobs to another. False when there is none.</summary>
    public static bool TakeOver(DbConnection connection, IReadOnlyList<string> from, string to) => connection.Execute(
        "UPDATE proposals SET job_id = @to WHERE job_id IN @from AND status = 'open' AND NOT EXISTS (SELECT 1 FROM proposals WHERE job_id = @to)",
        new { from, to }) > 0;

    /// <summary>The edits of the job's proposal so far, in the order they were added.</summary>
    public static IReadOnlyList<TaskEdit> Edits(DbConnection connection, string jobId) => Find(connection, jobId) is { } proposalId
        ? [.. ProposalRow.ReadEdits(connection, proposalId).Select(stored => stored.Edit).OrderByDescending(edit => edit.TaskId)]
        : [];

    /// <summary>Proposes children, behind those there are, with the dependencies between them.</summary>
    /// <param name="connection">Of the plan's file, in a transaction.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="proposalId">The proposal.</param>
    /// <param name="parentId">Null for top tasks; below 0 a task that the proposal adds.</param>
    /// <param name="depth">The level they get.</param>
    /// <param name="children">The new tasks; their dependencies must be free of cycles.</param>
    /// <param name="jobId">The decomposition that makes them.</param>
    /// <param name="now">The time they get.</param>
    /// <returns>The tasks as they would be; their ids are below 0.</returns>
    /// <exception cref="PlanRuleException">The parent has been deleted.</exception>
    public static IReadOnlyList<PlanTask> AddChildren(
        DbConnection connection, long planId, long proposalId, long? parentId, int depth, IReadOnlyList<NewTask> children, string jobId, DateTimeOffset now)
    {
        if (parentId > 0 && TaskRows.DepthOf(connection, parentId.Value) is null) throw new PlanRuleException("parent_id", $"Task {parentId} is not in the plan.");
        var first = NextNewId(connection, proposalId);
        var position = CountChildren(connection, proposalId, parentId);
        var tasks = children.Select((child, i) => new PlanTask
        {
            TaskId = first - i,
            PlanId = planId,
            ParentId = parentId,
            Position = position + i,
            Depth = depth,
            Title = child.Title,
            Instruction = child.Instruction,
            DependsOn = [.. child.DependsOn.Distinct().Order().Select(index => first - index)],
            CreatedByJob = jobId,
            CreatedAt = now,
            UpdatedAt = now,
        }).ToList();
        Put(connection, proposalId, tasks.Select(task => new TaskEdit(task.TaskId)
        {
            Title = task.Title,
            Instruction = task.Instruction,
            Place = new TaskPlace(task.ParentId, task.Position),
            DependsOn = task.DependsOn.Count > 0 ? task.DependsOn : null,
        }));
        return tasks;
    }

    /// <summary>The children a task has, those that the proposal adds included.</summary>
    public static int CountChildren(DbConnection connection, long proposalId, long? parentId) =>
        PlanTaskWrites.CountChildren(connection, parentId)
        + ProposalRow.ReadEdits(connection, proposalId).Count(stored => stored.Edit.IsNew && stored.Edit.Place?.ParentId == parentId);

    /// <summary>The id that the next new task of the proposal gets: -1, -2, -3 …</summary>
    public static long NextNewId(DbConnection connection, long proposalId) => connection.ExecuteScalar<long>(
        "SELECT coalesce(min(task_id), 0) FROM proposal_nodes WHERE proposal_id = @proposalId AND task_id < 0", new { proposalId }) - 1;

    /// <summary>Adds edits; one of a task that is there already takes its place.</summary>
    public static void Put(DbConnection connection, long proposalId, IEnumerable<TaskEdit> edits) => connection.Execute("""
        INSERT INTO proposal_nodes (proposal_id, task_id, edit_json) VALUES (@proposalId, @TaskId, @json)
        ON CONFLICT (proposal_id, task_id) DO UPDATE SET edit_json = excluded.edit_json
        """, edits.Select(edit => new { proposalId, edit.TaskId, json = Write(edit) }));

    /// <summary>Changes a proposal by edits of the tree as it would be.</summary>
    public static void Revise(DbConnection connection, long proposalId, IReadOnlyList<TaskEdit> edits)
    {
        var proposed = ProposalRow.ReadEdits(connection, proposalId).ToDictionary(stored => stored.Edit.TaskId, stored => stored.Edit);
        foreach (var edit in edits.Where(edit => edit.Remove && proposed.ContainsKey(edit.TaskId)))
        {
            connection.Execute("DELETE FROM proposal_nodes WHERE proposal_id = @proposalId AND task_id = @TaskId", new { proposalId, edit.TaskId });
        }

        Put(connection, proposalId, edits.Where(edit => !edit.Remove || !edit.IsNew).Select(edit => proposed.TryGetValue(edit.TaskId, out var before) ? before.With(edit) : edit));
    }

    internal static string Write(TaskEdit edit) => JsonSerializer.Serialize(edit, EditsJson.Readable.TaskEdit);
}

/// <summary>A proposal to begin.</summary>
/// <param name="JobId">The job that makes it.</param>
/// <param name="Operation">What the job does.</param>
/// <param name="TargetTaskId">To what; null for the whole plan.</param>
/// <param name="Title">The target's title.</param>
public sealed record NewProposal(string JobId, string Operation, long? TargetTaskId, string Title);

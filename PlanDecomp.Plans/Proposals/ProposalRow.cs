using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Proposals;

/// <summary>Reads proposals from a plan's file.</summary>
internal sealed class ProposalRow
{
    private const string Select = """
        SELECT p.proposal_id AS ProposalId, p.job_id AS JobId, p.operation AS Operation, p.target_task_id AS TargetTaskId, p.title AS Title,
          p.status AS Status,
          (SELECT count(*) FROM proposal_nodes AS n WHERE n.proposal_id = p.proposal_id) AS NodeCount,
          p.change_set_id AS ChangeSetId, CAST(p.created_at AS TEXT) AS CreatedAt, CAST(p.settled_at AS TEXT) AS SettledAt
        FROM proposals AS p
        """;

    public long ProposalId { get; init; }
    public string JobId { get; init; } = "";
    public string Operation { get; init; } = "";
    public long? TargetTaskId { get; init; }
    public string Title { get; init; } = "";
    public string Status { get; private set; } = "";
    public int NodeCount { get; init; }
    public long? ChangeSetId { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? SettledAt { get; init; }

    public static IReadOnlyList<ProposalRow> All(SqliteConnection connection) =>
        Settle(connection, connection.Query<ProposalRow>($"{Select} ORDER BY p.proposal_id DESC").AsList());

    public static ProposalRow? Find(SqliteConnection connection, long proposalId) =>
        Settle(connection, connection.Query<ProposalRow>($"{Select} WHERE p.proposal_id = @proposalId", new { proposalId }).AsList()).SingleOrDefault();

    public static TreeSnapshot ReadBase(DbConnection connection, long proposalId) =>
        TreeSnapshot.Read(connection.ExecuteScalar<string>("SELECT base_json FROM proposals WHERE proposal_id = @proposalId", new { proposalId })!);

    public static IReadOnlyList<StoredEdit> ReadEdits(DbConnection connection, long proposalId) => connection
        .Query<(string Json, bool IsEdited, bool? IsAccepted)>(
            "SELECT edit_json, is_edited, is_accepted FROM proposal_nodes WHERE proposal_id = @proposalId ORDER BY task_id", new { proposalId })
        .Select(row => new StoredEdit(JsonSerializer.Deserialize(row.Json, EditsJson.Readable.TaskEdit)!, row.IsEdited, row.IsAccepted)).ToList();

    /// <summary>Whether its job is still at work on it is the job's to say: a worker that is lost cannot.</summary>
    private static List<ProposalRow> Settle(SqliteConnection connection, List<ProposalRow> rows)
    {
        var atWork = rows.Exists(row => row.Status == ProposalStatus.Open) ? JobsInFile.AtWork(connection) : new HashSet<string>();
        foreach (var row in rows.Where(row => row.Status == ProposalStatus.Open && atWork.Contains(row.JobId))) row.Status = ProposalStatus.Drafting;
        return rows;
    }

    public Proposal ToProposal(long planId) => new()
    {
        ProposalId = ProposalId,
        PlanId = planId,
        JobId = JobId,
        Operation = Operation,
        TargetTaskId = TargetTaskId,
        Title = Title,
        Status = Status,
        NodeCount = NodeCount,
        ChangeSetId = ChangeSetId,
        CreatedAt = SqliteTime.ReadOrEpoch(CreatedAt),
        SettledAt = SqliteTime.ReadOptional(SettledAt),
    };
}

/// <summary>A proposed edit as it is stored.</summary>
internal sealed record StoredEdit(TaskEdit Edit, bool IsEdited, bool? IsAccepted);

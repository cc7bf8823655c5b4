using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Storage;

namespace PlanDecomp.Plans.Proposals;

/// <summary>The proposals in each plan's own file.</summary>
internal sealed class SqliteProposalStore(PlanFiles plans, ChangeRecorder recorder, IOptions<ChangeOptions> options) : IProposalStore
{
    public Task<ProposalList?> ListAsync(long planId, CancellationToken ct) => plans.ReadAsync(planId, (connection, _) => new ProposalList(
        [.. ProposalRow.All(connection).Select(row => row.ToProposal(planId))], options.Value.KeepProposals), ct);

    public Task<ProposalDetail?> FindAsync(long planId, long proposalId, CancellationToken ct) =>
        plans.ReadAsync(planId, (connection, _) => Detail(connection, planId, proposalId), ct);

    public Task<Proposal?> FindOfJobAsync(long planId, string jobId, CancellationToken ct) => plans.ReadAsync(
        planId, (connection, _) => ProposalWrites.Find(connection, jobId) is { } id ? ProposalRow.Find(connection, id)?.ToProposal(planId) : null, ct);

    public Task<ProposedTree?> ReadTreeAsync(long planId, string jobId, CancellationToken ct) => plans.ReadAsync(
        planId, (connection, plan) =>
        {
            var tree = new PlanTree(plan, TaskRows.ReadTree(connection, planId));
            return new ProposedTree(tree, ProposedTree.Add(tree, ProposalWrites.Edits(connection, jobId), jobId));
        }, ct);

    public Task<ProposalOutcome?> EditAsync(long planId, long proposalId, IReadOnlyList<EditProposalNode> nodes, CancellationToken ct) =>
        ChangeAsync(planId, proposalId, (connection, row, _) =>
        {
            var madeAgainst = ProposalRow.ReadBase(connection, proposalId);
            var edits = ProposalRow.ReadEdits(connection, proposalId).ToDictionary(stored => stored.Edit.TaskId, stored => stored.Edit);
            foreach (var node in nodes)
            {
                var id = node.TaskId ?? throw new PlanRuleException("nodes", "Each node needs its task_id.");
                if (!edits.TryGetValue(id, out var edit)) throw new PlanRuleException("nodes", $"Node {id} is not in the proposal.");
                if (edit.Remove) throw new PlanRuleException("nodes", $"Node {id} is to be removed; there is nothing in it to change.");
                if (id == TaskEdit.Plan && (node.DependsOn is not null || node.EffortHours is not null))
                {
                    throw new PlanRuleException("nodes", "Of the plan itself only title and instruction can be changed.");
                }

                foreach (var other in node.DependsOn ?? [])
                {
                    if (madeAgainst.Tasks.ContainsKey(other) || (other < 0 && edits.ContainsKey(other))) continue;
                    throw new PlanRuleException("nodes", $"Node {id} would depend on {other}, which is not there.");
                }

                edits[id] = edit = edit with
                {
                    Title = node.Title ?? edit.Title,
                    Instruction = node.Instruction ?? edit.Instruction,
                    DependsOn = node.DependsOn ?? edit.DependsOn,
                    EffortHours = PlanLimits.Round(node.EffortHours) ?? edit.EffortHours,
                };
                connection.Execute(
                    "UPDATE proposal_nodes SET edit_json = @json, is_edited = 1 WHERE proposal_id = @proposalId AND task_id = @id",
                    new { proposalId, id, json = ProposalWrites.Write(edit) });
            }

            var draft = new TreeDraft(madeAgainst);
            draft.Apply(edits.Values);
            if (draft.FindFault() is { } fault) throw new PlanRuleException("nodes", fault);
            return new ProposalOutcome.Changed(Detail(connection, planId, row.ProposalId)!);
        }, ct);

    public Task<ProposalOutcome?> AcceptAsync(long planId, long proposalId, IReadOnlyList<long>? nodes, CancellationToken ct) =>
        ChangeAsync(planId, proposalId, (connection, row, now) =>
        {
            if (JobsInFile.FindAtWork(connection) is { } job) return new ProposalOutcome.JobAtWork(job.JobId, job.JobType);
            var before = TreeSnapshot.Read(connection);
            var since = TreeDifferences.Find(ProposalRow.ReadBase(connection, proposalId), before);
            if (since.Count > 0) return new ProposalOutcome.TreeChanged(since);

            var chosen = Choose([.. ProposalRow.ReadEdits(connection, proposalId).Select(stored => stored.Edit)], nodes);
            var draft = new TreeDraft(before);
            var dropped = draft.Apply(chosen);
            if (draft.FindFault() is { } fault) throw new PlanRuleException("nodes", fault);

            var (ids, changeSetId) = recorder.Record(
                connection, now, () => TreeWrites.Save(connection, before, draft.ToSnapshot(), chosen, row.JobId, now),
                _ => Describe(row, chosen.Count - dropped.Count), row.JobId);
            Settle(connection, proposalId, ProposalStatus.Accepted, changeSetId, now);
            connection.Execute(
                "UPDATE proposal_nodes SET is_accepted = task_id IN (SELECT value FROM json_each(@chosen)) WHERE proposal_id = @proposalId",
                new { proposalId, chosen = $"[{string.Join(',', chosen.Select(edit => edit.TaskId).Except(dropped.Select(edit => edit.TaskId)))}]" });
            return new ProposalOutcome.Accepted(new AcceptedProposal(
                Detail(connection, planId, proposalId)!, changeSetId, ids.ToDictionary(id => $"{id.Key}", id => id.Value), dropped));
        }, ct);

    public Task<ProposalOutcome?> RejectAsync(long planId, long proposalId, CancellationToken ct) =>
        ChangeAsync(planId, proposalId, (connection, _, now) =>
        {
            Settle(connection, proposalId, ProposalStatus.Rejected, null, now);
            connection.Execute("UPDATE proposal_nodes SET is_accepted = 0 WHERE proposal_id = @proposalId", new { proposalId });
            return new ProposalOutcome.Changed(Detail(connection, planId, proposalId)!);
        }, ct);

    public Task<ProposalOutcome?> RebaseAsync(long planId, long proposalId, CancellationToken ct) =>
        ChangeAsync(planId, proposalId, (connection, _, _) =>
        {
            var now = TreeSnapshot.Read(connection);
            var madeAgainst = ProposalRow.ReadBase(connection, proposalId);
            var since = TreeDifferences.Find(madeAgainst, now).Select(difference => difference.TaskId).ToHashSet();
            var edits = ProposalRow.ReadEdits(connection, proposalId).Select(stored => stored.Edit).ToList();
            var dropped = madeAgainst.Name(new TreeDraft(now).Apply(edits));
            var gone = dropped.Select(node => node.TaskId).ToHashSet();
            foreach (var id in gone) connection.Execute("DELETE FROM proposal_nodes WHERE proposal_id = @proposalId AND task_id = @id", new { proposalId, id });
            connection.Execute("UPDATE proposals SET base_json = @json WHERE proposal_id = @proposalId", new { proposalId, json = now.Write() });
            return new ProposalOutcome.Rebased(new RebasedProposal(
                Detail(connection, planId, proposalId)!, dropped,
                [.. edits.Select(edit => edit.TaskId).Where(id => since.Contains(id) && !gone.Contains(id)).Order()]));
        }, ct);

    private Task<ProposalOutcome?> ChangeAsync(
        long planId, long proposalId, Func<SqliteConnection, ProposalRow, DateTimeOffset, ProposalOutcome> change, CancellationToken ct) =>
        plans.WriteAsync(planId, (connection, now) => ProposalRow.Find(connection, proposalId) switch
        {
            null => null,
            { Status: ProposalStatus.Open } row => change(connection, row, now),
            var row => new ProposalOutcome.NotOpen(row.ToProposal(planId)),
        }, ct);

    /// <summary>The edits that are wanted, with the new tasks they go below.</summary>
    private static List<TaskEdit> Choose(IReadOnlyList<TaskEdit> edits, IReadOnlyList<long>? nodes)
    {
        if (nodes is null) return [.. edits];
        var byId = edits.ToDictionary(edit => edit.TaskId);
        var chosen = new HashSet<long>();
        foreach (var node in nodes)
        {
            if (!byId.ContainsKey(node)) throw new PlanRuleException("nodes", $"Node {node} is not in the proposal.");
            for (long? id = node; id is { } next && byId.TryGetValue(next, out var edit) && chosen.Add(next);)
            {
                id = edit.Place?.ParentId is { } parent and < 0 ? parent : null;
            }
        }

        return [.. edits.Where(edit => chosen.Contains(edit.TaskId))];
    }

    private void Settle(SqliteConnection connection, long proposalId, string status, long? changeSetId, DateTimeOffset now)
    {
        connection.Execute(
            "UPDATE proposals SET status = @status, change_set_id = @changeSetId, settled_at = @now WHERE proposal_id = @proposalId",
            new { proposalId, status, changeSetId, now = SqliteTime.Write(now) });
        connection.Execute("""
            DELETE FROM proposals WHERE settled_at IS NOT NULL AND proposal_id NOT IN (
              SELECT proposal_id FROM proposals WHERE settled_at IS NOT NULL ORDER BY proposal_id = @proposalId DESC, proposal_id DESC LIMIT @keep)
            """, new { proposalId, keep = Math.Max(1, options.Value.KeepProposals) });
    }

    private static ProposalDetail? Detail(SqliteConnection connection, long planId, long proposalId)
    {
        if (ProposalRow.Find(connection, proposalId) is not { } row) return null;
        var madeAgainst = ProposalRow.ReadBase(connection, proposalId);
        return new ProposalDetail(row.ToProposal(planId))
        {
            Nodes = ProposalDiff.Draw(madeAgainst, ProposalRow.ReadEdits(connection, proposalId)),
            ChangedSince = row.SettledAt is null ? TreeDifferences.Find(madeAgainst, TreeSnapshot.Read(connection)) : [],
        };
    }

    private static NewChange Describe(ProposalRow row, int changes) => NewChange.Create(
        ChangeKind.ProposalAccepted, $"Accepted the proposal for \"{row.Title}\" ({row.Operation})",
        ("proposal_id", row.ProposalId), ("operation", row.Operation), ("title", row.Title), ("changes", changes));
}

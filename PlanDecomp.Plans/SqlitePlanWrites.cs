using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Proposals;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Plans;

/// <summary>A job's writes to its plan's file, which holds the job as well: so one transaction takes both.</summary>
internal sealed class SqlitePlanWrites(RunTransaction run, ChangeRecorder recorder, TimeProvider time) : IPlanWrites
{
    private readonly SqliteConnection _connection = run is SqliteRunTransaction file
        ? file.Connection
        : throw new ArgumentException("The run's job is kept in another database than the plans.", nameof(run));

    private readonly long _planId = run.Fence.PlanId ?? throw new ArgumentException("The run's job is bound to no plan.", nameof(run));

    private string JobId => run.Fence.JobId;

    public TreeSnapshot ReadTree() => TreeSnapshot.Read(_connection);

    public void KeepWish(string wish) => PlanRow.KeepWish(_connection, wish);

    public int CountChildren(long? parentId) => PlanTaskWrites.CountChildren(_connection, parentId);

    public IReadOnlyList<PlanTask> AddChildren(long? parentId, IReadOnlyList<NewTask> children, Func<int, NewChange> describe)
    {
        var now = time.GetUtcNow();
        return recorder.RecordOfJob(
            _connection, JobId, now,
            () => PlanTaskWrites.AddChildren(_connection, _planId, parentId, children, JobId, now),
            _ => describe(_connection.ExecuteScalar<int>("SELECT count(*) FROM tasks WHERE created_by_job = @JobId", new { JobId }))).Result;
    }

    public long? SaveTree(TreeSnapshot before, TreeSnapshot after, IReadOnlyList<TaskEdit> edits, NewChange change)
    {
        var now = time.GetUtcNow();
        return recorder.Record(_connection, now, () => TreeWrites.Save(_connection, before, after, edits, JobId, now), _ => change, JobId).ChangeSetId;
    }

    public bool MoveTask(long taskId, PlanTaskStatus status, string? error) => TaskStateWrites.Move(_connection, taskId, status, error, time.GetUtcNow());

    public PlanTaskStatus? EndTask(TaskEnding ending, Func<int, NewChange> describe)
    {
        var now = time.GetUtcNow();

        // What the change set tells begins with how the task stood before, not with its being worked on: an undo goes back to that.
        if (ending.Before is { } before && !MoveTask(ending.TaskId, before.Status, before.Error)) return null;
        return recorder.RecordOfJob(_connection, JobId, now, () => TaskStateWrites.End(_connection, ending, now), _ => describe(CountResults())).Result;
    }

    public void SaveDocument(FinalDocument document, Func<int, NewChange> describe) => recorder.RecordOfJob(
        _connection, JobId, time.GetUtcNow(), () => FinalDocumentRows.Put(_connection, document), _ => describe(CountResults()));

    private int CountResults() => _connection.ExecuteScalar<int>("SELECT count(*) FROM task_results WHERE job_id = @JobId", new { JobId });

    public long BeginProposal(string operation, long? targetTaskId, string title, TreeSnapshot madeAgainst) =>
        ProposalWrites.Begin(_connection, new NewProposal(JobId, operation, targetTaskId, title), madeAgainst, time.GetUtcNow());

    public bool TakeOverProposal(IReadOnlyList<string> jobs) => ProposalWrites.TakeOver(_connection, jobs, JobId);

    public void ProposeEdits(long proposalId, IReadOnlyList<TaskEdit> edits) => ProposalWrites.Put(_connection, proposalId, edits);

    public void ReviseProposal(IReadOnlyList<TaskEdit> edits) =>
        ProposalWrites.Revise(_connection, ProposalWrites.Find(_connection, JobId) ?? throw new InvalidOperationException("The job has no proposal."), edits);

    public int CountProposedChildren(long? parentId) => ProposalWrites.Find(_connection, JobId) is { } proposalId
        ? ProposalWrites.CountChildren(_connection, proposalId, parentId)
        : CountChildren(parentId);

    public IReadOnlyList<PlanTask> ProposeChildren(long proposalId, long? parentId, int depth, IReadOnlyList<NewTask> children) =>
        ProposalWrites.AddChildren(_connection, _planId, proposalId, parentId, depth, children, JobId, time.GetUtcNow());
}

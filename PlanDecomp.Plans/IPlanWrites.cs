using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Changes;
using PlanDecomp.Plans.Edits;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Plans;

/// <summary>What a running job writes to its plan, inside its commit: all of it is stored with the run's lines and checkpoint, or nothing.</summary>
/// <remarks>Good for one commit, and on its thread. What is read here is the plan at this moment, the commit's own writes included.</remarks>
public interface IPlanWrites
{
    TreeSnapshot ReadTree();

    /// <summary>Keeps a wish with the plan for all jobs to come. One that is kept already, or has no room, changes nothing.</summary>
    void KeepWish(string wish);

    /// <summary>The direct children of a task, or with null the top tasks.</summary>
    int CountChildren(long? parentId);

    /// <summary>Adds children behind those there are, with the dependencies between them. All that the job adds is one change set, unless someone else has changed the plan in between.</summary>
    /// <param name="parentId">Null for top tasks.</param>
    /// <param name="children">The new tasks; their dependencies must be free of cycles.</param>
    /// <param name="describe">Says what the job has done, by the number of tasks it has added so far.</param>
    /// <exception cref="PlanRuleException">The parent has been deleted, or the tree would become too deep.</exception>
    IReadOnlyList<PlanTask> AddChildren(long? parentId, IReadOnlyList<NewTask> children, Func<int, NewChange> describe);

    /// <summary>Makes the tree what it shall be, as one change set.</summary>
    /// <param name="before">From <see cref="ReadTree"/>.</param>
    /// <param name="after">As it shall be; new tasks have ids below 0.</param>
    /// <param name="edits">The edits that led to it.</param>
    /// <param name="change">What the change is.</param>
    /// <returns>The change set; null when there is no difference.</returns>
    long? SaveTree(TreeSnapshot before, TreeSnapshot after, IReadOnlyList<TaskEdit> edits, NewChange change);

    /// <summary>Moves a task to a status, outside of every change set: for what the job takes back, or brings to an end. False when there is no such task (any more).</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="status">Where to.</param>
    /// <param name="error">Why it failed or was skipped; null for any other status.</param>
    bool MoveTask(long taskId, PlanTaskStatus status, string? error);

    /// <summary>Brings a task to its end. All ends of a job are one change set, unless someone else has changed the plan in between.</summary>
    /// <param name="ending">Which, and how.</param>
    /// <param name="describe">Says what the job has done, by the number of results it has brought so far.</param>
    /// <returns>The status it has now; null when there is no such task (any more).</returns>
    PlanTaskStatus? EndTask(TaskEnding ending, Func<int, NewChange> describe);

    /// <summary>Stores the job's final document, in the change set of its ends; one that it has already is replaced.</summary>
    void SaveDocument(FinalDocument document, Func<int, NewChange> describe);

    /// <summary>The job's proposal: the one it has begun already, or a new one.</summary>
    /// <param name="operation">What the job does.</param>
    /// <param name="targetTaskId">To what; null for the whole plan.</param>
    /// <param name="title">The target's title.</param>
    /// <param name="madeAgainst">The tree that the job has seen.</param>
    long BeginProposal(string operation, long? targetTaskId, string title, TreeSnapshot madeAgainst);

    /// <summary>Makes the open proposal of jobs that this one goes on from its own. False when there is none, or it is settled.</summary>
    /// <param name="jobs">Their ids.</param>
    bool TakeOverProposal(IReadOnlyList<string> jobs);

    /// <summary>Adds edits to a proposal; one of a task that is there already takes its place.</summary>
    void ProposeEdits(long proposalId, IReadOnlyList<TaskEdit> edits);

    /// <summary>Changes the job's proposal by edits of the tree as it would be: of a task that it adds, the edit goes into the one that adds it.</summary>
    void ReviseProposal(IReadOnlyList<TaskEdit> edits);

    /// <summary>The children a task has, with those that the job's proposal adds.</summary>
    /// <param name="parentId">Null for top tasks; below 0 a task that the proposal adds.</param>
    int CountProposedChildren(long? parentId);

    /// <summary>Proposes children, behind those there are, with the dependencies between them.</summary>
    /// <param name="proposalId">The proposal.</param>
    /// <param name="parentId">Null for top tasks; below 0 a task that the proposal adds.</param>
    /// <param name="depth">The level they get.</param>
    /// <param name="children">The new tasks; their dependencies must be free of cycles.</param>
    /// <returns>The tasks as they would be; their ids are below 0.</returns>
    /// <exception cref="PlanRuleException">The parent has been deleted.</exception>
    IReadOnlyList<PlanTask> ProposeChildren(long proposalId, long? parentId, int depth, IReadOnlyList<NewTask> children);
}

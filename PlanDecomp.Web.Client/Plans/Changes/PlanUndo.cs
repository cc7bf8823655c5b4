using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Plans.Changes;

/// <summary>What could be undone and redone in a plan now. Read again whenever the plan may have changed.</summary>
public sealed class PlanUndo(ChangesClient changes, long planId)
{
    private const int Looked = 20;

    private readonly Dictionary<long, ChangeSet> _known = [];
    private int _asked;

    public long PlanId => planId;

    /// <summary>The change set that an undo would take back; null when there is none.</summary>
    public ChangeSet? Undoable { get; private set; }

    /// <summary>The undo that a redo would take back; null when there is none.</summary>
    public ChangeSet? Redoable { get; private set; }

    /// <summary>A change set that was read before.</summary>
    public ChangeSet? Find(long changeSetId) => _known.GetValueOrDefault(changeSetId);

    /// <exception cref="ApiException">It could not be read; what was known stays.</exception>
    public async Task ReadAsync(CancellationToken ct)
    {
        var asked = ++_asked;
        var page = await changes.ListAsync(planId, cursor: null, Looked, ct);
        foreach (var change in page.ChangeSets) _known[change.ChangeSetId] = change;
        var (undoable, redoable) = (await FindAsync(page.CanUndo, ct), await FindAsync(page.CanRedo, ct));
        if (redoable?.Undoes is { } undone) await FindAsync(undone, ct);
        if (asked == _asked) (Undoable, Redoable) = (undoable, redoable);
    }

    /// <summary>Takes the newest change back. Null when there is none.</summary>
    /// <exception cref="ApiException">It was refused.</exception>
    public async Task<ChangeSet?> UndoAsync(CancellationToken ct) =>
        Undoable is { } change ? await changes.UndoAsync(planId, change.ChangeSetId, ct) : null;

    /// <summary>Takes the newest undo back. Null when there is none.</summary>
    /// <exception cref="ApiException">It was refused.</exception>
    public async Task<ChangeSet?> RedoAsync(CancellationToken ct) =>
        Redoable is { } undo ? await changes.RedoAsync(planId, undo.ChangeSetId, ct) : null;

    // Many undos in a row lead beyond the newest page.
    private async Task<ChangeSet?> FindAsync(long? changeSetId, CancellationToken ct)
    {
        if (changeSetId is not { } id) return null;
        if (_known.TryGetValue(id, out var known)) return known;
        return _known[id] = (await changes.FindAsync(planId, id, ct)).ChangeSet;
    }
}

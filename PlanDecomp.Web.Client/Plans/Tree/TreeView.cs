namespace PlanDecomp.Web.Client.Plans.Tree;

/// <summary>What of a tree is open, chosen and newly come. It outlives the readings: a tree that is read anew keeps its look.</summary>
public sealed class TreeView
{
    /// <summary>A tree up to this size opens whole.</summary>
    private const int OpenWhole = 120;

    private readonly HashSet<long> _open = [];
    private readonly HashSet<long> _fresh = [];
    private string _filter = "";

    /// <summary>Null before the first reading.</summary>
    public TaskTree? Tree { get; private set; }

    /// <summary>The rows to draw, top to bottom.</summary>
    public IReadOnlyList<TaskEntry> Rows { get; private set; } = [];

    /// <summary>The chosen task; null when none is, or when it is gone.</summary>
    public TaskEntry? Selected { get; private set; }

    /// <summary>Only tasks whose title or number holds this, and those above them, are drawn.</summary>
    public string Filter
    {
        get => _filter;
        set
        {
            _filter = value.Trim();
            Arrange();
        }
    }

    /// <summary>How many tasks the filter finds.</summary>
    public int Found { get; private set; }

    public bool IsOpen(TaskEntry entry) => entry.HasChildren && (_filter.Length > 0 || _open.Contains(entry.Id));

    /// <summary>True for a task that has just come, until <see cref="Settle"/>.</summary>
    public bool IsFresh(TaskEntry entry) => _fresh.Contains(entry.Id);

    /// <summary>Takes a new reading. What was open, closed and chosen stays so; a task that got its first children opens.</summary>
    /// <returns>The tasks that have come since the reading before.</returns>
    public IReadOnlyList<long> Show(TaskTree tree)
    {
        var before = Tree;
        var come = new List<long>();
        Tree = tree;
        if (before is null)
        {
            foreach (var entry in tree.Entries)
            {
                if (entry.HasChildren && (tree.Entries.Count <= OpenWhole || entry.Level == 1)) _open.Add(entry.Id);
            }
        }
        else
        {
            foreach (var entry in tree.Entries)
            {
                if (before.Find(entry.Id) is { } old)
                {
                    if (entry.HasChildren && !old.HasChildren) _open.Add(entry.Id);
                }
                else
                {
                    come.Add(entry.Id);
                    if (entry.HasChildren) _open.Add(entry.Id);
                }
            }
        }

        _fresh.UnionWith(come);
        Selected = tree.Find(Selected?.Id);
        Arrange();
        return come;
    }

    /// <summary>These tasks are new no longer.</summary>
    public void Settle(IEnumerable<long> tasks) => _fresh.ExceptWith(tasks);

    /// <summary>Chooses a task and opens what is above it. False when it is not in the tree.</summary>
    public bool Select(long? taskId)
    {
        Selected = Tree?.Find(taskId);
        if (Selected is null) return taskId is null;
        var arranged = false;
        for (var above = Selected.Parent; above is not null; above = above.Parent) arranged |= _open.Add(above.Id);
        if (arranged) Arrange();
        return true;
    }

    public void Toggle(TaskEntry entry) => Set(entry, !_open.Contains(entry.Id));

    public void Set(TaskEntry entry, bool open)
    {
        if (open ? _open.Add(entry.Id) : _open.Remove(entry.Id)) Arrange();

        // What is chosen must not vanish into a branch that closes.
        if (!open && Selected?.IsBelow(entry) == true) Selected = entry;
    }

    public void OpenAll()
    {
        foreach (var entry in Tree?.Entries ?? [])
        {
            if (entry.HasChildren) _open.Add(entry.Id);
        }

        Arrange();
    }

    public void CloseAll()
    {
        _open.Clear();
        while (Selected?.Parent is { } parent) Selected = parent;
        Arrange();
    }

    /// <summary>The place of a task among the rows; -1 when it is not drawn.</summary>
    public int RowOf(TaskEntry? entry)
    {
        for (var i = 0; entry is not null && i < Rows.Count; i++)
        {
            if (Rows[i].Id == entry.Id) return i;
        }

        return -1;
    }

    private void Arrange()
    {
        if (Tree is null) return;
        var kept = _filter.Length > 0 ? Matching(Tree) : null;
        var rows = new List<TaskEntry>();
        TaskEntry? closed = null;
        foreach (var entry in Tree.Entries)
        {
            if (closed is not null && entry.Level > closed.Level) continue;
            closed = null;
            if (kept?.Contains(entry.Id) == false) continue;
            rows.Add(entry);
            if (!IsOpen(entry)) closed = entry;
        }

        Rows = rows;
    }

    private HashSet<long> Matching(TaskTree tree)
    {
        var kept = new HashSet<long>();
        Found = 0;
        foreach (var entry in tree.Entries)
        {
            if (!entry.Task.Title.Contains(_filter, StringComparison.OrdinalIgnoreCase) && entry.Number != _filter) continue;
            Found++;
            for (var kin = entry; kin is not null && kept.Add(kin.Id); kin = kin.Parent)
            {
            }
        }

        return kept;
    }
}

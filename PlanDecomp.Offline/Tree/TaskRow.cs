namespace PlanDecomp.Offline.Tree;

/// <summary>Siblings in order with what each waits for. Taking out, unfolding and merging keep the order of work true.</summary>
/// <remarks>Invariant: an entry waits only for entries before it, so there is never a cycle.</remarks>
public sealed class TaskRow
{
    private readonly List<Entry> _entries = [];

    public TaskRow(IReadOnlyList<Node> nodes)
    {
        IReadOnlyList<Entry> before = [], stage = [];
        foreach (var node in nodes)
        {
            if (!node.Beside) (before, stage) = (stage, []);
            var entry = new Entry(node, [.. before]);
            stage = [.. stage, entry];
            _entries.Add(entry);
        }
    }

    public IReadOnlyList<Entry> Entries => _entries;

    public int Count => _entries.Count;

    /// <summary>Takes entries out; who waited for one now waits for what that one waited for.</summary>
    public void RemoveAll(Predicate<Node> which)
    {
        foreach (var gone in _entries.Where(entry => which(entry.Node)).ToList())
        {
            _entries.Remove(gone);
            foreach (var entry in _entries.Where(entry => entry.After.Remove(gone))) entry.After.UnionWith(gone.After);
        }
    }

    /// <summary>Puts an entry's parts in its place.</summary>
    public void Unfold(Entry entry, IReadOnlyList<Node> parts)
    {
        var row = new TaskRow(parts);
        if (row.Count == 0) return;
        var ends = row._entries.Where(part => !row._entries.Exists(other => other.After.Contains(part))).ToList();
        foreach (var part in row._entries.Where(part => part.After.Count == 0)) part.After.UnionWith(entry.After);
        foreach (var later in _entries.Where(later => later.After.Remove(entry))) later.After.UnionWith(ends);
        var at = _entries.IndexOf(entry);
        _entries.RemoveAt(at);
        _entries.InsertRange(at, row._entries);
    }

    /// <summary>Adds a task at the end that waits for everything nothing else waits for.</summary>
    public void Append(Node node)
    {
        var ends = _entries.Where(entry => !_entries.Exists(other => other.After.Contains(entry)));
        _entries.Add(new Entry(node, [.. ends]));
    }

    /// <summary>Adds a task before the last that waits for nothing.</summary>
    public void InsertFree(Node node) => _entries.Insert(Math.Max(0, _entries.Count - 1), new Entry(node, []));

    /// <summary>Puts one task in the place of all.</summary>
    public void KeepOne(Node node)
    {
        _entries.Clear();
        _entries.Add(new Entry(node, []));
    }

    /// <summary>Merges neighbours, the smallest first and kept ones last, until at most <paramref name="most"/> are left.</summary>
    public void MergeTo(int most)
    {
        while (_entries.Count > most)
        {
            var best = _entries.Count - 2;
            for (var at = _entries.Count - 2; at >= 0; at--)
            {
                if (Weight(at) < Weight(best)) best = at;
            }

            var (one, two) = (_entries[best], _entries[best + 1]);
            var after = one.After.Union(two.After).Where(entry => entry != one && entry != two);
            var merged = new Entry(MergedTask.Of([one.Node, two.Node]), [.. after]) { IsKept = one.IsKept || two.IsKept, Weight = one.Weight + two.Weight };
            foreach (var entry in _entries)
            {
                if (entry.After.Remove(one) | entry.After.Remove(two)) entry.After.Add(merged);
            }

            _entries[best] = merged;
            _entries.RemoveAt(best + 1);
        }

        int Weight(int at)
        {
            var (one, two) = (_entries[at], _entries[at + 1]);
            // Days merge with days.
            var unlike = one.Node.Period is null == two.Node.Period is null ? 0 : 20;
            return one.Weight + two.Weight + unlike + (one.IsKept || two.IsKept ? 100 : 0);
        }
    }

    /// <summary>A task in the row.</summary>
    public sealed class Entry(Node node, HashSet<Entry> after)
    {
        public Node Node { get; set; } = node;

        public HashSet<Entry> After { get; } = after;

        /// <summary>Asked for by name: merged last.</summary>
        public bool IsKept { get; set; }

        /// <summary>How many tasks it holds.</summary>
        public int Weight { get; init; } = 1;
    }
}

using PlanDecomp.Offline.Kinds;
using PlanDecomp.Offline.Reading;
using PlanDecomp.Offline.Tree;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Planning;

/// <summary>
/// Breaks nodes down by rules: no model, no network, no cost, and the same answer to the same request every time.
/// It recognises common kinds of work in English and Chinese and has a general scheme for the rest.
/// </summary>
/// <remarks>
/// <para>It remembers nothing: the tree it would build is derived from the plan's title and description at every call, and the target
/// is found in it by the titles above it. A title it did not write is broken down by the kind of plan or type of work it shows.</para>
/// <para>The hint: an aspect named in it ("accessibility", "注意安全") is put to the tasks that speak of it, or gets a task of its own,
/// "Consider: …", once in the tree; "no catering" leaves out tasks that speak of catering. More than that it does not understand.</para>
/// </remarks>
public sealed class OfflineNodePlanner : INodePlanner
{
    /// <summary>Children at this level and below it are leaves unless they have named parts.</summary>
    private const int LeafLevel = 3;

    /// <summary>Below this level only a person's own tasks are broken down.</summary>
    private const int DeepestLevel = 5;

    public string Name => PlannerNames.Offline;

    public string? Model => null;

    public Task<NodePlan> PlanAsync(NodeRequest request, ICallUsage usage, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Plan(request));
    }

    internal static NodePlan Plan(NodeRequest request)
    {
        var brief = Brief.Read(request.PlanTitle, request.PlanDescription);
        var root = TaskTree.Root(brief, brief.Kind == KnownKinds.General ? ListedItems.Read(request.PlanTitle, request.PlanDescription) : null);
        var node = request.TargetTitle is { } target ? TaskTree.Walk(root, [.. request.Ancestors.Select(above => above.Title), target]) : root;
        if (!node.HasChildren && request.ChildLevel <= LeafLevel) node = OwnTask.Of(node.Title, node.Brief) with { Title = node.Title };
        if (ListedItems.Read(request.TargetInstruction) is { } items && node.IsOwn)
            node = node with { Merged = [.. items.Select(item => OwnTask.Of(item, node.Brief) with { Beside = true })] };
        return IsBrokenDown(node, request.ChildLevel) ? Children(node, request) : new NodePlan([]);
    }

    private static bool IsBrokenDown(Node node, int childLevel) =>
        node.HasChildren && (childLevel <= LeafLevel || childLevel <= DeepestLevel && (node.IsLarge || node.IsOwn));

    private static NodePlan Children(Node node, NodeRequest request)
    {
        var most = Math.Max(1, request.MaxChildren);
        var least = Math.Clamp(request.MinChildren, 1, most);
        var hint = Hint.Read(request.Hint);
        var siblings = request.Siblings.Select(sibling => sibling.Title).ToList();
        // A merged task may list steps that stand beside it now.
        IReadOnlyList<string> taken = node.Merged.Count > 0 ? [.. request.ExistingChildren, .. siblings] : request.ExistingChildren;

        var row = new TaskRow([.. TaskTree.ChildrenOf(node).DistinctBy(child => TitleLikeness.Key(child.Title))]);
        RowLimits.LeaveOut(row, taken, hint);
        RowLimits.Mind(row, hint, node, [request.Outline, .. request.Ancestors.Select(above => above.Title), .. siblings, .. request.ExistingChildren]);
        // Everything is there: closing tasks on top would be noise.
        if (row.Count == 0) return new NodePlan([]);
        // Fewer than asked for would be refused: a task that does not have so many parts stays whole.
        if (!RowLimits.FillTo(row, least, most, node, taken)) return new NodePlan([]);
        if (most == 1 && row.Count > 1)
        {
            // It would be its own child for ever.
            if (WholeTask.Is(node.Title)) return new NodePlan([]);
            // Where children exist already the next one follows; else one task stands for all.
            row.KeepOne(request.ExistingChildren.Count > 0 ? row.Entries[0].Node : WholeTask.Of(node) with { Merged = [.. row.Entries.Select(entry => entry.Node)] });
        }

        row.MergeTo(most);

        var index = row.Entries.Select((entry, at) => (entry, at)).ToDictionary(pair => pair.entry, pair => pair.at);
        return new NodePlan([.. row.Entries.Select(entry => new NodeChild(
            entry.Node.Title,
            entry.Node.Instruction,
            [.. entry.After.Select(before => index[before]).Order()],
            IsLeaf(entry.Node, request.ChildLevel) || most == 1 && entry.Node.Merged.Count > 0))]);
    }

    private static bool IsLeaf(Node node, int level) => !node.HasChildren || level >= DeepestLevel || level >= LeafLevel && !node.IsLarge;
}

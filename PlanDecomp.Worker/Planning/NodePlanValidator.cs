using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Planning;

/// <summary>The rules every planner's answer must keep before it becomes tasks.</summary>
public static class NodePlanValidator
{
    public const int MaxTitleLength = 200;
    public const int MaxInstructionLength = 4_000;
    private const int MaxLeftOut = 8;

    /// <summary>The answer in order: texts tidied, surplus children cut. What cannot be put in order is an error.</summary>
    /// <exception cref="NodePlanningException">A rule is broken.</exception>
    public static NodePlan Settle(NodePlan plan, NodeRequest request)
    {
        var settled = Cut(Tidy(plan), request.MaxChildren);
        return FindFault(settled, request) is { } fault
            ? throw new NodePlanningException($"The answer breaks a rule: {fault}")
            : settled;
    }

    /// <summary>Texts without surplus white space and cut to their limits, each dependency once.</summary>
    public static NodePlan Tidy(NodePlan plan) => plan with
    {
        Children =
        [
            .. plan.Children.Select(child => child with
            {
                Title = CutText(OneLine(child.Title), MaxTitleLength),
                Instruction = CutText(child.Instruction.Trim(), MaxInstructionLength),
                DependsOn = [.. child.DependsOn.Distinct().Order()],
            }),
        ],
    };

    /// <summary>The first children only; what depends on one left out no longer does.</summary>
    public static NodePlan Cut(NodePlan plan, int maxChildren) => plan.Children.Count <= maxChildren
        ? plan
        : plan with { Children = [.. plan.Children.Take(maxChildren).Select(child => child with { DependsOn = [.. child.DependsOn.Where(index => index < maxChildren)] })] };

    /// <summary>The part of a tidy answer that keeps the rules: each title once, the first children, no dependency that cannot be. It tells what is left out.</summary>
    public static NodePlan Salvage(NodePlan plan, NodeRequest request)
    {
        var leftOut = plan.LeftOut.ToList();
        var kept = Cut(DropRepeated(plan, request, leftOut), request.MaxChildren);
        var children = DropDependencies(kept.Children, leftOut);
        return new NodePlan(children) { LeftOut = leftOut.Count <= MaxLeftOut ? leftOut : [.. leftOut.Take(MaxLeftOut), $"{leftOut.Count - MaxLeftOut} more"] };
    }

    /// <summary>The first rule that the answer breaks, said so that a model or a person can mend it; null when it keeps all.</summary>
    public static string? FindFault(NodePlan plan, NodeRequest request)
    {
        var children = plan.Children;
        if (children.Count == 0) return request.TargetTitle is null && request.ExistingChildren.Count == 0 ? "there are no children, but a plan always has some." : null;
        if (children.Count < request.MinChildren) return $"there are {Count(children.Count)}, but at least {request.MinChildren} are wanted.";
        if (children.Count > request.MaxChildren) return $"there are {Count(children.Count)}, but at most {request.MaxChildren} are wanted.";
        return FindTitleFault(children, request) ?? FindDependencyFault(children);
    }

    private static NodePlan DropRepeated(NodePlan plan, NodeRequest request, List<string> leftOut)
    {
        var existing = request.ExistingChildren.Select(OneLine).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (kept, newIndexes, beyond) = (new List<NodeChild>(), new int?[plan.Children.Count], new List<string>());
        for (var i = 0; i < plan.Children.Count; i++)
        {
            var child = plan.Children[i];
            if (existing.Contains(child.Title)) leftOut.Add($"\"{child.Title}\", which exists already");
            else if (places.TryGetValue(child.Title, out var place))
            {
                newIndexes[i] = place;
                leftOut.Add($"\"{child.Title}\" a second time");
            }
            else
            {
                newIndexes[i] = places[child.Title] = kept.Count;
                kept.Add(child);
                if (kept.Count > request.MaxChildren) beyond.Add($"\"{child.Title}\"");
            }
        }

        if (beyond.Count > 0) leftOut.Add($"{Count(beyond.Count)} more than the {request.MaxChildren} that are wanted: {CutText(string.Join(", ", beyond), MaxTitleLength)}");

        // What waited for one left out twice waits for the one that stays.
        return plan with
        {
            Children = [.. kept.Select(child => child with
            {
                DependsOn = [.. child.DependsOn.Select(index => index >= 0 && index < newIndexes.Length ? newIndexes[index] : null).OfType<int>().Distinct().Order()],
            })],
        };
    }

    private static List<NodeChild> DropDependencies(IReadOnlyList<NodeChild> children, List<string> leftOut)
    {
        var kept = children.Select((child, i) => child with { DependsOn = [.. child.DependsOn.Where(index => index != i)] }).ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i].DependsOn.Count < children[i].DependsOn.Count) leftOut.Add($"that \"{kept[i].Title}\" depends on itself");
        }

        while (FindCycle(kept) is { } cycle)
        {
            // Children stand in the order in which one would do them: the one that waits for a later one is wrong.
            var at = Enumerable.Range(0, cycle.Count - 1).First(step => cycle[step + 1] > cycle[step]);
            var (child, on) = (cycle[at], cycle[at + 1]);
            kept[child] = kept[child] with { DependsOn = [.. kept[child].DependsOn.Where(index => index != on)] };
            leftOut.Add($"that \"{kept[child].Title}\" depends on \"{kept[on].Title}\", which closes a circle");
        }

        return kept;
    }

    private static string? FindTitleFault(IReadOnlyList<NodeChild> children, NodeRequest request)
    {
        var existing = request.ExistingChildren.Select(OneLine).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < children.Count; i++)
        {
            var title = children[i].Title;
            if (!VisibleText.IsIn(title)) return $"child {i + 1} has no title.";
            if (!seen.Add(title)) return $"the title \"{title}\" is there twice.";
            if (existing.Contains(title)) return $"the title \"{title}\" repeats a child that exists already.";
        }

        return null;
    }

    private static string? FindDependencyFault(IReadOnlyList<NodeChild> children)
    {
        for (var i = 0; i < children.Count; i++)
        {
            foreach (var index in children[i].DependsOn)
            {
                if (index < 0 || index >= children.Count) return $"\"{children[i].Title}\" depends on a child that is not there.";
                if (index == i) return $"\"{children[i].Title}\" depends on itself.";
            }
        }

        return FindCycle(children) is { } cycle
            ? $"the dependencies go round in a circle: {string.Join(" → ", cycle.Select(index => $"\"{children[index].Title}\""))}."
            : null;
    }

    /// <summary>A circle of dependencies, its first child repeated at the end; null when there is none.</summary>
    private static List<int>? FindCycle(IReadOnlyList<NodeChild> children)
    {
        var done = new bool[children.Count];
        var path = new List<int>();
        for (var i = 0; i < children.Count; i++)
        {
            if (Visit(i) is { } cycle) return cycle;
        }

        return null;

        List<int>? Visit(int index)
        {
            if (done[index]) return null;
            if (path.IndexOf(index) is var at and >= 0) return [.. path[at..], index];
            path.Add(index);
            foreach (var next in children[index].DependsOn)
            {
                if (Visit(next) is { } cycle) return cycle;
            }

            path.RemoveAt(path.Count - 1);
            done[index] = true;
            return null;
        }
    }

    private static string Count(int count) => count == 1 ? "1 child" : $"{count} children";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string CutText(string text, int length) =>
        text.Length <= length ? text : text[..TextCut.At(text, length - 1)].TrimEnd() + "…";
}

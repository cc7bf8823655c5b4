using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Worker.Planning;

/// <summary>The rules every planner's answer must keep before it becomes tasks.</summary>
public static class NodePlanValidator
{
    public const int MaxTitleLength = 200;
    public const int MaxInstructionLength = 4_000;

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
    public static NodePlan Tidy(NodePlan plan) => new(
    [
        .. plan.Children.Select(child => child with
        {
            Title = CutText(OneLine(child.Title), MaxTitleLength),
            Instruction = CutText(child.Instruction.Trim(), MaxInstructionLength),
            DependsOn = [.. child.DependsOn.Distinct().Order()],
        }),
    ]);

    /// <summary>The first children only; what depends on one left out no longer does.</summary>
    public static NodePlan Cut(NodePlan plan, int maxChildren) => plan.Children.Count <= maxChildren
        ? plan
        : new NodePlan([.. plan.Children.Take(maxChildren).Select(child => child with { DependsOn = [.. child.DependsOn.Where(index => index < maxChildren)] })]);

    /// <summary>The first rule that the answer breaks, said so that a model or a person can mend it; null when it keeps all.</summary>
    public static string? FindFault(NodePlan plan, NodeRequest request)
    {
        var children = plan.Children;
        if (children.Count == 0) return request.TargetTitle is null && request.ExistingChildren.Count == 0 ? "there are no children, but a plan always has some." : null;
        if (children.Count < request.MinChildren) return $"there are {Count(children.Count)}, but at least {request.MinChildren} are wanted.";
        if (children.Count > request.MaxChildren) return $"there are {Count(children.Count)}, but at most {request.MaxChildren} are wanted.";
        return FindTitleFault(children, request) ?? FindDependencyFault(children);
    }

    private static string? FindTitleFault(IReadOnlyList<NodeChild> children, NodeRequest request)
    {
        var existing = request.ExistingChildren.Select(OneLine).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < children.Count; i++)
        {
            var title = children[i].Title;
            if (string.IsNullOrWhiteSpace(title)) return $"child {i + 1} has no title.";
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

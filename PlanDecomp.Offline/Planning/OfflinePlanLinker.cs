using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Planning;

/// <summary>Links by rule: a task whose instruction says by name which other one comes before it waits for that one. More no rule can be sure of.</summary>
public sealed partial class OfflinePlanLinker : IPlanLinker
{
    public Task<LinkPlan> LinkAsync(LinkRequest request, ICallUsage usage, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var draft = new LinkDraft(request);

        // A title that several tasks have names none of them.
        var byTitle = request.Outline.Tasks.GroupBy(task => task.Title.Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single().TaskId, StringComparer.OrdinalIgnoreCase);
        foreach (var task in request.Outline.Tasks)
        {
            // One that cannot be, because it would close a circle, is left out.
            foreach (var before in NamedIn(task, byTitle)) draft.Add(task.TaskId, before, reason: null);
        }

        return Task.FromResult(new LinkPlan(draft.ToEdits(), []));
    }

    private static IEnumerable<long> NamedIn(PlanTaskNode task, Dictionary<string, long> byTitle) => English().Matches(task.Instruction)
        .Concat(Chinese().Matches(task.Instruction))
        .Select(match => byTitle.GetValueOrDefault(match.Groups["title"].Value.Trim()))
        .Where(id => id != 0 && id != task.TaskId);

    [GeneratedRegex("\\b(?:after|once|following|depends on|builds on|based on|needs)\\s+(?:the\\s+)?(?:task\\s+)?[\"“](?<title>[^\"”]{2,200})[\"”]", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("(?:依赖|基于|根据|等|待|在|完成)(?:任务)?\\s?[“「《](?<title>[^”」》]{2,200})[”」》]")]
    private static partial Regex Chinese();
}

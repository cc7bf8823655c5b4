using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Graphs;

namespace PlanDecomp.Plans.Results;

/// <summary>Finds the results that are out of date: by what they were made from, never by a clock.</summary>
/// <remarks>A result made from one that is out of date is so itself: what it builds on will be another.</remarks>
internal sealed class Staleness
{
    private readonly TaskGraph _graph;
    private readonly PlanOutline _outline;
    private readonly IReadOnlyDictionary<long, ResultFacts> _facts;
    private readonly Dictionary<long, TaskStaleness?> _known = [];

    private Staleness(PlanOutline outline, IReadOnlyDictionary<long, ResultFacts> facts) => (_outline, _graph, _facts) = (outline, new TaskGraph(outline), facts);

    /// <summary>The tasks whose newest result is out of date.</summary>
    public static IReadOnlyDictionary<long, TaskStaleness> Find(PlanTree tree, IReadOnlyDictionary<long, ResultFacts> facts)
    {
        if (facts.Values.All(known => known.MadeFromJson is null)) return new Dictionary<long, TaskStaleness>();
        var staleness = new Staleness(new PlanOutline(tree, maxLength: 0), facts);
        foreach (var task in staleness._outline.Tasks) staleness.Decide(task.TaskId);
        return staleness._known.Where(known => known.Value is not null).ToDictionary(known => known.Key, known => known.Value!);
    }

    /// <summary>Inputs first, and without recursion: a chain may be as long as the plan. A circle, which foreign files may have, ends where it was entered.</summary>
    private void Decide(long taskId)
    {
        var open = new Stack<(long TaskId, bool InputsAreKnown)>([(taskId, false)]);
        var entered = new HashSet<long>();
        while (open.TryPop(out var next))
        {
            if (_known.ContainsKey(next.TaskId)) continue;
            if (next.InputsAreKnown)
            {
                _known[next.TaskId] = Compare(next.TaskId);
            }
            else if (entered.Add(next.TaskId))
            {
                open.Push((next.TaskId, true));
                foreach (var input in _graph.WaitsFor(next.TaskId)) open.Push((input, false));
            }
        }
    }

    private TaskStaleness? Compare(long taskId)
    {
        if (ResultSource.Read(_facts.GetValueOrDefault(taskId)?.MadeFromJson) is not { } madeFrom) return null;
        var now = _graph.WaitsFor(taskId).ToDictionary(id => id, StampOf);
        var changed = now.Keys.Union(madeFrom.Inputs.Keys)
            .Where(id => now.GetValueOrDefault(id) != madeFrom.Inputs.GetValueOrDefault(id) || _known.GetValueOrDefault(id) is not null)
            .Order().ToList();
        var words = ResultSource.WordsOf(_outline.Find(taskId)!) != madeFrom.Words;
        return words || changed.Count > 0 ? new TaskStaleness(words, changed) : null;
    }

    private string StampOf(long taskId) => _facts.GetValueOrDefault(taskId)?.Stamp ?? "";
}

namespace PlanDecomp.Plans.Documents;

/// <summary>Finds the tasks that dependencies name, and refuses what could never be carried out.</summary>
internal sealed class DocumentDependencies(List<ReadTask> tasks, DocumentNotes notes)
{
    private readonly Dictionary<(int Task, int DependsOn), DocumentPlace> _places = [];

    /// <summary>Of each task the indexes it depends on, in order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Resolve()
    {
        var errors = notes.Errors.Count;
        var named = tasks.Select((task, index) => (task.Label, index)).Where(pair => pair.Label is not null)
            .ToLookup(pair => pair.Label!, pair => pair.index, StringComparer.Ordinal);
        var numbers = Positions(named);
        var resolved = new List<IReadOnlyList<int>>(tasks.Count);
        foreach (var task in tasks)
        {
            var dependsOn = new SortedSet<int>();
            foreach (var (label, place) in task.DependsOn)
            {
                if (Find(label, place, named, numbers) is not { } index) continue;
                dependsOn.Add(index);
                _places[(resolved.Count, index)] = place;
            }

            if (dependsOn.Count > PlanLimits.Dependencies)
            {
                notes.Error(NoteCode.TooMany, task.Place, $"The task depends on {dependsOn.Count} others; at most {PlanLimits.Dependencies} are allowed.");
            }

            resolved.Add([.. dependsOn]);
        }

        if (notes.Errors.Count == errors) CheckCycle(resolved);
        return resolved;
    }

    private int? Find(string label, DocumentPlace place, ILookup<string, int> named, Dictionary<string, int> numbers)
    {
        var found = named[label].Take(2).ToList();
        if (found.Count == 1) return found[0];
        if (found.Count == 2)
        {
            notes.Error(NoteCode.AmbiguousDependency, place, $"'{label}' stands for two tasks: at {tasks[found[0]].Place} and {tasks[found[1]].Place}.");
            return null;
        }

        if (numbers.TryGetValue(label, out var index)) return index;
        notes.Error(NoteCode.UnknownDependency, place, $"There is no task '{label}' to depend on.");
        return null;
    }

    /// <summary>Outlines without names: a task is called by its place, such as 1.2.</summary>
    private Dictionary<string, int> Positions(ILookup<string, int> named)
    {
        if (tasks.All(task => task.DependsOn.Count == 0)) return [];
        var numbers = new PlanDocument("", "", [.. tasks.Select(task => new DocumentTask("", task.Parent))]).Numbers();
        return numbers.Select((number, index) => (number, index)).Where(pair => !named.Contains(pair.number))
            .ToDictionary(pair => pair.number, pair => pair.index);
    }

    private void CheckCycle(IReadOnlyList<IReadOnlyList<int>> dependsOn)
    {
        if (DependencyCycle.Find([.. tasks.Select(task => task.Parent)], dependsOn) is not { } cycle) return;
        notes.Error(NoteCode.DependencyCycle, _places[cycle],
            $"\"{tasks[cycle.Task].Title}\" cannot depend on \"{tasks[cycle.DependsOn].Title}\": one would wait for the other for ever.");
    }
}

using System.Globalization;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Changes;

/// <summary>What a person does to a plan by hand, as change sets tell it.</summary>
internal static class HandChanges
{
    public static NewChange Plan(Plan plan, UpdatePlanRequest change)
    {
        var fields = Fields(("title", change.Title is not null), ("description", change.Description is not null), ("wishes", change.Wishes is not null));
        return NewChange.Create(ChangeKind.PlanChanged, $"Changed the plan's {fields}", ("title", plan.Title), ("fields", fields));
    }

    public static NewChange Added(PlanTask task) =>
        NewChange.Create(ChangeKind.TaskAdded, $"Added \"{task.Title}\"", ("task_id", task.TaskId), ("title", task.Title));

    public static NewChange Changed(PlanTask task, UpdateTaskRequest change)
    {
        var fields = Fields(
            ("title", change.Title is not null), ("instruction", change.Instruction is not null), ("status", change.Status is not null),
            ("depends_on", change.DependsOn is not null), ("effort_hours", change.EffortHours is not null));
        return NewChange.Create(
            ChangeKind.TaskChanged, $"Changed \"{task.Title}\": {fields}", ("task_id", task.TaskId), ("title", task.Title), ("fields", fields));
    }

    public static NewChange Moved(PlanTask task) =>
        NewChange.Create(ChangeKind.TaskMoved, $"Moved \"{task.Title}\"", ("task_id", task.TaskId), ("title", task.Title));

    public static NewChange Deleted(PlanTask task, int tasks) => NewChange.Create(
        ChangeKind.TaskDeleted,
        tasks == 1 ? $"Deleted \"{task.Title}\"" : string.Create(CultureInfo.InvariantCulture, $"Deleted \"{task.Title}\" with {tasks - 1} below it"),
        ("task_id", task.TaskId), ("title", task.Title), ("tasks", tasks));

    private static string Fields(params ReadOnlySpan<(string Name, bool IsChanged)> fields)
    {
        var names = new List<string>();
        foreach (var (name, isChanged) in fields)
        {
            if (isChanged) names.Add(name);
        }

        return string.Join(", ", names);
    }
}

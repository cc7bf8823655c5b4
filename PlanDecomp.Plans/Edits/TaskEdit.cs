namespace PlanDecomp.Plans.Edits;

/// <summary>A wish to change one task of a tree. What is null stays as it is.</summary>
/// <param name="TaskId">An existing task; below 0 a new one, whose number the other edits refer to; 0 the plan itself, of which title and description (as instruction) can be changed.</param>
public sealed record TaskEdit(long TaskId)
{
    /// <summary>The plan itself, as an id.</summary>
    public const long Plan = 0;

    /// <summary>Takes the task out. What is below it and neither removed nor placed elsewhere takes its place.</summary>
    public bool Remove { get; init; }

    public string? Title { get; init; }
    public string? Instruction { get; init; }

    /// <summary>Where it goes; a new task needs one.</summary>
    public TaskPlace? Place { get; init; }

    public IReadOnlyList<long>? DependsOn { get; init; }
    public double? EffortHours { get; init; }

    /// <summary>
    /// Existing tasks whose work becomes this one's. Its state follows theirs: several that become one are together what they are; one that becomes
    /// several is open again. A new task gets the newest result of each as a version.
    /// </summary>
    public IReadOnlyList<long>? MadeOf { get; init; }

    /// <summary>Why, for a person.</summary>
    public string? Reason { get; init; }

    public bool IsNew => TaskId < 0;

    /// <summary>This edit, and then another one of the same task.</summary>
    public TaskEdit With(TaskEdit then) => then.Remove ? then : this with
    {
        Title = then.Title ?? Title,
        Instruction = then.Instruction ?? Instruction,
        Place = then.Place ?? Place,
        DependsOn = then.DependsOn ?? DependsOn,
        EffortHours = then.EffortHours ?? EffortHours,
        Reason = then.Reason ?? Reason,
    };
}

/// <summary>A place in a tree.</summary>
/// <param name="ParentId">Null for the top; below 0 a new task.</param>
/// <param name="Position">Among the siblings of the changed tree, from 0; behind the last appends.</param>
public sealed record TaskPlace(long? ParentId, int Position);


using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.Plans;

/// <summary>A state of tasks: everything that names it, in stores, documents, pages and the chat.</summary>
public sealed record TaskStatusDescriptor
{
    public required PlanTaskStatus Status { get; init; }

    /// <summary>On the wire and in stores.</summary>
    public required string Name { get; init; }

    /// <summary>As a page shows it.</summary>
    public required Text Label { get; init; }

    /// <summary>In its box in Markdown.</summary>
    public required char Mark { get; init; }

    /// <summary>What other programs' files call it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What people call it besides, in lower case.</summary>
    public IReadOnlyList<string> Spoken { get; init; } = [];

    /// <summary>Within a sentence.</summary>
    public Text Said => new(Name, Label.Chinese);
}

/// <summary>The states of tasks, each described once.</summary>
public static class PlanTaskStatuses
{
    public static IReadOnlyList<TaskStatusDescriptor> All { get; } =
    [
        new()
        {
            Status = PlanTaskStatus.Pending, Name = "pending", Label = new("Pending", "待办"), Mark = ' ',
            Spoken = ["open", "todo", "to do", "not done", "undone", "未完成", "未开始"],
        },
        new()
        {
            Status = PlanTaskStatus.Running, Name = "running", Label = new("Running", "进行中"), Mark = '/', Aliases = ["in_progress"],
            Spoken = ["in progress", "started", "已开始", "开始"],
        },
        new()
        {
            Status = PlanTaskStatus.Prepared, Name = "prepared", Label = new("Prepared", "已准备"), Mark = '~', Aliases = ["needs_person", "waiting_for_person"],
            Spoken = ["ready for me", "waiting for me", "to be done by me", "准备好", "准备好了", "待人工", "待我完成", "等我完成"],
        },
        new()
        {
            Status = PlanTaskStatus.Completed, Name = "completed", Label = new("Completed", "已完成"), Mark = 'x',
            Aliases = ["complete", "done", "success", "succeeded", "finished"],
            Spoken = ["complete", "done", "finished", "完成", "做完", "做完了", "完成了"],
        },
        new()
        {
            Status = PlanTaskStatus.Failed, Name = "failed", Label = new("Failed", "失败"), Mark = '!', Aliases = ["failure", "error"], Spoken = ["失败了"],
        },
        new()
        {
            Status = PlanTaskStatus.Skipped, Name = "skipped", Label = new("Skipped", "已跳过"), Mark = '-', Aliases = ["cancelled", "canceled"], Spoken = ["skip", "跳过"],
        },
    ];

    public static TaskStatusDescriptor Of(PlanTaskStatus status) => All[(int)status];

    public static string ToName(this PlanTaskStatus status) => Of(status).Name;

    /// <summary>True when an execution has nothing more to do with it: done, or prepared for a person.</summary>
    public static bool IsWorkedOut(this PlanTaskStatus status) => status is PlanTaskStatus.Completed or PlanTaskStatus.Prepared;

    /// <summary>Reads a name; one that is none of ours (an old file's) counts as pending.</summary>
    public static PlanTaskStatus Parse(string name)
    {
        var word = name.Trim().ToLowerInvariant();
        return All.FirstOrDefault(known => known.Name == word || known.Aliases.Contains(word))?.Status ?? PlanTaskStatus.Pending;
    }

    /// <summary>Reads what a person calls a state, in lower case; null for a word that names none.</summary>
    public static PlanTaskStatus? ReadSpoken(string word) =>
        All.FirstOrDefault(known => known.Name == word || known.Label.Chinese == word || known.Spoken.Contains(word))?.Status;

    /// <summary>Reads the mark of a box; null for one that is none of ours.</summary>
    public static PlanTaskStatus? ReadMark(char mark) => All.FirstOrDefault(known => known.Mark == char.ToLowerInvariant(mark))?.Status;

    /// <summary>What tasks are together: nothing is done that one of them has still to have done.</summary>
    /// <returns>Completed when all are, prepared when nothing but people's work is left, else pending.</returns>
    public static PlanTaskStatus Together(IEnumerable<PlanTaskStatus> statuses)
    {
        var all = statuses.ToHashSet();
        if (!all.All(IsWorkedOut)) return PlanTaskStatus.Pending;
        return all.Contains(PlanTaskStatus.Prepared) ? PlanTaskStatus.Prepared : PlanTaskStatus.Completed;
    }
}

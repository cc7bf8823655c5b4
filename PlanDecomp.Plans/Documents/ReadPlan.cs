using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Plans.Documents;

/// <summary>A plan as a reader found it, with the places of its parts, before any rule was checked.</summary>
internal sealed class ReadPlan(DocumentPlace place)
{
    public DocumentPlace Place { get; } = place;

    /// <summary>The file within a zip.</summary>
    public string? File { get; set; }

    /// <summary>Null when the document does not name the plan.</summary>
    public string? Title { get; set; }

    public DocumentPlace TitlePlace { get; set; } = place;
    public string Description { get; set; } = "";
    public DocumentPlace DescriptionPlace { get; set; } = place;
    public string? Wishes { get; set; }
    public DocumentPlace WishesPlace { get; set; } = place;
    public List<ReadTask> Tasks { get; } = [];
}

/// <summary>A task as a reader found it.</summary>
internal sealed class ReadTask(DocumentPlace place, int? parent)
{
    public DocumentPlace Place { get; } = place;

    /// <summary>Its parent's index among the plan's tasks.</summary>
    public int? Parent { get; } = parent;

    /// <summary>What dependencies call it; null when the document gives it no name.</summary>
    public string? Label { get; set; }

    public string Title { get; set; } = "";
    public DocumentPlace TitlePlace { get; set; } = place;
    public string Instruction { get; set; } = "";
    public DocumentPlace InstructionPlace { get; set; } = place;
    public PlanTaskStatus Status { get; set; }
    public string? Error { get; set; }
    public DocumentPlace ErrorPlace { get; set; } = place;
    public double? EffortHours { get; set; }
    public DocumentPlace EffortPlace { get; set; } = place;
    public List<(DocumentResult Result, DocumentPlace Place)> Results { get; } = [];
    public List<(string Label, DocumentPlace Place)> DependsOn { get; } = [];
}

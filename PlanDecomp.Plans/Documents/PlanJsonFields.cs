namespace PlanDecomp.Plans.Documents;

/// <summary>The names of our JSON format; docs/export-and-import.md describes it.</summary>
internal static class PlanJsonFields
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string Ours = "plandecomp";

    /// <summary>Raised when an older program could misread a document, not for new fields, which older ones leave out and say so.</summary>
    public const int Version = 1;

    public const string Format = "format";
    public const string FormatVersion = "version";
    public const string ExportedAt = "exported_at";
    public const string Plans = "plans";
    public const string Title = "title";
    public const string Description = "description";
    public const string Wishes = "wishes";
    public const string Tasks = "tasks";
    public const string Id = "id";
    public const string Instruction = "instruction";
    public const string Status = "status";
    public const string EffortHours = "effort_hours";
    public const string DependsOn = "depends_on";
    public const string Error = "error";
    public const string Results = "results";
    public const string Kind = "kind";
    public const string Content = "content";
    public const string Writer = "writer";
    public const string Model = "model";
    public const string CreatedAt = "created_at";
    public const string Prepared = "prepared";
    public const string Incomplete = "incomplete";
    public const string Children = "children";
}

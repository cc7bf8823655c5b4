using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>The <c>mode</c> of a <c>task_operation</c> that is bound to no plan.</summary>
public static class AcrossPlansMode
{
    public const string ExportPlans = "export_plans";
    public const string ImportPlan = "import_plan";
    public const string DuplicatePlan = "duplicate_plan";
    public const string Reindex = "reindex";
}

/// <summary>One kind of job that is bound to no plan.</summary>
/// <param name="Mode">One of <see cref="AcrossPlansMode"/>.</param>
/// <param name="Title">On buttons and in lists.</param>
/// <param name="Doing">What it is doing, in a sentence.</param>
/// <param name="CanContinue">Another job can go on where one has ended; false where that takes what is not kept.</param>
public sealed record AcrossPlansDescriptor(string Mode, Text Title, Text Doing, bool CanContinue = true);

public static class AcrossPlansModes
{
    public static IReadOnlyList<AcrossPlansDescriptor> All { get; } =
    [
        new(AcrossPlansMode.ExportPlans, new("Export", "导出"), new("exporting plans", "导出计划")),
        new(AcrossPlansMode.ImportPlan, new("Import", "导入"), new("importing plans", "导入计划"), CanContinue: false),
        new(AcrossPlansMode.DuplicatePlan, new("Copy a plan", "复制计划"), new("copying a plan", "复制计划")),
        new(AcrossPlansMode.Reindex, new("Reindex", "重建索引"), new("reading all plans into the index again", "重建索引")),
    ];

    /// <summary>Null for other modes.</summary>
    public static AcrossPlansDescriptor? Find(string? mode) => All.FirstOrDefault(known => known.Mode == mode);
}

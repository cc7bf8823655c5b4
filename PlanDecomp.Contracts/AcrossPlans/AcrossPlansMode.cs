namespace PlanDecomp.Contracts.AcrossPlans;

/// <summary>The <c>mode</c> of a <c>task_operation</c> that is bound to no plan.</summary>
public static class AcrossPlansMode
{
    public const string ExportPlans = "export_plans";
    public const string ImportPlan = "import_plan";
    public const string DuplicatePlan = "duplicate_plan";
    public const string Reindex = "reindex";
}

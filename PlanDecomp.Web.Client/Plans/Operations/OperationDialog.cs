using Microsoft.AspNetCore.Components;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Operations;

/// <summary>A dialog that asks for one operation. It closes with the id of the job to follow.</summary>
public abstract class OperationDialog(string operation) : LocalizedComponent
{
    [Parameter, EditorRequired]
    public TaskTree Tree { get; set; } = null!;

    /// <summary>What to work on; null for the whole plan.</summary>
    [Parameter]
    public TaskEntry? Task { get; set; }

    protected OperationForm Form { get; } = new(operation);
}

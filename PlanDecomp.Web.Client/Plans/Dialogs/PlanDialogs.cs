using MudBlazor;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Execution;
using PlanDecomp.Web.Client.Plans.Operations;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans.Dialogs;

/// <summary>Opens the dialogs of plans and tasks, and gives what they close with; null when they are cancelled.</summary>
public sealed class PlanDialogs(IDialogService dialogs, PlansClient plans, Localizer l)
{
    private static readonly DialogOptions Options = new() { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true };

    public Task<Plan?> CreatePlanAsync() => ShowAsync<CreatePlanDialog, Plan>([]);

    /// <returns>True when the plan is gone.</returns>
    public Task<bool> DeletePlanAsync(Plan plan) => ConfirmAsync(
        l[PlanText.DeleteQuestion, plan.Title],
        plan.TaskCount > 0 ? l[PlanText.DeleteWithTasks, plan.TaskCount] : l[PlanText.DeleteWithoutTasks],
        l[PlanText.DeletePlan],
        () => plans.DeleteAsync(plan.PlanId, CancellationToken.None));

    /// <param name="plan">The plan.</param>
    /// <param name="task">The task to break down; null means the whole plan.</param>
    /// <returns>The id of the job to follow.</returns>
    public Task<string?> DecomposeAsync(Plan plan, TaskEntry? task) => ShowAsync<DecomposeDialog, string>(new DialogParameters<DecomposeDialog>
    {
        { dialog => dialog.PlanId, plan.PlanId },
        { dialog => dialog.Task, task?.Id },
        { dialog => dialog.Subject, task is null ? plan.Title : $"{task.Number} {task.Task.Title}" },
    });

    /// <param name="tree">The plan with its tasks.</param>
    /// <param name="task">The task to work on, with what is below it; null means the whole plan.</param>
    /// <returns>The id of the job to follow.</returns>
    public Task<string?> ExecuteAsync(TaskTree tree, TaskEntry? task) => ShowAsync<ExecuteDialog, string>(new DialogParameters<ExecuteDialog>
    {
        { dialog => dialog.PlanId, tree.Plan.PlanId },
        { dialog => dialog.Task, task?.Id },
        { dialog => dialog.Subject, task is null ? tree.Plan.Title : $"{task.Number} {task.Task.Title}{BelowText(task.DescendantCount)}" },
        { dialog => dialog.Choice, tree.HasOpenWork(task) ? ExecuteChoice.Open : tree.HasStale(task) ? ExecuteChoice.Stale : ExecuteChoice.Everything },
        { dialog => dialog.Outside, task is null ? [] : tree.OutsideNeedsOf(task) },
    });

    /// <param name="operation">What to do.</param>
    /// <param name="tree">The plan's tasks.</param>
    /// <param name="task">The task to work on; null means the whole plan.</param>
    /// <returns>The id of the job to follow.</returns>
    public Task<string?> OperateAsync(OperationDescriptor operation, TaskTree tree, TaskEntry? task) => ShowAsync<OperationDialog, string>(new DialogParameters<OperationDialog>
    {
        { dialog => dialog.Operation, operation },
        { dialog => dialog.Tree, tree },
        { dialog => dialog.Task, task },
    });

    public Task<PlanTask?> AddTaskAsync(TaskTree tree, TaskEntry? parent, int? position) => ShowAsync<TaskDialog, PlanTask>(new DialogParameters<TaskDialog>
    {
        { dialog => dialog.Tree, tree },
        { dialog => dialog.ParentId, parent?.Id },
        { dialog => dialog.Position, position },
    });

    public Task<PlanTask?> EditTaskAsync(TaskTree tree, TaskEntry task) => ShowAsync<TaskDialog, PlanTask>(new DialogParameters<TaskDialog>
    {
        { dialog => dialog.Tree, tree },
        { dialog => dialog.Task, task },
    });

    public Task<PlanTask?> MoveTaskAsync(TaskTree tree, TaskEntry task) => ShowAsync<MoveTaskDialog, PlanTask>(new DialogParameters<MoveTaskDialog>
    {
        { dialog => dialog.Tree, tree },
        { dialog => dialog.Task, task },
    });

    /// <returns>True when the task is gone.</returns>
    public Task<bool> DeleteTaskAsync(TaskEntry task) => ConfirmAsync(
        l[PlanText.DeleteQuestion, $"{task.Number} {task.Task.Title}"],
        task.DescendantCount switch
        {
            0 => l[TaskText.DeleteAlone],
            1 => l[TaskText.DeleteSubtreeOfOne],
            _ => l[TaskText.DeleteSubtree, task.DescendantCount],
        },
        l[TaskText.DeleteTask],
        () => plans.DeleteTaskAsync(task.Task.PlanId, task.Id, CancellationToken.None));

    private string BelowText(int tasks) => tasks switch
    {
        0 => "",
        1 => $", {l[ExecuteText.WithOneBelow]}",
        _ => $", {l[ExecuteText.WithSubtree, tasks]}",
    };

    /// <summary>Asks before something is done that cannot be taken back.</summary>
    /// <returns>True when it is done.</returns>
    public async Task<bool> ConfirmAsync(string question, string consequence, string action, Func<Task> onConfirm)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, new DialogParameters<ConfirmDialog>
        {
            { confirm => confirm.Question, question },
            { confirm => confirm.Consequence, consequence },
            { confirm => confirm.Action, action },
            { confirm => confirm.OnConfirm, onConfirm },
        }, Options);
        return await dialog.Result is { Canceled: false };
    }

    /// <returns>What the dialog closes with; null when it is cancelled.</returns>
    public async Task<T?> ShowAsync<TDialog, T>(DialogParameters parameters)
        where TDialog : Microsoft.AspNetCore.Components.ComponentBase
        where T : class
    {
        var dialog = await dialogs.ShowAsync<TDialog>(null, parameters, Options);
        return await dialog.Result is { Canceled: false, Data: T data } ? data : null;
    }
}

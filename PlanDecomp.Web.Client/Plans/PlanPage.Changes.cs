using MudBlazor;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>What a reader does to the plan from its page.</summary>
public partial class PlanPage
{
    private Task ObeyAsync(TreeCommand command)
    {
        if (_view?.Selected is not { } task) return Task.CompletedTask;
        switch (command)
        {
            case TreeCommand.Open:
                (_showsJobs, _sideOpen) = (false, true);
                return Task.CompletedTask;
            case TreeCommand.Add: return AddAsync(task.Parent, task.Index + 1);
            case TreeCommand.Edit: return EditAsync(task);
            case TreeCommand.Delete: return DeleteAsync(task);
            case TreeCommand.MoveUp: return StepAsync(task, TaskMove.Up);
            case TreeCommand.MoveDown: return StepAsync(task, TaskMove.Down);
            case TreeCommand.MoveIn: return StepAsync(task, TaskMove.In);
            case TreeCommand.MoveOut: return StepAsync(task, TaskMove.Out);
            default: throw new ArgumentOutOfRangeException(nameof(command));
        }
    }

    private async Task DecomposeAsync(TaskEntry? task)
    {
        if (_tree is not null) await FollowAsync(await Dialogs.DecomposeAsync(_tree.Plan, task));
    }

    private async Task ExecuteAsync(TaskEntry? task)
    {
        if (_tree is not null) await FollowAsync(await Dialogs.ExecuteAsync(_tree, task));
    }

    private async Task OperateAsync(OperationDescriptor operation, TaskEntry? task)
    {
        if (_tree is not null) await FollowAsync(await Dialogs.OperateAsync(operation, _tree, task));
    }

    /// <summary>Follows the job that a dialog has started, or has named because it is at work already.</summary>
    private async Task FollowAsync(string? jobId)
    {
        if (jobId is null) return;
        _growth?.Follow(jobId);
        _shownJob = jobId;
        ShowJobs();
        await ReadJobsAsync();
    }

    private async Task AddAsync(TaskEntry? parent, int? position)
    {
        if (_tree is null || await Dialogs.AddTaskAsync(_tree, parent, position) is not { } added) return;
        await ShowChangeAsync(added.TaskId, L[TaskText.Added]);
    }

    private async Task EditAsync(TaskEntry task)
    {
        if (_tree is not null) await Dialogs.EditTaskAsync(_tree, task);
        await ShowChangeAsync(task.Id);
    }

    private async Task MoveToAsync()
    {
        if (_tree is null || _view?.Selected is not { } task || await Dialogs.MoveTaskAsync(_tree, task) is null) return;
        await ShowMoveAsync(task.Id);
    }

    private async Task DeleteAsync(TaskEntry task)
    {
        if (_tree is null) return;
        var next = _tree.Sibling(task, 1) ?? _tree.Sibling(task, -1) ?? task.Parent;
        if (await Dialogs.DeleteTaskAsync(task)) await ShowChangeAsync(next?.Id, L[TaskText.Gone]);
    }

    private async Task DeletePlanAsync()
    {
        if (_tree is null || !await Dialogs.DeletePlanAsync(_tree.Plan)) return;
        Snackbar.Add(L[PlanText.Deleted], Severity.Success);
        Navigation.NavigateTo("/plans");
    }

    private Task SetStatusAsync(PlanTaskStatus status) => _view?.Selected is { } task && task.Task.Status != status
        ? ChangeAsync(async () =>
        {
            await Plans.UpdateTaskAsync(PlanId, task.Id, new UpdateTaskRequest { Status = status }, CancellationToken.None);
            await ShowChangeAsync(task.Id, $"{task.Number} {L[TaskText.Of(status)]}");
        })
        : Task.CompletedTask;

    private async Task StepAsync(TaskEntry task, TaskMove move)
    {
        if (_tree?.Step(task, move) is not { } to) return;
        await ChangeAsync(async () =>
        {
            await Plans.MoveTaskAsync(PlanId, task.Id, to, CancellationToken.None);
            await ShowMoveAsync(task.Id);
        });
    }

    private async Task ShowMoveAsync(long taskId)
    {
        await ShowChangeAsync(taskId);
        if (_tree?.Find(taskId) is { } moved) _announcement = L[TaskText.Moved, moved.Number];
    }

    private async Task ShowChangeAsync(long? taskId, string announcement = "")
    {
        if (_open is not { } open) return;
        await open.ReadAsync();
        Select(taskId);
        _announcement = announcement;
    }

    private async Task CopyLinkAsync()
    {
        if (_view?.Selected is not { } task) return;
        var address = Navigation.ToAbsoluteUri(TaskPanel.AddressOf(task)).ToString();
        if (await Browser.CopyAsync(address)) Snackbar.Add(L[CommonText.Copied], Severity.Success);
        else Snackbar.Add(address, Severity.Info);
    }

    /// <summary>Makes a change that has no dialog to show its refusal in. Refused or not, the page shows what there is now.</summary>
    private async Task ChangeAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (ApiException e)
        {
            Snackbar.Add(
                e.Fault is ApiFault.NotFound ? L[TaskText.Gone] : FieldErrorText.All(L, e) ?? ApiFaultText.Of(L, e),
                Severity.Error);
            if (_open is { } open) await open.ReadAsync();
        }
    }
}

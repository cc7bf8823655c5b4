using Microsoft.AspNetCore.Components;
using MudBlazor;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Web.Client.Plans.Transfers;

/// <summary>Opens the dialogs that take plans out, in or across. Each follows its job; the calls return when the dialog is closed.</summary>
public sealed class TransferDialogs(IDialogService dialogs)
{
    private static readonly DialogOptions Options = new() { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, BackdropClick = false };

    /// <param name="plan">The plan to export; null offers all.</param>
    public Task ExportAsync(Plan? plan) => ShowAsync<ExportDialog>(new DialogParameters<ExportDialog> { { dialog => dialog.Plan, plan } });

    public Task ImportAsync() => ShowAsync<ImportDialog>([]);

    public Task DuplicateAsync(Plan plan) => ShowAsync<DuplicateDialog>(new DialogParameters<DuplicateDialog> { { dialog => dialog.Plan, plan } });

    public Task ReindexAsync() => ShowAsync<ReindexDialog>([]);

    private async Task ShowAsync<T>(DialogParameters parameters)
        where T : ComponentBase
    {
        var dialog = await dialogs.ShowAsync<T>(null, parameters, Options);
        await dialog.Result;
    }
}

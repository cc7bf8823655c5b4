using Microsoft.AspNetCore.Components;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>Several jobs side by side in tabs.</summary>
public partial class JobsPage
{
    // Of jobs in tabs that are not on the list's page; null for one that could not be had.
    private readonly Dictionary<string, JobSummary?> _others = [];

    private void OpenTabs()
    {
        // In the order of the list, behind what is open already.
        string[] opened = [.. (_jobs ?? []).Select(job => job.JobId).Where(_chosen.Contains)];
        _chosen.Clear();
        if (opened.Length > 0) GoToTabs([.. _tabs, .. opened.Except(_tabs)], opened[0]);
    }

    private void ShowTab(string jobId) => GoToTabs(_tabs, jobId);

    private void CloseTab(string jobId)
    {
        var at = Math.Max(0, _tabs.ToList().IndexOf(jobId) - 1);
        string[] left = [.. _tabs.Where(id => id != jobId)];
        GoToTabs(left, left.ElementAtOrDefault(at));
    }

    private void CloseTabs() => GoToTabs([], null);

    private void GoToTabs(IReadOnlyList<string> tabs, string? shown) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["tabs"] = tabs.Count > 0 ? string.Join(',', tabs) : null,
            ["tab"] = tabs.Count > 0 ? shown : null,
        }),
        replace: true);

    private string TitleOf(string jobId)
    {
        var job = _jobs?.FirstOrDefault(known => known.JobId == jobId) ?? _others.GetValueOrDefault(jobId);
        var title = job is null ? null : _targets.TaskTitle(job.PlanId, job.TargetTaskId) ?? _targets.PlanTitle(job.PlanId);
        if (_targets.Planless(jobId) is { } planless) title = PlanlessJobText.Of(L, planless);
        return !string.IsNullOrEmpty(title) ? title : job is null ? L[JobsText.Id] : L[JobLook.Of(job.JobType).Name];
    }

    private async Task LoadTabTitleAsync(string jobId)
    {
        if (_others.GetValueOrDefault(jobId) is not null) return;
        try
        {
            var job = JobsWatch.Summary(await Jobs.FindAsync(jobId, lines: 0, _left.Token));
            _others[jobId] = job;
            await _targets.LoadAsync([job], _left.Token);
        }
        catch (ApiException)
        {
            // The tab's panel says what is wrong with it.
            _others[jobId] = null;
        }
    }
}

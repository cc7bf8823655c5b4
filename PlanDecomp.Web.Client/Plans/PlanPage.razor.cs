using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Plans.Dialogs;
using PlanDecomp.Web.Client.Plans.Tree;

namespace PlanDecomp.Web.Client.Plans;

/// <summary>One plan: its tree, the chosen task, and the jobs at work on it. Grows while they work.</summary>
public partial class PlanPage
{
    private const int JobsShown = 20;

    private static readonly TimeSpan AddressPause = TimeSpan.FromMilliseconds(300);

    private OpenPlan? _open;
    private PlanGrowth? _growth;
    private IReadOnlyList<JobSummary>? _jobs;
    private bool _hasOlderJobs;
    private string? _shownJob;
    private string? _seenInAddress;
    private ITimer? _addressTimer;
    private bool _showsJobs;
    private bool _sideOpen;
    private string _announcement = "";
    private TaskTreeView? _treeView;
    private ElementReference _taskTab;
    private ElementReference _jobsTab;

    [Parameter]
    public long PlanId { get; set; }

    /// <summary>The task the address names; text that is no number names none.</summary>
    [SupplyParameterFromQuery(Name = "task")]
    public string? TaskInAddress { get; set; }

    [Inject]
    private PlansClient Plans { get; set; } = null!;

    [Inject]
    private JobsClient Jobs { get; set; } = null!;

    [Inject]
    private JobsWatch Watch { get; set; } = null!;

    [Inject]
    private JobLogSubscriptions Subscriptions { get; set; } = null!;

    [Inject]
    private PlanDialogs Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private TreeView? _view => _open?.View;

    private TaskTree? _tree => _view?.Tree;

    private bool _wantsGoneTask => _seenInAddress is not null && _view?.Selected is null;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Watch.Changed += OnWatchChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!IsAlive) return;
        if (_open?.PlanId != PlanId) await OpenAsync();
        else if (TaskInAddress != _seenInAddress) SelectFromAddress();
    }

    protected override void Dispose(bool disposing)
    {
        Watch.Changed -= OnWatchChanged;
        Close();
        base.Dispose(disposing);
    }

    protected override Task LoadAsync() =>
        _open is { } open && open.PlanId == PlanId ? Task.WhenAll(open.ReadAsync(), ReadJobsAsync()) : OpenAsync();

    private async Task OpenAsync()
    {
        Close();
        (_jobs, _shownJob, _showsJobs, _sideOpen, _announcement) = (null, null, false, false, "");
        var open = _open = new OpenPlan(Plans, Time, PlanId);
        open.Changed += Redraw;
        _growth = new PlanGrowth(Subscriptions);
        _growth.Changed += Redraw;
        _growth.Grown += OnGrown;
        _growth.Ended += OnJobEnded;
        var jobs = ReadJobsAsync();
        await open.ReadAsync();
        if (open != _open) return;

        // Unless someone was quicker than the address.
        if (_view?.Selected is null) SelectFromAddress();
        StateHasChanged();
        await jobs;
        if (open != _open) return;

        // With no task to show, the side panel shows what the jobs did or do.
        _showsJobs = _view?.Selected is null && TaskInAddress is null && _jobs is { Count: > 0 };
        StateHasChanged();
    }

    private void Close()
    {
        StopAddressTimer();
        _open?.Dispose();
        _growth?.Dispose();
        (_open, _growth) = (null, null);
    }

    private async Task ReadJobsAsync()
    {
        var open = _open;
        try
        {
            var page = await Jobs.ListAsync(new JobListFilter { PlanId = PlanId, Limit = JobsShown }, CancellationToken.None);
            if (open != _open) return;
            (_jobs, _hasOlderJobs) = (page.Jobs, page.NextCursor is not null);
            _shownJob ??= (_jobs.Count > 0 ? _jobs[0].JobId : null);
            foreach (var job in _jobs.Where(job => !job.Status.IsTerminal())) _growth?.Follow(job.JobId);
        }
        catch (ApiException)
        {
            // The tree's reading, at the same time, fails alike and says so; a list that was there stays.
            _jobs ??= [];
        }
    }

    private void SelectFromAddress()
    {
        _seenInAddress = TaskInAddress;
        StopAddressTimer();
        _view?.Select(long.TryParse(TaskInAddress, NumberStyles.None, CultureInfo.InvariantCulture, out var taskId) ? taskId : null);
        if (_view?.Selected is null) return;
        _showsJobs = false;
        _sideOpen = true;
    }

    private void Select(long? taskId)
    {
        _view?.Select(taskId);
        if (_addressTimer is null) WriteAddress();
    }

    private void WriteAddress()
    {
        var task = _view?.Selected?.Id.ToString(CultureInfo.InvariantCulture);
        if (_open is null || task == _seenInAddress) return;
        _seenInAddress = task;

        // At once, for a change of the address closes a dialog that was opened before it; the next one in a moment,
        // for browsers refuse to change the address as often as a held key repeats.
        _addressTimer = Time.CreateTimer(_ => InvokeAsync(OnAddressPause), null, AddressPause, Timeout.InfiniteTimeSpan);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("task", task), replace: true);
    }

    private void OnAddressPause()
    {
        StopAddressTimer();
        WriteAddress();
    }

    private void StopAddressTimer()
    {
        _addressTimer?.Dispose();
        _addressTimer = null;
    }

    private void SelectEntry(TaskEntry entry)
    {
        _showsJobs = false;
        Select(entry.Id);
    }

    private void ShowJobs() => (_showsJobs, _sideOpen) = (true, true);

    private void ShowJob(string jobId)
    {
        _shownJob = jobId;
        ShowJobs();
        if (_jobs?.Any(job => job.JobId == jobId) != true) _ = InvokeAsync(ReadJobsAsync);
    }

    private void OnSideKey(KeyboardEventArgs e)
    {
        if (e.Key == "Escape") _sideOpen = false;
    }

    private async Task OnTabKeyAsync(KeyboardEventArgs e)
    {
        if (e.Key is not ("ArrowLeft" or "ArrowRight")) return;
        _showsJobs = !_showsJobs;
        await (_showsJobs ? _jobsTab : _taskTab).FocusAsync();
    }

    private void OnGrown() => _ = InvokeAsync(async () => await (_open?.ReadSoonAsync() ?? Task.CompletedTask));

    private void OnJobEnded(Job job) => _ = InvokeAsync(async () =>
    {
        Watch.Look();
        _announcement = $"{L[JobLook.Of(job.JobType).Name]}: {L[JobStatusText.Of(job.Status)]}";
        await ReadJobsAsync();
        StateHasChanged();
    });

    // A job of this plan that was started elsewhere: in the chat, in another tab.
    private void OnWatchChanged() => _ = InvokeAsync(async () =>
    {
        if (_jobs is null || !Watch.Active.Any(job => job.PlanId == PlanId && _jobs.All(known => known.JobId != job.JobId))) return;
        await ReadJobsAsync();
        StateHasChanged();
    });

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}

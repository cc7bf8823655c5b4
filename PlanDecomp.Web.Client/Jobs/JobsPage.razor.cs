using Microsoft.AspNetCore.Components;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>The account's jobs. Filters, page and tabs are in the address, so that reload and back keep them.</summary>
public partial class JobsPage
{
    private readonly CancellationTokenSource _left = new();
    private readonly HashSet<string> _chosen = [];
    private JobTargets _targets = null!;
    private IReadOnlyList<string> _tabs = [];
    private JobsFilter _filter = new();
    private JobsFilter? _loaded;
    private IReadOnlyList<JobSummary>? _jobs;
    private IDisposable? _haste;
    private string? _next;
    private ApiException? _fault;
    private int _asked;

    [SupplyParameterFromQuery(Name = "type")]
    public string? TypeInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? StatusInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "plan")]
    public string? PlanInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "time")]
    public string? TimeInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? FromInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? ToInAddress { get; set; }

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? CursorInAddress { get; set; }

    /// <summary>The ids of the jobs that are open in tabs, with commas between.</summary>
    [SupplyParameterFromQuery(Name = "tabs")]
    public string? TabsInAddress { get; set; }

    /// <summary>The one of them that is in front.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? TabInAddress { get; set; }

    [Inject]
    private JobsClient Jobs { get; set; } = null!;

    [Inject]
    private PlansClient Plans { get; set; } = null!;

    [Inject]
    private JobsWatch Watch { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _targets = new JobTargets(Plans, Jobs);
        Watch.Changed += OnWatchChanged;
    }

    protected override Task OnParametersSetAsync()
    {
        _filter = JobsFilter.Read(TypeInAddress, StatusInAddress, PlanInAddress, TimeInAddress, FromInAddress, ToInAddress, CursorInAddress);
        _tabs = [.. (TabsInAddress ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        return IsAlive && _filter != _loaded ? LoadAsync() : Task.CompletedTask;
    }

    protected override Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _haste = Watch.Hasten();
        return base.OnAfterRenderAsync(firstRender);
    }

    protected override void Dispose(bool disposing)
    {
        Watch.Changed -= OnWatchChanged;
        _haste?.Dispose();
        _left.Cancel();
        _left.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task LoadAsync()
    {
        // Only the answer to the latest question counts.
        var asked = ++_asked;
        var filter = _filter;
        if (filter != _loaded) (_jobs, _next) = (null, null);
        _loaded = filter;
        try
        {
            var page = await Jobs.ListAsync(filter.ToListFilter(Time.GetUtcNow(), Time.LocalTimeZone), _left.Token);
            if (asked != _asked) return;
            (_jobs, _next, _fault) = (page.Jobs, page.NextCursor, null);
            _chosen.IntersectWith(page.Jobs.Select(job => job.JobId));
            StateHasChanged();
            await LoadTitlesAsync(page.Jobs, filter.PlanId);
        }
        catch (ApiException e)
        {
            if (asked == _asked) _fault = e;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
    }

    private async Task LoadTitlesAsync(IEnumerable<JobSummary> jobs, long? planId)
    {
        // The plan that is filtered by has a title even where it has no jobs.
        if (planId is not null) jobs = jobs.Append(new JobSummary { JobId = "", JobType = "", Mode = "", PlanId = planId, Status = default, CreatedAt = default });
        await _targets.LoadAsync(jobs, _left.Token);
        var shown = _tabs.Except((_jobs ?? []).Select(job => job.JobId)).ToList();
        foreach (var jobId in shown) await LoadTabTitleAsync(jobId);
    }

    private string AddressOf(JobsFilter filter) => Navigation.GetUriWithQueryParameters(filter.ToParameters());

    private void Go(JobsFilter filter) => Navigation.NavigateTo(AddressOf(filter));

    private void Choose(string jobId, bool chosen)
    {
        if (chosen) _chosen.Add(jobId);
        else _chosen.Remove(jobId);
    }

    private void OnWatchChanged() => _ = InvokeAsync(() => IsAlive ? LoadAsync() : Task.CompletedTask);

    private string CountsText()
    {
        var running = Watch.Active.Count(job => job.Status is JobStatus.Running);
        var queued = Watch.Active.Count - running;
        var more = Watch.HasMore ? "+" : "";
        return Watch.Active.Count == 0 ? L[JobsText.NoneActive]
            : queued == 0 ? L[JobsText.Running, $"{running}{more}"]
            : $"{L[JobsText.Running, running]} · {L[JobsText.Queued, $"{queued}{more}"]}";
    }
}

// Step 6 of a log line's way: where its reader sees it.
using Microsoft.AspNetCore.Components;
using MudBlazor;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Parts;
using PlanDecomp.Web.Client.JobLog.Reading;
using PlanDecomp.Web.Client.JobLog.Results;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>A job and its log: live while it runs, folded to a summary when it has ended. Draws only; <see cref="JobLogSubscription"/> fetches.</summary>
public sealed partial class JobLogPanel(JobLogSubscriptions subscriptions, JobsClient jobs, Browser browser, ISnackbar snackbar) : LocalizedComponent
{
    private readonly string _id = $"job-log-{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _closing = new();
    private ElementReference _panel;
    private JobLogSubscription? _log;
    private LogReading? _reading;
    private string? _fault;
    private string? _openedId;
    private string? _openedType;
    private long? _shown;
    private bool _wasLive;
    private bool _hasRun;

    // Null until the reader or the job's end decides: open while it runs.
    private bool? _isOpen;

    /// <summary>Whose log.</summary>
    [Parameter, EditorRequired]
    public string JobId { get; set; } = "";

    /// <summary>The type the job must have; null takes any.</summary>
    [Parameter]
    public string? ExpectType { get; set; }

    /// <summary>A line to show in its context and to mark.</summary>
    [Parameter]
    public long? HighlightSeq { get; set; }

    /// <summary>True for a place of little height, such as a chat bubble or a side panel.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>True for a page of its own: the panel does not fold itself when the job has ended.</summary>
    [Parameter]
    public bool KeepOpen { get; set; }

    /// <summary>The job ended while it was followed; with its result.</summary>
    [Parameter]
    public EventCallback<Job> OnEnded { get; set; }

    /// <summary>The reader had the job done anew; with the new job's id. Without a listener the panel links to it.</summary>
    [Parameter]
    public EventCallback<string> OnRetried { get; set; }

    private string TitleId => $"{_id}-title";

    private string BodyId => $"{_id}-body";

    private JobLook Look => JobLook.Of(_log?.Job?.JobType ?? ExpectType);

    private string TypeClass => Look.Color.ToString().ToLowerInvariant();

    private bool CanFold => _log is { Job: not null, Missing: false, TypeMismatch: false };

    // After a break the end may be known before the lines up to it are there: a reader must not lose them just then.
    private bool IsOpen => _isOpen ?? (KeepOpen || HighlightSeq is not null || _log?.Status?.IsTerminal() == false || (_hasRun && _log?.Connection != JobLogConnection.Ended));

    /// <summary>What a screen reader is told of how the job stands.</summary>
    private string? Announcement
    {
        get
        {
            if (_log?.Job is not { } job) return null;
            if (job.Status.IsTerminal()) return $"{L[Look.Name]}: {JobOutcomeText.Of(L, job)}";
            var (done, all) = JobProgress.CountsOf(job);
            var status = $"{L[Look.Name]}: {L[JobStatusText.Of(job.Status)]}";
            return all > 0 ? L[JobLogText.SayRunning, status, done, all] : status;
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Not before the first render: nothing is asked for while the page is prerendered.
        if (_openedId != JobId || _openedType != ExpectType) Open();
    }

    protected override void OnParametersSet()
    {
        if (HighlightSeq != _shown) _ = ShowHighlightAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _closing.Cancel();
        Close();
        base.Dispose(disposing);
    }

    private void Open()
    {
        Close();
        (_openedId, _openedType, _isOpen, _shown, _fault, _wasLive, _hasRun) = (JobId, ExpectType, null, null, null, false, false);
        _log = subscriptions.Open(JobId, ExpectType);
        _reading = new LogReading(_log, jobs, L);
        _log.Changed += OnChanged;
        OnChanged();
    }

    private void Close()
    {
        if (_log is null) return;
        _log.Changed -= OnChanged;
        _log.Dispose();
        _log = null;
    }

    private void OnChanged() => _ = InvokeAsync(UpdateAsync);

    private async Task UpdateAsync()
    {
        if (_log is null || _reading is null || _closing.IsCancellationRequested) return;
        _reading.Update();
        var isOver = _log.Connection == JobLogConnection.Ended;
        var hasEnded = isOver && _wasLive && _log.Status?.IsTerminal() == true;
        _wasLive = !isOver && _log.Job is not null;
        _hasRun |= _log.Status?.IsTerminal() == false;
        if (hasEnded && _isOpen is null)
        {
            // Open while the page is asked. Not by focus events: they say that it has gone when only the window is left.
            _isOpen = true;
            _isOpen = KeepOpen || HighlightSeq is not null || _reading.IsBusy || await browser.HoldsFocusAsync(_panel);
            if (_closing.IsCancellationRequested) return;
        }

        StateHasChanged();
        if (HighlightSeq != _shown) await ShowHighlightAsync();
        if (hasEnded) await OnEnded.InvokeAsync(_log.Job);
    }

    private void Toggle()
    {
        _isOpen = !IsOpen;
        if (!IsOpen) _reading?.Follow();
    }

    private Task FilterAsync(JobLogLevel level) => TryAsync(ct => _reading!.FilterAsync(level, ct));

    private Task SearchAsync(string text) => TryAsync(ct => _reading!.SearchAsync(text, ct));

    private Task SearchOlderAsync() => TryAsync(ct => _reading!.Search.LoadOlderAsync(ct));

    private Task GroupAsync(bool on) => TryAsync(ct => _reading!.GroupAsync(on, ct));

    private Task RefreshAsync() => TryAsync(async ct =>
    {
        await _log!.RefreshAsync(ct);
        _log.Retry();
    });

    private Task CopyAllAsync() => TryAsync(async ct =>
    {
        var isCopied = await browser.CopyAsync(await jobs.ExportTextAsync(JobId, ct));
        snackbar.Add(L[isCopied ? CommonText.Copied : JobLogText.CopyFailed], isCopied ? Severity.Success : Severity.Warning);
    });

    private async Task ShowHighlightAsync()
    {
        if (_log?.Job is null || HighlightSeq is not { } seq) return;
        _shown = seq;
        await ShowAsync(seq);
    }

    private Task ShowAsync(long seq) => TryAsync(async ct =>
    {
        if (!await _reading!.ShowAsync(seq, ct)) _fault = L[JobLogText.LineNotFound, seq];
    });

    private void Fail(ApiException e) => _fault = ApiFaultText.Of(L, e);

    private async Task TryAsync(Func<CancellationToken, Task> act)
    {
        _fault = null;
        try
        {
            var acting = act(_closing.Token);
            StateHasChanged();
            await acting;
        }
        catch (ApiException e)
        {
            Fail(e);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The panel is gone.
            return;
        }

        StateHasChanged();
    }
}

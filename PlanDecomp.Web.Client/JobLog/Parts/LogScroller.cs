using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PlanDecomp.Web.Client.JobLog.Parts;

/// <summary>The scrolling of a list of lines; <c>wwwroot/job-log.js</c> does it.</summary>
internal sealed class LogScroller : IAsyncDisposable
{
    private readonly IJSRuntime _js;
    private readonly DotNetObjectReference<LogScroller> _me;
    private IJSObjectReference? _scroller;

    public LogScroller(IJSRuntime js)
    {
        _js = js;
        _me = DotNetObjectReference.Create(this);
    }

    /// <summary>The reader scrolled away from the end.</summary>
    public Func<Task>? Released { get; init; }

    /// <summary>The reader is near the first line.</summary>
    public Func<Task>? ReachedTop { get; init; }

    /// <summary>The reader is at the last line again.</summary>
    public Func<Task>? ReachedEnd { get; init; }

    public async Task AttachAsync(ElementReference scroller)
    {
        await using var module = await _js.InvokeAsync<IJSObjectReference>("import", "./job-log.js");
        _scroller = await module.InvokeAsync<IJSObjectReference>("attachScroller", scroller, _me);
    }

    /// <summary>Stays at the end from now on, or at the line that is in view.</summary>
    public ValueTask FollowAsync(bool on) => _scroller?.InvokeVoidAsync("follow", on) ?? ValueTask.CompletedTask;

    /// <summary>Brings a line that is drawn into view.</summary>
    public ValueTask ShowAsync(long seq) => _scroller?.InvokeVoidAsync("show", seq) ?? ValueTask.CompletedTask;

    [JSInvokable]
    public Task OnReleased() => Released?.Invoke() ?? Task.CompletedTask;

    [JSInvokable]
    public Task OnTop() => ReachedTop?.Invoke() ?? Task.CompletedTask;

    [JSInvokable]
    public Task OnEnd() => ReachedEnd?.Invoke() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_scroller is not null)
            {
                await _scroller.InvokeVoidAsync("stop");
                await _scroller.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }

        _me.Dispose();
    }
}

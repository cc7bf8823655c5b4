using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.JobLog.Parts;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>A page with a job log panel, drawn over a <see cref="ScriptedApi"/>.</summary>
internal sealed class PanelHouse : IAsyncDisposable
{
    private readonly BunitContext _context = new();

    private PanelHouse(ScriptedApi api)
    {
        Api = api;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddWebClient(api.Address);
        _context.Services.AddScoped(_ => new HttpClient { BaseAddress = new Uri(api.Address, "api/"), Timeout = Timeout.InfiniteTimeSpan });
        _context.Services.AddSingleton<TimeProvider>(Time);
    }

    public ScriptedApi Api { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 1, 2, TimeSpan.Zero));

    public BunitJSInterop Js => _context.JSInterop;

    public Localizer Localizer => _context.Services.GetRequiredService<Localizer>();

    public IRenderedComponent<JobLogPanel> Panel { get; private set; } = null!;

    /// <summary>What lies over the page: dialogs.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    public IRenderedComponent<MudPopoverProvider> Popovers { get; private set; } = null!;

    public TraceLink Trace => _context.Services.GetRequiredService<TraceLink>();

    public static async Task<PanelHouse> StartAsync() => new(await ScriptedApi.StartAsync());

    public PanelHouse Draw(string jobId, Action<ComponentParameterCollectionBuilder<JobLogPanel>>? more = null)
    {
        Popovers = _context.Render<MudPopoverProvider>();
        _context.Render<MudSnackbarProvider>();
        Dialogs = _context.Render<MudDialogProvider>();
        Panel = _context.Render<JobLogPanel>(parameters =>
        {
            parameters.Add(panel => panel.JobId, jobId);
            more?.Invoke(parameters);
        });
        return this;
    }

    /// <summary>Lets time run until the panel is as wanted.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => Drawn.UntilAsync(condition, what, Time, TimeSpan.FromSeconds(0.2));

    public Task UntilSaysAsync(string text) => UntilAsync(() => Text.Contains(text, StringComparison.Ordinal), $"the panel says \"{text}\"");

    /// <summary>All words of the panel.</summary>
    public string Text => Panel.Find(".job-log").TextContent;

    /// <summary>The lines drawn, by number.</summary>
    public long[] Lines => [.. Panel.FindAll(".line").Select(line => long.Parse(line.GetAttribute("data-seq")!))];

    public bool IsOpen => Panel.FindAll(".body").Count > 0;

    public IElement Find(string selector) => Panel.Find(selector);

    public Task ClickAsync(string selector) => Panel.InvokeAsync(() => Panel.Find(selector).Click());

    /// <summary>The reader scrolls away from the end, as job-log.js tells it.</summary>
    public Task ReleaseAsync() => Panel.InvokeAsync(() => Panel.FindComponent<LogLines>().Instance.ReleaseAsync());

    /// <summary>The reader types what he looks for.</summary>
    public async Task SearchAsync(string text)
    {
        await Panel.InvokeAsync(() => Panel.Find("input[type=search]").Input(text));
        Time.Advance(TimeSpan.FromMilliseconds(300));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Api.DisposeAsync();
    }
}

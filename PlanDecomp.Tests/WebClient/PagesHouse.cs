using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MudBlazor;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.History;
using PlanDecomp.Jobs.History.Sqlite;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient;

/// <summary>One browser tab of one person, its pages drawn over the real Api and real files. No worker runs: a test does its work.</summary>
internal sealed class PagesHouse : IAsyncDisposable
{
    private readonly BunitContext _context = new();

    /// <param name="shared">The Api; the person is new there.</param>
    /// <param name="time">The pages' clock; null for the real one.</param>
    public PagesHouse(SharedApi shared, TimeProvider? time = null)
    {
        Folder = shared.Data.Files.Folder;
        Store = new SqliteJobStore(shared.Data.Files, Options.Create(new JobsOptions()), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
        var jar = new CookieContainer();
        Person = shared.App.NewClient(jar);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddWebClient(shared.App.Address);
        if (time is not null) _context.Services.AddSingleton(time);
        _context.Services.AddScoped(_ => new HttpClient(new Wire(this, jar)) { BaseAddress = shared.App.Address, Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>The same person at the Api, without a page.</summary>
    public HttpClient Person { get; }

    /// <summary>Where the files are.</summary>
    public DataFolder Folder { get; }

    /// <summary>Where jobs are, for a test that is their worker.</summary>
    public IJobStore Store { get; }

    /// <summary>What the page has asked, as method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers in the Api's place; null lets a request through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Fault { get; set; } = _ => null;

    /// <summary>Requests that are never answered.</summary>
    public Func<HttpRequestMessage, bool> Hangs { get; set; } = _ => false;

    public BunitContext Context => _context;

    public Localizer Localizer => Service<Localizer>();

    public NavigationManager Navigation => Service<NavigationManager>();

    /// <summary>What lies over the page: dialogs.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    /// <summary>Menus of selects and the like.</summary>
    public IRenderedComponent<MudPopoverProvider> Popovers { get; private set; } = null!;

    public IRenderedComponent<MudSnackbarProvider> Snackbars { get; private set; } = null!;

    public T Service<T>()
        where T : notnull => _context.Services.GetRequiredService<T>();

    /// <summary>Opens a page at an address.</summary>
    public IRenderedComponent<T> Open<T>(string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        Popovers = _context.Render<MudPopoverProvider>();
        Snackbars = _context.Render<MudSnackbarProvider>();
        Dialogs = _context.Render<MudDialogProvider>();
        Navigation.NavigateTo(address);
        return _context.Render(parameters ?? (_ => { }));
    }

    /// <summary>Waits until something is so; something that is not drawn is not so.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) => Drawn.UntilAsync(condition, what);

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        await _context.DisposeAsync();
    }

    private sealed class Wire(PagesHouse house, CookieContainer jar)
        : DelegatingHandler(new SocketsHttpHandler { CookieContainer = jar })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            house.Requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
            if (house.Hangs(request)) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return house.Fault(request) ?? await base.SendAsync(request, cancellationToken);
        }
    }
}

internal static class PageActions
{
    public static Task ClickAsync<T>(this IRenderedComponent<T> page, string selector)
        where T : IComponent => page.InvokeAsync(() => page.Find(selector).Click());

    /// <summary>Clicks the button of that name: its words, or its label for those who do not see it.</summary>
    public static Task PressAsync<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => page.InvokeAsync(() => page.Button(name).Click());

    public static IElement Button<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => page.FindAll("button").First(button => button.GetAttribute("aria-label") == name || button.TextContent.Trim() == name);

    /// <summary>Writes into the field of that label.</summary>
    public static Task WriteAsync<T>(this IRenderedComponent<T> page, string label, string text)
        where T : IComponent => page.InvokeAsync(() =>
        {
            var field = page.Field(label);

            // A field that answers at once listens to input, one that waits for the end to change.
            if (field.HasAttribute("blazor:oninput")) field.Input(text);
            else field.Change(text);
        });

    public static IElement Field<T>(this IRenderedComponent<T> page, string label)
        where T : IComponent
    {
        var id = page.FindAll("label").First(words => words.TextContent.Trim() == label).GetAttribute("for");
        return page.Find($"#{id}");
    }

    public static string Text<T>(this IRenderedComponent<T> page)
        where T : IComponent => string.Concat(page.Nodes.Select(node => node.TextContent));
}

using System.Collections.Concurrent;
using System.Net;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>Someone at a browser of their own: own cookies and cache, one page. What the page complains of is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // Beside all other tests on a machine with two cores; nothing is measured by it.
    private const float Patience = 60_000;

    private readonly WebDeployment _deployment;
    private readonly ConcurrentQueue<string> _console = [];
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly List<string> _expected = [];

    private Visitor(WebDeployment deployment, IPage page)
    {
        _deployment = deployment;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Everything the page has written to its console.</summary>
    public string Console => string.Join('\n', _console);

    /// <summary>Errors of the page and of its console that nobody said to expect.</summary>
    public IReadOnlyList<string> Faults =>
        [.. _faults.Where(fault => !_expected.Exists(text => fault.Contains(text, StringComparison.OrdinalIgnoreCase)))];

    public ILocator Main => Page.Locator("main");

    public static async Task<Visitor> NewAsync(WebDeployment deployment, IBrowserContext context)
    {
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        var visitor = new Visitor(deployment, await context.NewPageAsync());
        visitor.Page.Console += (_, message) =>
        {
            visitor._console.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            if (message.Type == "error") visitor._faults.Enqueue($"{message.Text} ({message.Location})");
        };
        visitor.Page.PageError += (_, error) => visitor._faults.Enqueue(error);
        visitor.Page.Crash += (_, _) => visitor._faults.Enqueue("The page crashed.");
        return visitor;
    }

    /// <summary>An error with this text is part of the test.</summary>
    public void Expect(string error) => _expected.Add(error);

    /// <summary>Opens a page and waits until it is alive.</summary>
    public async Task<IResponse> OpenAsync(string path = "/")
    {
        var response = await OpenPrerenderedAsync(path);
        await UntilAliveAsync();
        return response;
    }

    /// <summary>Opens a page as the host drew it; it may come alive at any moment.</summary>
    public async Task<IResponse> OpenPrerenderedAsync(string path = "/") =>
        (await Page.GotoAsync(new Uri(_deployment.Address, path).ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded }))!;

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await UntilAliveAsync();
    }

    public Task UntilAliveAsync() => Page.WaitForFunctionAsync("() => 'alive' in document.documentElement.dataset");

    /// <summary>Waits until the locator finds something that can be seen.</summary>
    public Task SeesAsync(ILocator locator) => Assertions.Expect(locator.First).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>Waits until the locator finds nothing that can be seen.</summary>
    public Task SeesNoAsync(ILocator locator) => Assertions.Expect(locator).ToBeHiddenAsync(new() { Timeout = Patience });

    public Task SeesTextAsync(string text) => SeesAsync(Main.GetByText(text));

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>The chat's input.</summary>
    public ILocator Composer => Page.Locator("textarea[data-composer]");

    /// <summary>Says something in the chat.</summary>
    public async Task SayAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>The panels of the page, from top to bottom.</summary>
    public LogPanel Panel(int index = 0) => new(this, Page.Locator("section.job-log").Nth(index));

    /// <summary>Keeps, from the next page on, the numbers of all log lines in the order in which they are drawn.</summary>
    public Task WatchLinesAsync() => Page.AddInitScriptAsync("""
        window.drawnLines = [];
        const seen = new WeakSet();
        new MutationObserver(changes => {
          for (const change of changes)
            for (const node of change.addedNodes)
              if (node instanceof Element)
                for (const line of [node, ...node.querySelectorAll("*")])
                  if (line.dataset?.seq && !seen.has(line)) {
                    seen.add(line);
                    drawnLines.push(Number(line.dataset.seq));
                  }
        }).observe(document, { childList: true, subtree: true });
        """);

    public async Task<IReadOnlyList<long>> WatchedLinesAsync() => await Page.EvaluateAsync<long[]>("drawnLines");

    /// <summary>The id of the newest job of this account, as the Api tells it.</summary>
    public async Task<JobSummary> NewestJobAsync()
    {
        var page = await (await AsPersonAsync()).ListJobsAsync();
        return page.Jobs[0];
    }

    /// <summary>The same account outside of the browser, to prepare or to compare. The account is made when there is none yet.</summary>
    public async Task<Person> AsPersonAsync()
    {
        var jar = new CookieContainer();
        var person = _deployment.App.NewPerson(jar);
        foreach (var cookie in await Page.Context.CookiesAsync([_deployment.Address.ToString()]))
            jar.Add(_deployment.Address, new System.Net.Cookie(cookie.Name, cookie.Value, "/"));

        // Whoever asks for a change is someone, also when there is nothing to change.
        using var contact = await person.SendAsync(HttpMethod.Delete, "/chat/sessions/9007199254740991");
        Assert.Equal(HttpStatusCode.NotFound, contact.StatusCode);
        await Page.Context.AddCookiesAsync(jar.GetAllCookies().Select(cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = _deployment.Address.ToString(),
            HttpOnly = cookie.HttpOnly,
        }));
        return person;
    }

    /// <summary>What is on the page now has no serious fault for people who use assistive technology.</summary>
    public async Task AssertAccessibleAsync()
    {
        // Colours first: a transition of an element can start another one in those that inherit from it, a frame later.
        await Page.EvaluateAsync("""
            async () => {
              const moves = () => document.getAnimations().some(a => a.playState === "running" && a.effect.getComputedTiming().endTime < Infinity);
              for (let still = 0; still < 5; still = moves() ? 0 : still + 1) await new Promise(requestAnimationFrame);
            }
            """);
        var result = await Page.RunAxe();
        var found = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => node.Html))}")
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;

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

    public Task SeesTextAsync(string text) => SeesAsync(Page.GetByText(text));

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>The same account outside of the browser, to prepare or to compare. The account is made when there is none yet.</summary>
    public async Task<Person> AsPersonAsync()
    {
        var jar = new CookieContainer();
        var person = _deployment.App.NewPerson(jar);
        foreach (var cookie in await Page.Context.CookiesAsync([_deployment.Address.ToString()]))
            jar.Add(_deployment.Address, new System.Net.Cookie(cookie.Name, cookie.Value, "/"));

        using var contact = await person.SendAsync(HttpMethod.Get, "/plans");
        Assert.Equal(HttpStatusCode.OK, contact.StatusCode);
        await Page.Context.AddCookiesAsync(jar.GetAllCookies().Select(cookie => new Microsoft.Playwright.Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = _deployment.Address.ToString(),
            HttpOnly = cookie.HttpOnly,
        }));
        return person;
    }

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}

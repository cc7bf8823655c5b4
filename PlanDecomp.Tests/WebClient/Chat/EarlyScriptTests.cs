using Microsoft.Playwright;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.WebClient.Chat;

/// <summary><c>early.js</c> in a real browser: the chat's input before the page is alive, and its keys afterwards.</summary>
[Collection("Browser beside")]
public sealed class EarlyScriptTests(ChromiumBrowser browser) : IAsyncLifetime
{
    private const string Input = "textarea";

    // What the page brings when it comes alive: an input of its own in place of the prerendered one.
    private const string Replace = "document.querySelector('#app').innerHTML = document.querySelector('template').innerHTML";

    private const string TakeOver = "planDecompEarly.takeOver()";

    private IBrowserContext _context = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "PlanDecomp.Web", "wwwroot", "early.js"), TestContext.Current.CancellationToken);
        _context = await browser.NewContextAsync(new BrowserNewContextOptions());
        await _context.RouteAsync("http://chat.test/**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"""
                <!DOCTYPE html><html><head><script>{script}</script></head><body><div id="app">{Form(route.Request.Url)}</div>
                <template>{Form(route.Request.Url)}</template></body></html>
                """,
        }));
        _page = await _context.NewPageAsync();
        await _page.GotoAsync("http://chat.test/new");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    [Fact]
    public async Task Text_caret_and_focus_are_carried_over_to_the_page_that_comes_alive()
    {
        await _page.ClickAsync(Input);
        await _page.Keyboard.TypeAsync("Plan trip");
        for (var n = 0; n < 4; n++) await _page.Keyboard.PressAsync("ArrowLeft");

        // A browser tells of a moved caret (selectionchange) only before its next frame is drawn.
        await _page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await _page.EvaluateAsync(Replace);
        await _page.Keyboard.TypeAsync("a ");

        Assert.Equal("Plan a trip", await _page.InputValueAsync(Input));
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));
    }

    [Fact]
    public async Task A_reader_who_is_elsewhere_keeps_the_focus_there()
    {
        await _page.ClickAsync(Input);
        await _page.Keyboard.TypeAsync("Plan");
        await _page.ClickAsync("#elsewhere");
        await _page.EvaluateAsync("document.querySelector('form').outerHTML = document.querySelector('template').innerHTML");

        Assert.Equal("Plan", await _page.InputValueAsync(Input));
        Assert.False(await _page.EvaluateAsync<bool>("document.activeElement.matches('textarea')"));
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("button")]
    [InlineData("example")]
    public async Task What_is_sent_before_the_page_is_alive_is_marked_once(string way)
    {
        if (way != "example") await _page.FillAsync(Input, "Plan a trip");
        if (way == "Enter") await _page.PressAsync(Input, "Enter");
        else await _page.ClickAsync(way == "button" ? "[type=submit]" : "[data-prompt]");
        Assert.True(await _page.EvaluateAsync<bool>("document.querySelector('form').hasAttribute('data-waiting')"));
        await _page.EvaluateAsync(Replace);

        Assert.Equal(way == "example" ? "An example" : "Plan a trip", await _page.InputValueAsync(Input));
        Assert.True(await _page.EvaluateAsync<bool>(TakeOver));
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));
        Assert.EndsWith("/new", _page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_not_marked_and_typing_on_takes_the_mark_back()
    {
        await _page.FillAsync(Input, "  ");
        await _page.PressAsync(Input, "Enter");
        await _page.ClickAsync("[type=submit]");
        Assert.False(await _page.EvaluateAsync<bool>("document.querySelector('form').hasAttribute('data-waiting')"));

        await _page.FillAsync(Input, "Plan");
        await _page.PressAsync(Input, "Enter");
        await _page.PressAsync(Input, "s");
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));
    }

    [Fact]
    public async Task Shift_enter_makes_a_line()
    {
        await _page.FillAsync(Input, "one");
        await _page.PressAsync(Input, "Shift+Enter");
        await _page.Keyboard.TypeAsync("two");

        Assert.Equal("one\ntwo", await _page.InputValueAsync(Input));
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));
    }

    [Theory]
    [InlineData("isComposing: true, keyCode: 229", true)] // Chromium and Firefox
    [InlineData("isComposing: false, keyCode: 229", false)] // Safari, right after the composition's end: the page's own listener must not see it
    public async Task The_enter_that_ends_a_composition_does_not_send(string key, bool isSeen)
    {
        await _page.FillAsync(Input, "写一篇综述");
        var seen = await _page.EvaluateAsync<bool>(
            $$"""
            () => {
              let seen = false;
              document.addEventListener("keydown", () => { seen = true; });
              document.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, {{key}} }));
              return seen;
            }
            """);

        Assert.Equal(isSeen, seen);
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));
    }

    [Fact]
    public async Task A_draft_survives_a_reload_in_its_own_session_only()
    {
        await _page.FillAsync(Input, "half a sen");
        await _page.ReloadAsync();
        Assert.Equal("half a sen", await _page.InputValueAsync(Input));
        Assert.False(await _page.EvaluateAsync<bool>(TakeOver));

        await _page.GotoAsync("http://chat.test/7");
        Assert.Equal("", await _page.InputValueAsync(Input));
        await _page.GotoAsync("http://chat.test/new");
        await _page.FillAsync(Input, "");
        await _page.ReloadAsync();
        Assert.Equal("", await _page.InputValueAsync(Input));
    }

    [Theory]
    [InlineData("ArrowUp", true)]
    [InlineData("ArrowDown", true)]
    [InlineData("Tab", true)]
    [InlineData("Tab", false)]
    public async Task The_keys_of_the_list_of_commands_are_its_own_while_it_is_open(string key, bool isOpen)
    {
        await _page.EvaluateAsync(TakeOver);
        if (isOpen) await _page.EvaluateAsync("document.querySelector('textarea').setAttribute('data-suggesting', '')");
        await _page.EvaluateAsync("window.addEventListener('keydown', e => { window.prevented = e.defaultPrevented; })");
        await _page.PressAsync(Input, key);

        Assert.Equal(isOpen, await _page.EvaluateAsync<bool>("window.prevented"));
    }

    private static string Form(string url) =>
        $"""
        <form data-composer-form><textarea data-composer data-enter data-draft="{new Uri(url).AbsolutePath[1..]}"></textarea><button type="submit">Send</button></form>
        <button id="elsewhere">Elsewhere</button><button data-prompt="An example">An example</button>
        """;
}

using System.Net;
using Microsoft.Playwright;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>What all pages have in common, in a real browser.</summary>
public sealed class LayoutTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private const string Theme = "document.documentElement.dataset.theme";
    private const string Background = "getComputedStyle(document.body).backgroundColor";
    private const string DarkBackground = "rgb(18, 22, 29)";
    private const string LightBackground = "rgb(246, 247, 249)";

    [Theory]
    [InlineData(English, "en", "Plans")]
    [InlineData(Chinese, "zh-CN", "计划")]
    public async Task A_page_speaks_the_browsers_language_before_and_after_it_is_alive(string language, string tag, string heading)
    {
        var visitor = await NewVisitorAsync(language);
        await visitor.OpenPrerenderedAsync("/plans");
        await visitor.SeesAsync(visitor.Heading(heading));
        await visitor.UntilAliveAsync();
        await visitor.SeesAsync(visitor.Heading(heading));
        Assert.Equal(tag, await visitor.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [Fact]
    public async Task The_language_is_switched_without_a_reload_and_kept()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync("/plans");
        await visitor.Page.EvaluateAsync("window.stays = true");

        await visitor.Button("切换到中文").ClickAsync();

        await visitor.SeesAsync(visitor.Heading("计划"));
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.stays"));
        await visitor.OpenPrerenderedAsync("/jobs");
        await visitor.SeesAsync(visitor.Heading("作业"));
    }

    [Fact]
    public async Task The_colours_are_switched_and_kept_over_a_reload()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        Assert.Equal(LightBackground, await visitor.Page.EvaluateAsync<string>(Background));

        await visitor.Button("Use dark colours").ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkBackground);
        await visitor.ReloadAsync();
        Assert.Equal(DarkBackground, await visitor.Page.EvaluateAsync<string>(Background));
        await visitor.SeesAsync(visitor.Button("Use light colours"));
    }

    [Theory]
    [InlineData(true, DarkBackground)]
    [InlineData(false, LightBackground)]
    public async Task A_first_visit_has_the_systems_colours_from_the_first_paint_on(bool dark, string background)
    {
        var visitor = await NewVisitorAsync(dark: dark);

        // Asked before each frame that is painted. Transparent is the bare canvas, whose colour follows the page's color-scheme.
        await visitor.Page.AddInitScriptAsync($$"""
            window.seen = new Set();
            const look = () => {
              if (document.body && {{Background}} !== "rgba(0, 0, 0, 0)") seen.add({{Background}});
              requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            """);
        await visitor.OpenAsync();
        Assert.Equal(dark ? "dark" : "light", await visitor.Page.EvaluateAsync<string>(Theme));
        Assert.Equal([background], await visitor.Page.EvaluateAsync<string[]>("[...window.seen]"));
        Assert.Equal(dark ? "dark" : "light", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
    }

    [Fact]
    public async Task Where_there_is_nothing_a_page_says_so_with_status_404()
    {
        var visitor = await NewVisitorAsync();
        visitor.Expect("404");
        var response = await visitor.OpenAsync("/nowhere/at/all");
        Assert.Equal((int)HttpStatusCode.NotFound, response.Status);
        await visitor.SeesAsync(visitor.Heading("There is nothing at this address."));

        await visitor.Link("To the chat").ClickAsync();
        await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
    }

    [Fact]
    public async Task The_skip_link_moves_the_focus_past_the_menu_of_the_same_page()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync("/jobs");
        await TabToAsync(visitor, "Skip to content");

        await visitor.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Main).ToBeFocusedAsync();
        await visitor.SeesAsync(visitor.Heading("Jobs"));
    }

    [Fact]
    public async Task All_pages_are_reached_by_keyboard_alone()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        foreach (var (link, path) in new[] { ("Plans", "/plans"), ("Jobs", "/jobs"), ("New chat", "/") })
        {
            await TabToAsync(visitor, link);
            await visitor.Page.Keyboard.PressAsync("Enter");
            await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path);
        }
    }

    [Fact]
    public async Task A_page_that_cannot_be_loaded_whole_says_so_and_offers_to_reload()
    {
        var visitor = await NewVisitorAsync();
        visitor.Expect("");
        await visitor.Page.RouteAsync("**/_framework/*.wasm", route => route.AbortAsync());
        await visitor.OpenPrerenderedAsync();
        await visitor.SeesAsync(visitor.Page.GetByText("This page could not be loaded"));

        await visitor.Page.UnrouteAllAsync();
        await visitor.Link("Reload the page").ClickAsync();
        await visitor.UntilAliveAsync();
        await visitor.SeesNoAsync(visitor.Page.GetByText("This page could not be loaded"));
    }

    /// <summary>Goes on with Tab, past the end to the page's beginning, until the link has the focus.</summary>
    private static async Task TabToAsync(Visitor visitor, string link)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("name => document.activeElement.matches('a') && document.activeElement.innerText.trim() === name", link)) return;
        }

        Assert.Fail($"The keyboard does not reach the link '{link}'.");
    }
}

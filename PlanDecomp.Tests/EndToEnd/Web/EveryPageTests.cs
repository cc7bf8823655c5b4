using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>Demands on each page: for people who use assistive technology, and on a phone.</summary>
public sealed class EveryPageTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private const int PhoneWidth = 390;

    public static TheoryData<string> Pages => ["/", "/plans", "/jobs", "/not-found"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_serious_in_light_or_dark(string path)
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync(path);
        await visitor.AssertAccessibleAsync();
        await visitor.Button("Use dark colours").ClickAsync();
        await visitor.SeesAsync(visitor.Button("Use light colours"));
        await visitor.AssertAccessibleAsync();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_phone_needs_no_horizontal_scrolling(string path)
    {
        foreach (var language in new[] { English, Chinese })
        {
            var visitor = await NewVisitorAsync(language, width: PhoneWidth);
            await visitor.OpenAsync(path);
            Assert.Equal(PhoneWidth, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task The_pages_of_a_plan_are_for_everyone_too()
    {
        var visitor = await NewVisitorAsync(width: PhoneWidth);
        using var person = await visitor.AsPersonAsync();
        var plan = await person.CreatePlanAsync("A plan with an order");
        foreach (var (title, dependsOn) in new[] { ("one", Array.Empty<long>()), ("two", [1]), ("three", [2]) })
        {
            using var added = await person.SendAsync(HttpMethod.Post, $"/plans/{plan.PlanId}/tasks", new { title, depends_on = dependsOn });
            Assert.True(added.IsSuccessStatusCode);
        }

        foreach (var (path, content) in new[] { ("graph", "a.card.critical"), ("changes", "li.change") })
        {
            await visitor.OpenAsync($"/plans/{plan.PlanId}/{path}");
            await visitor.SeesAsync(visitor.Main.Locator(content));
            Assert.Equal(PhoneWidth, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await visitor.AssertAccessibleAsync();
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A plan leaves as a file, is deleted, comes back, is looked at as a graph, changed and changed back: all by hand in a browser.</summary>
public sealed partial class TransferTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    [Fact]
    public async Task A_plan_goes_out_as_a_file_and_comes_back_the_same()
    {
        var visitor = await NewVisitorAsync();
        using var person = await visitor.AsPersonAsync();
        var planId = await CreatePlanAsync(person);
        var before = Show(await person.GetTreeAsync(planId));
        await visitor.OpenAsync("/plans");

        await visitor.Button("Actions for Trip to Rome").ClickAsync();
        await visitor.Page.Locator(".mud-popover-open").GetByText("Export").ClickAsync();
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        var link = Dialog(visitor).GetByRole(AriaRole.Link, new() { Name = "Download the file" });
        await visitor.SeesAsync(link);
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => link.First.ClickAsync());
        Assert.Equal("Trip to Rome.json", download.SuggestedFilename);
        var file = new FilePayload { Name = "Trip to Rome.json", MimeType = "application/json", Buffer = await File.ReadAllBytesAsync((await download.PathAsync())!, Ct) };
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();
        using (var deleted = await person.SendAsync(HttpMethod.Delete, $"/plans/{planId}")) Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await visitor.ReloadAsync();
        await visitor.SeesTextAsync("No plans yet");

        await visitor.Button("Import").ClickAsync();
        await Dialog(visitor).Locator("input[type=file]").SetInputFilesAsync(file);
        await visitor.SeesAsync(Dialog(visitor).GetByText("Trip to Rome.json"));
        await ImportAsync(visitor);
        await Dialog(visitor).GetByRole(AriaRole.Link, new() { Name = "Open Trip to Rome" }).ClickAsync();
        await visitor.SeesAsync(visitor.Heading("Trip to Rome"));
        var imported = long.Parse(PlanInAddress().Match(visitor.Page.Url).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.NotEqual(planId, imported);
        Assert.Equal(before, Show(await person.GetTreeAsync(imported)));

        await visitor.Link("Graph").ClickAsync();
        await visitor.SeesAsync(visitor.Main.Locator("svg.picture a.card.critical"));
        Assert.Equal(["2 Book", "3 Travel"], await visitor.Main.Locator("aside ol a").AllTextContentsAsync());
        Assert.Equal(1, await visitor.Main.Locator("svg.picture path.line.critical").CountAsync());

        await UndoATitleAsync(visitor, person, imported);
        await RefuseABrokenOutlineAsync(visitor);
    }

    private static async Task UndoATitleAsync(Visitor visitor, Person person, long planId)
    {
        var before = Show(await person.GetTreeAsync(planId));
        await visitor.Main.Locator("svg.picture a.card", new() { HasText = "Pack" }).ClickAsync();
        await visitor.SeesAsync(TaskHeading(visitor, "1 Pack"));
        await visitor.Main.Locator("article").GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await Dialog(visitor).GetByLabel("Title").FillAsync("Pack light");
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visitor.SeesAsync(TaskHeading(visitor, "1 Pack light"));
        Assert.NotEqual(before, Show(await person.GetTreeAsync(planId)));

        await visitor.Button("Undo").ClickAsync();
        await visitor.SeesAsync(visitor.Page.GetByText("Undone: Changed “Pack light”: title"));
        await visitor.SeesAsync(TaskHeading(visitor, "1 Pack"));
        Assert.Equal(before, Show(await person.GetTreeAsync(planId)));

        // The keys, with no field in focus.
        await visitor.Heading("Trip to Rome").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Control+Shift+Z");
        await visitor.SeesAsync(TaskHeading(visitor, "1 Pack light"));
        await visitor.Page.Keyboard.PressAsync("Control+Z");
        await visitor.SeesAsync(TaskHeading(visitor, "1 Pack"));

        await visitor.Link("Changes").ClickAsync();
        await visitor.SeesAsync(visitor.Main.Locator("li.change").First.GetByText("Undo: Changed “Pack light”: title"));
        var change = visitor.Main.Locator("li.change.undone").Last;
        await visitor.SeesAsync(change.GetByText("Changed “Pack light”: title", new() { Exact = true }));
        await change.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.SeesAsync(change.Locator("ins", new() { HasText = "Pack light" }));
    }

    private static async Task RefuseABrokenOutlineAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/plans");
        await visitor.SeesAsync(visitor.Link("Trip to Rome"));
        await visitor.Button("Import").ClickAsync();
        await Dialog(visitor).GetByLabel("Text").FillAsync("# Broken\n\n- [ ] Pack\n    - Flight\n - Book\n");
        await ImportAsync(visitor);
        await visitor.SeesAsync(Dialog(visitor).GetByText("Nothing was imported."));
        await visitor.SeesAsync(Dialog(visitor).GetByText("Line 5: The indentation of 1 column"));
        await Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();
        await visitor.SeesAsync(visitor.Link("Trip to Rome"));
        Assert.Equal(1, await visitor.Main.Locator("li.card").CountAsync());

        await visitor.OpenAsync("/jobs?plan=none");
        await visitor.SeesAsync(visitor.Main.GetByText("Export of 1 plan"));
        await visitor.SeesAsync(visitor.Main.GetByText("Import of “Trip to Rome”"));
    }

    private static Task ImportAsync(Visitor visitor) => Dialog(visitor).GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();

    private static ILocator TaskHeading(Visitor visitor, string name) => visitor.Main.Locator("article").GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    private static ILocator Dialog(Visitor visitor) => visitor.Page.Locator(".mud-dialog");

    /// <summary>Pack takes 1 h, Book 5 h; Travel waits for both and takes 2 h.</summary>
    private static async Task<long> CreatePlanAsync(Person person)
    {
        var plan = await person.CreatePlanAsync("Trip to Rome", "For two, in spring.");
        var pack = await AddAsync(person, plan.PlanId, "Pack", 1);
        var book = await AddAsync(person, plan.PlanId, "Book", 5);
        await AddAsync(person, plan.PlanId, "Travel", 2, pack, book);
        return plan.PlanId;
    }

    private static async Task<long> AddAsync(Person person, long planId, string title, double hours, params long[] dependsOn)
    {
        using var added = await person.SendAsync(HttpMethod.Post, $"/plans/{planId}/tasks", new { title, depends_on = dependsOn });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var task = (await person.GetTreeAsync(planId)).Tasks[^1];
        using var changed = await person.SendAsync(HttpMethod.Patch, $"/plans/{planId}/tasks/{task.TaskId}", new { effort_hours = hours });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        return task.TaskId;
    }

    /// <summary>Everything but ids and times.</summary>
    private static string Show(PlanTree tree)
    {
        var ids = tree.Tasks.Select(task => task.TaskId).ToList();
        var tasks = tree.Tasks.Select(task =>
            $"{task.Title}|{task.Instruction}|{task.Status}|{task.EffortHours}|{string.Join(',', task.DependsOn.Select(id => ids.IndexOf(id)))}|{task.Children.Count}");
        return string.Join('\n', [$"{tree.Plan.Title}|{tree.Plan.Description}", .. tasks]);
    }

    [GeneratedRegex("/plans/([0-9]+)")]
    private static partial Regex PlanInAddress();
}

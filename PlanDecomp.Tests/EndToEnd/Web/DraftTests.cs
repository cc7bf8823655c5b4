using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A draft on its whole way, in a real browser: asked for, looked at, edited, accepted in part, taken back.</summary>
public sealed class DraftTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private const int PhoneWidth = 390;

    [Fact]
    public async Task A_task_is_redone_as_a_draft_that_is_edited_accepted_in_part_and_undone_to_the_byte()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync("/plans");
        using var person = await visitor.AsPersonAsync();
        var plan = (await person.CreatePlanAsync("Write a survey paper on phage therapy")).PlanId;
        await person.EndOfAsync((await person.DecomposeAsync(plan)).JobId);
        var before = await TreeAsync(person, plan);
        var target = (await person.GetTreeAsync(plan)).Tasks[1];

        // Asked for by keyboard alone: the key that picks the operation must not start it.
        await visitor.OpenAsync($"/plans/{plan}?task={target.TaskId}");
        await visitor.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Button, new() { Name = "Improve" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Redo the breakdown" })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Hint")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("Ask three clinicians first");
        await dialog.GetByText("Show me a draft first").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await visitor.Panel().UntilAsync(JobStatus.Succeeded);
        Assert.Equal(2, (await person.ListJobsAsync()).Jobs.Count);
        Assert.Equal(before, await TreeAsync(person, plan));

        await visitor.SeesAsync(visitor.Page.GetByText("1 draft waits for you."));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Review", Exact = true }).ClickAsync();
        var added = visitor.Page.Locator("article[aria-label^='New:']");
        await visitor.SeesAsync(added);
        await visitor.AssertAccessibleAsync();
        await visitor.Page.SetViewportSizeAsync(PhoneWidth, 844);
        Assert.Equal(PhoneWidth, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await visitor.Button("Choose none").ClickAsync();
        await added.Nth(0).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await dialog.GetByLabel("Title").FillAsync("Ask three clinicians by phone");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visitor.SeesAsync(added.GetByText("Ask three clinicians by phone"));
        foreach (var node in (int[])[0, 2])
        {
            await added.Nth(node).GetByRole(AriaRole.Checkbox).FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Space");
        }

        await visitor.Button("Accept 2 chosen").ClickAsync();
        await visitor.SeesAsync(visitor.Page.GetByText("You accepted 2 of"));
        var children = (await person.GetTreeAsync(plan)).Tasks[1].Children;
        Assert.Equal(target.Children.Count + 2, children.Count);
        Assert.Contains(children, child => child.Title == "Ask three clinicians by phone");
        Assert.All(target.Children, old => Assert.Contains(children, child => child.TaskId == old.TaskId));

        await visitor.Button("Undo").ClickAsync();
        await visitor.SeesAsync(visitor.Page.GetByText("Taken back: the plan is as it was before."));
        Assert.Equal(before, await TreeAsync(person, plan));
    }

    /// <summary>The tree as the Api writes it, to the byte: an undo restores the times too.</summary>
    private static async Task<string> TreeAsync(Person person, long plan)
    {
        using var response = await person.SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/plans/{plan}/tree"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }
}

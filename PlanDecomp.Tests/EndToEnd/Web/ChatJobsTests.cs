using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A plan's whole life told in the chat: broken down, executed, looked at, exported, changed and taken back.</summary>
public sealed class ChatJobsTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    [Fact]
    public async Task A_plan_is_made_executed_and_exported_in_one_conversation_which_is_the_same_after_a_reload()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        await visitor.SayAsync("Plan a product launch");
        await visitor.Panel(0).UntilAsync(JobStatus.Succeeded);

        // By the step that the end of the breakdown offers.
        await visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Next steps" }).GetByRole(AriaRole.Button, new() { Name = "Execute it" }).ClickAsync();
        await visitor.SeesTextAsync("each task when what it depends on is done");
        await visitor.SeesAsync(visitor.Heading("Plan execution log"));
        await visitor.Panel(1).UntilAsync(JobStatus.Succeeded);
        var person = await visitor.AsPersonAsync();
        var jobs = (await person.ListJobsAsync()).Jobs.OrderBy(job => job.CreatedAt).ToList();
        Assert.Equal([JobType.PlanDecompose, JobType.PlanExecute], jobs.Select(job => job.JobType));

        await visitor.SayAsync("What came out of task 1?");
        await visitor.SeesAsync(visitor.Main.Locator("blockquote"));
        await visitor.SayAsync("undo the last change");
        await visitor.SeesTextAsync("I took back the newest change of");
        await visitor.SayAsync("/restore");
        await visitor.SeesTextAsync("again that was undone last");
        await visitor.SayAsync("/export as JSON");
        await visitor.Panel(2).UntilAsync(JobStatus.Succeeded);

        await visitor.ReloadAsync();
        foreach (var said in (string[])["Plan a product launch", "Execute it", "What came out of task 1?", "/restore", "/export as JSON"]) await visitor.SeesTextAsync(said);
        for (var n = 0; n < 3; n++) await visitor.Panel(n).UntilAsync(JobStatus.Succeeded);
        await visitor.Panel(1).OpenWholeAsync();
        await visitor.Panel(1).ShowsAsync((await person.LinesAsync(jobs[1].JobId)).Select(line => line.Seq));
    }

    [Fact]
    public async Task In_Chinese_a_draft_is_made_looked_at_and_accepted_by_keyboard_and_word()
    {
        var visitor = await NewVisitorAsync(Chinese);
        await visitor.OpenAsync();
        await visitor.SayAsync("规划一次产品发布");
        await visitor.SeesAsync(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "执行", Exact = true }));

        // The list of commands is longer than what shows of it: the chosen one is scrolled to.
        await visitor.Composer.FillAsync("/");
        var options = visitor.Page.GetByRole(AriaRole.Option);
        await visitor.SeesAsync(options.First);
        await visitor.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(options.Last).ToBeInViewportAsync();
        await visitor.Composer.FillAsync("/重");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Composer).ToHaveValueAsync("/重新拆分 ");

        await visitor.SayAsync("/重新拆分 1，先给我看草稿");
        await visitor.SeesTextAsync("在你接受（/接受）之前不会改变任何内容");
        await visitor.SeesAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "查看草稿", Exact = true }));
        await visitor.SayAsync("接受草稿");
        await visitor.SeesTextAsync("我已接受草稿 1");
        await visitor.SayAsync("撤销");
        await visitor.SeesTextAsync("最近的一次修改：接受");
    }
}

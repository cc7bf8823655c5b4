using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>The main job as a person does it: say it in the chat, watch the log, come back later.</summary>
public sealed class ChatTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private const string Wish = "Make a plan to write a survey paper on phage therapy";

    [Fact]
    public async Task A_wish_becomes_a_plan_and_its_history_is_the_same_after_a_reload()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        await visitor.SayAsync(Wish);
        await visitor.SeesTextAsync("in the background; follow the live log below");

        // Folded by itself at the end.
        var panel = visitor.Panel();
        await panel.UntilAsync(JobStatus.Succeeded);
        await visitor.SeesAsync(panel.Root.GetByText("tasks created; everything asked for is done."));
        await visitor.SeesAsync(panel.Unfold);
        var lines = await (await visitor.AsPersonAsync()).LinesAsync((await visitor.NewestJobAsync()).JobId);

        await visitor.ReloadAsync();
        await visitor.SeesTextAsync(Wish);
        await panel.UntilAsync(JobStatus.Succeeded);
        await panel.OpenWholeAsync();
        await panel.ShowsAsync(lines.Select(line => line.Seq));

        await visitor.Page.GetByText("Open plan").First.ClickAsync();
        await visitor.SeesAsync(visitor.Heading("Write a survey paper on phage therapy"));
    }

    [Fact]
    public async Task Another_person_sees_nothing_of_it()
    {
        var (anna, ben) = (await NewVisitorAsync(), await NewVisitorAsync());
        await anna.OpenAsync();
        await anna.SayAsync(Wish);
        await anna.Panel().UntilAsync(JobStatus.Succeeded);
        var job = await anna.NewestJobAsync();

        ben.Expect("404");
        await ben.OpenAsync(new Uri(anna.Page.Url).AbsolutePath);
        await ben.SeesTextAsync("This conversation was removed or never existed.");
        await ben.OpenAsync($"/jobs/{job.JobId}");
        await ben.SeesTextAsync("This job was removed or never existed.");
        await ben.OpenAsync($"/plans/{job.PlanId}");
        await ben.SeesTextAsync("This plan does not exist (any more).");
        await ben.OpenAsync("/jobs");
        await ben.SeesTextAsync("No jobs yet");
    }

    [Fact]
    public async Task Two_jobs_have_two_logs_in_one_conversation()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        await visitor.SayAsync(Wish);
        await visitor.SeesAsync(visitor.Panel(0).Root);
        await visitor.SayAsync("Plan a family trip to Kyoto for a week in April");
        await visitor.SeesAsync(visitor.Panel(1).Root);
        await visitor.Panel(0).UntilAsync(JobStatus.Succeeded);
        await visitor.Panel(1).UntilAsync(JobStatus.Succeeded);

        var person = await visitor.AsPersonAsync();
        var jobs = (await person.ListJobsAsync()).Jobs.OrderBy(job => job.CreatedAt).ToList();
        Assert.Equal(2, jobs.Count);
        for (var n = 0; n < jobs.Count; n++)
        {
            await visitor.Panel(n).OpenWholeAsync();
            await visitor.Panel(n).ShowsAsync((await person.LinesAsync(jobs[n].JobId)).Select(line => line.Seq));
        }
    }

    [Fact]
    public async Task In_Chinese_all_of_it_is_Chinese_also_the_lines_that_are_stored_in_English()
    {
        var visitor = await NewVisitorAsync(Chinese);
        await visitor.OpenAsync();
        await visitor.SayAsync("制定一个撰写噬菌体治疗综述论文的计划");
        await visitor.SeesAsync(visitor.Heading("任务拆分日志"));
        var panel = visitor.Panel().Root;
        await visitor.SeesAsync(panel.Locator(".state").GetByText("成功"));
        await panel.GetByText("查看详情", new() { Exact = true }).ClickAsync();

        var first = panel.Locator("[data-seq='1']");
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", await first.Locator(".text").InnerTextAsync());
        await first.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.SeesAsync(panel.GetByText("Queued: break down"));
    }

    [Fact]
    public async Task The_keyboard_alone_suffices_to_say_to_follow_and_to_fold()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        await Assertions.Expect(visitor.Composer).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(Wish);
        await visitor.Page.Keyboard.PressAsync("Enter");
        var panel = visitor.Panel();
        await panel.UntilAsync(JobStatus.Succeeded);

        // Backwards: the panel is above the input.
        await PressUntilFocusedAsync(visitor, "Shift+Tab", panel.Unfold);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync(panel.Line(1));
        await Assertions.Expect(panel.Fold).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesNoAsync(panel.Line(1));
    }

    [Fact]
    public async Task What_is_typed_and_sent_before_the_page_is_alive_is_kept_and_sent()
    {
        var visitor = await NewVisitorAsync();
        var goOn = new TaskCompletionSource();
        await visitor.Page.RouteAsync("**/_framework/dotnet.native.*.wasm", async route =>
        {
            await goOn.Task;
            await route.ContinueAsync();
        });
        await visitor.OpenPrerenderedAsync();
        await visitor.Composer.ClickAsync();
        await visitor.Page.Keyboard.TypeAsync("What can you do?");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync(visitor.Page.GetByText("Is sent as soon as the page is ready"));

        goOn.SetResult();

        await visitor.UntilAliveAsync();
        await visitor.SeesAsync(visitor.Page.GetByRole(AriaRole.Article, new() { Name = "You" }).GetByText("What can you do?"));
        await visitor.SeesAsync(visitor.Page.GetByRole(AriaRole.Article, new() { Name = "PlanDecomp" }));
    }

    [Fact]
    public async Task A_job_that_never_was_is_said_to_be_gone()
    {
        var visitor = await NewVisitorAsync();
        visitor.Expect("404");
        await visitor.OpenAsync("/jobs/abcdefghijklmnopqrst");
        await visitor.SeesTextAsync("This job was removed or never existed.");
    }

    private static async Task PressUntilFocusedAsync(Visitor visitor, string key, ILocator target)
    {
        await visitor.SeesAsync(target);
        for (var presses = 0; presses < 200; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await visitor.Page.Keyboard.PressAsync(key);
        }

        Assert.Fail("The keyboard does not reach it.");
    }
}

using System.Net;
using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Jobs;

public class JobsPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    [Fact]
    public async Task Jobs_are_listed_with_what_they_work_on()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync(Nasty);
        var task = await house.Person.AddTaskAsync(planId, new { title = "one" });
        await EndedAsync(house, planId, JobStatus.Failed);
        await (await WorkOnPlan.SubmitAsync(house, planId, task)).ClaimAsync();

        var page = house.Open<JobsPage>("/jobs");

        await UntilAsync(() => Subjects(page).SequenceEqual(["one", Nasty]), "the newest is first, each with its title");
        Assert.Contains("Running", page.FindAll("li.job")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Failed", page.FindAll("li.job")[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img, script"));
    }

    [Fact]
    public async Task The_filters_of_the_address_are_those_of_the_list()
    {
        await using var house = new PagesHouse(shared);
        var first = await house.Person.CreatePlanAsync("first");
        var second = await house.Person.CreatePlanAsync("second");
        await EndedAsync(house, first, JobStatus.Failed);
        await EndedAsync(house, first, JobStatus.Succeeded);
        await EndedAsync(house, second, JobStatus.Failed);

        var page = house.Open<JobsPage>($"/jobs?status=failed&plan={first}");

        await UntilAsync(() => Subjects(page).SequenceEqual(["first"]), "one job fits");
        Assert.Equal("first", page.Field("Plan").GetAttribute("value"));
        await page.InvokeAsync(() => house.Navigation.NavigateTo("/jobs?status=failed"));
        await UntilAsync(() => Subjects(page).SequenceEqual(["second", "first"]), "the list follows the address, as on the way back");
    }

    [Fact]
    public async Task Jobs_without_a_plan_say_what_they_do_and_can_be_listed_alone()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("first");
        await EndedAsync(house, plan, JobStatus.Failed);
        await house.Person.PostAsync(HttpStatusCode.Accepted, "/plans/export", new { all = true });
        await house.Person.PostAsync(HttpStatusCode.Accepted, "/plans/export", new { plan_ids = new[] { plan } });
        await house.Person.PostAsync(HttpStatusCode.Accepted, "/plans/import", new { content = "- a", title = Nasty });
        await house.Person.PostAsync(HttpStatusCode.Accepted, $"/plans/{plan}/duplicate", new { });
        await house.Person.PostAsync(HttpStatusCode.Accepted, "/plans/reindex", new { });
        string[] planless = ["Check of all files", "Copy of a plan", $"Import of “{Nasty}”", "Export of 1 plan", "Export of all plans"];

        var page = house.Open<JobsPage>("/jobs");
        await UntilAsync(() => Subjects(page).SequenceEqual([.. planless, "first"]), "each says what it does");

        await page.InvokeAsync(() => page.FindComponent<JobFilters>().Instance.OnChanged.InvokeAsync(new JobsFilter { WithoutPlan = true }));
        await UntilAsync(() => Subjects(page).SequenceEqual(planless), "only those without a plan are listed");
        Assert.EndsWith("/jobs?plan=none", house.Navigation.Uri, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => Subjects(page)[4] == "导出全部计划", "in Chinese too");
    }

    [Fact]
    public async Task A_chosen_filter_is_in_the_address()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("first");
        await EndedAsync(house, plan, JobStatus.Failed);
        var page = house.Open<JobsPage>("/jobs?cursor=x&time=24h");
        await UntilAsync(() => page.FindComponents<JobFilters>().Count == 1, "the filters are drawn");

        await page.InvokeAsync(() => page.FindComponent<JobFilters>().Instance.OnChanged.InvokeAsync(new JobsFilter { Status = JobStatus.Failed, Span = "7d" }));

        Assert.EndsWith("/jobs?time=7d&status=failed", house.Navigation.Uri, StringComparison.Ordinal);
        await UntilAsync(() => Subjects(page).Length == 1, "the job is listed");
    }

    [Fact]
    public async Task A_newcomer_and_one_whose_filters_find_nothing_are_told_different_things()
    {
        await using var house = new PagesHouse(shared);
        var page = house.Open<JobsPage>("/jobs");
        await UntilAsync(() => page.Text().Contains("No jobs yet", StringComparison.Ordinal), "there are no jobs");

        await page.InvokeAsync(() => house.Navigation.NavigateTo("/jobs?status=failed"));
        await UntilAsync(() => page.Text().Contains("No job matches these filters.", StringComparison.Ordinal), "none fits");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Text().Contains("没有符合筛选条件的作业。", StringComparison.Ordinal), "in Chinese too");
        await page.PressAsync("清除筛选");
        await UntilAsync(() => page.Text().Contains("还没有作业", StringComparison.Ordinal), "the filters are gone");
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_says_so_and_is_tried_again()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("first");
        await EndedAsync(house, plan, JobStatus.Succeeded);
        house.Fault = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        var page = house.Open<JobsPage>("/jobs");
        await UntilAsync(() => page.Find("[role=alert]").TextContent.Contains("not available right now", StringComparison.Ordinal), "it says why");

        house.Fault = _ => null;
        await page.PressAsync("Try again");

        await UntilAsync(() => Subjects(page).SequenceEqual(["first"]), "the job is listed");
    }

    [Fact]
    public async Task Older_jobs_are_on_a_page_with_an_address_of_its_own()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("first");
        for (var i = 0; i < 27; i++) await EndedAsync(house, plan, JobStatus.Succeeded);
        var page = house.Open<JobsPage>("/jobs?status=succeeded");
        await UntilAsync(() => page.FindAll("li.job").Count == 25, "the newest are shown");

        await page.InvokeAsync(() => house.Navigation.NavigateTo(page.Find("nav a").GetAttribute("href")!));

        await UntilAsync(() => page.FindAll("li.job").Count == 2, "the older ones are shown");
        Assert.Contains("status=succeeded", house.Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("cursor=", house.Navigation.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain("cursor=", page.Find("nav a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_opens_its_log_and_several_may_be_open()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync("first");
        await EndedAsync(house, plan, JobStatus.Succeeded);
        await EndedAsync(house, plan, JobStatus.Failed);
        var page = house.Open<JobsPage>("/jobs");
        await UntilAsync(() => page.FindAll("li.job").Count == 2, "both are listed");

        await page.InvokeAsync(() => page.FindAll("li.job h2 > .fold")[0].Click());
        await page.InvokeAsync(() => page.FindAll("li.job h2 > .fold")[1].Click());

        await UntilAsync(() => page.FindAll(".job-log").Count == 2, "both logs are shown");
        Assert.All(page.FindAll("li.job h2 > .fold"), fold => Assert.Equal("true", fold.GetAttribute("aria-expanded")));
        await page.InvokeAsync(() => page.FindAll("li.job h2 > .fold")[0].Click());
        Assert.Single(page.FindAll(".job-log"));
    }

    [Fact]
    public async Task Chosen_jobs_open_in_tabs_that_the_address_keeps()
    {
        await using var house = new PagesHouse(shared);
        var first = await EndedAsync(house, await house.Person.CreatePlanAsync("first"), JobStatus.Succeeded);
        var second = await EndedAsync(house, await house.Person.CreatePlanAsync("second"), JobStatus.Succeeded);
        var page = house.Open<JobsPage>("/jobs");
        await UntilAsync(() => Subjects(page).SequenceEqual(["second", "first"]), "both are listed");

        await page.InvokeAsync(() => page.FindAll("input[type=checkbox]")[0].Change(true));
        await page.InvokeAsync(() => page.FindAll("input[type=checkbox]")[1].Change(true));
        await page.PressAsync("Open 2 in tabs");

        await UntilAsync(() => page.FindAll("[role=tab]").Select(tab => tab.TextContent).SequenceEqual(["second", "first"]), "both are tabs");
        Assert.EndsWith($"?tabs={second}%2C{first}&tab={second}", house.Navigation.Uri, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("[role=tablist]").KeyDown("ArrowRight"));
        await UntilAsync(() => page.Find("[role=tab][aria-selected=true]").TextContent == "first", "the keys go from tab to tab");
        await page.PressAsync("Close tab");
        await UntilAsync(() => page.FindAll("[role=tab]").Count == 1, "one is closed");
        await page.PressAsync("Close all tabs");
        await UntilAsync(() => page.FindAll("[role=tab]").Count == 0, "all are closed");
        Assert.EndsWith("/jobs", house.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counts_and_the_rows_follow_the_active_jobs()
    {
        await using var house = new PagesHouse(shared);
        var running = await (await WorkOnPlan.SubmitAsync(house, await house.Person.CreatePlanAsync("first"))).ClaimAsync();
        await WorkOnPlan.SubmitAsync(house, await house.Person.CreatePlanAsync("second"));
        house.Service<JobsWatch>().Start();

        var page = house.Open<JobsPage>("/jobs");

        await UntilAsync(() => page.Find(".counts").TextContent.Trim() == "1 running · 1 queued", "both are counted");
        await running.FinishAsync();
        house.Service<JobsWatch>().Look();
        await UntilAsync(() => page.Find(".counts").TextContent.Trim() == "0 running · 1 queued", "the ended one no longer");
        await UntilAsync(() => page.FindAll("li.job")[1].TextContent.Contains("Succeeded", StringComparison.Ordinal), "its row says that it has ended");
    }

    private static async Task<string> EndedAsync(PagesHouse house, long planId, JobStatus status)
    {
        var work = await (await WorkOnPlan.SubmitAsync(house, planId)).ClaimAsync();
        await work.FinishAsync(status);
        return work.JobId;
    }

    private static string[] Subjects(IRenderedComponent<JobsPage> page) => [.. page.FindAll("li.job .subject").Select(subject => subject.TextContent)];
}

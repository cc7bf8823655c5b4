using Bunit;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.Language;
using static PlanDecomp.Tests.WebClient.PagesHouse;
using JobPage = PlanDecomp.Web.Client.Jobs.JobPage;

namespace PlanDecomp.Tests.WebClient.Jobs;

public class JobPageTests(SharedApi shared)
{
    [Fact]
    public async Task A_job_leads_to_its_plan_and_its_task()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var task = await house.Person.AddTaskAsync(planId, new { title = "one" });
        var work = await WorkOnPlan.SubmitAsync(house, planId, task);

        var page = Draw(house, work.JobId, "");

        await UntilAsync(() => page.Find("h1").TextContent == "Decomposition: one", "the heading says what it is");
        Assert.Equal([$"/plans/{planId}", $"/plans/{planId}?task={task}"], page.FindAll("dd a").Select(link => link.GetAttribute("href")));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Find("h1").TextContent == "任务拆分：one", "in Chinese too");
    }

    [Fact]
    public async Task A_job_that_goes_on_from_another_leads_to_it()
    {
        await using var house = new PagesHouse(shared);
        var first = await (await WorkOnPlan.SubmitAsync(house, await house.Person.CreatePlanAsync("A plan"))).ClaimAsync();
        await first.ExpandAsync(null, "one");
        await first.FinishAsync(JobStatus.Failed);
        var second = (await house.Person.PostAsync(System.Net.HttpStatusCode.Accepted, $"/jobs/{first.JobId}/continue", new { })).GetProperty("job_id").GetString()!;

        var page = Draw(house, second, "");

        await UntilAsync(() => page.FindAll("dd a").Any(link => link.GetAttribute("href") == $"/jobs/{first.JobId}"), "the link is there");
    }

    [Theory]
    [InlineData("?line=3", 3L)]
    [InlineData("#line-2", 2L)]
    [InlineData("?line=much", null)]
    public async Task An_address_names_a_line(string rest, long? line)
    {
        await using var house = new PagesHouse(shared);
        var work = await (await WorkOnPlan.SubmitAsync(house, await house.Person.CreatePlanAsync("A plan"))).ClaimAsync();
        await work.FinishAsync(JobStatus.Succeeded);

        var page = Draw(house, work.JobId, rest);

        Assert.Equal(line, page.FindComponent<JobLogPanel>().Instance.HighlightSeq);
    }

    [Fact]
    public async Task A_job_that_is_not_there_has_a_page_that_says_so()
    {
        await using var house = new PagesHouse(shared);

        var page = Draw(house, "nothere", "");

        await UntilAsync(() => page.Find("h1").TextContent == "This job was removed or never existed.", "the page says so");
        Assert.Empty(page.FindAll(".job-log"));
    }

    private static IRenderedComponent<JobPage> Draw(PagesHouse house, string jobId, string rest) =>
        house.Open<JobPage>($"/jobs/{jobId}{rest}", parameters => parameters.Add(page => page.JobId, jobId));
}

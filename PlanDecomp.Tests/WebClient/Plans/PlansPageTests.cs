using System.Net;
using Bunit;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans;

public class PlansPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    [Fact]
    public async Task Plans_are_listed_with_what_they_hold()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Write a survey");
        await house.Person.AddTaskAsync(planId, new { title = "first" });

        var page = house.Open<PlansPage>("/plans");

        await UntilAsync(() => page.Text().Contains("Write a survey", StringComparison.Ordinal), "the plan is listed");
        Assert.Contains("1 task", page.Text(), StringComparison.Ordinal);
        Assert.Equal($"/plans/{planId}", page.Find(".card a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_title_is_text_whatever_it_holds()
    {
        await using var house = new PagesHouse(shared);
        await house.Person.CreatePlanAsync(Nasty);

        var page = house.Open<PlansPage>("/plans");

        await UntilAsync(() => page.Find(".card a").TextContent == Nasty, "the title is shown as it was written");
        Assert.Empty(page.FindAll("img, script"));
    }

    [Fact]
    public async Task A_newcomer_is_told_what_to_do()
    {
        await using var house = new PagesHouse(shared);

        var page = house.Open<PlansPage>("/plans");

        await UntilAsync(() => page.Text().Contains("No plans yet", StringComparison.Ordinal), "the list says that it is empty");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Text().Contains("还没有计划", StringComparison.Ordinal), "it says so in Chinese");
    }

    [Fact]
    public async Task The_search_asks_the_server_and_says_when_nothing_is_found()
    {
        await using var house = new PagesHouse(shared);
        await house.Person.CreatePlanAsync("Write a survey");
        await house.Person.CreatePlanAsync("Move house");
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.FindAll(".card").Count == 2, "both are listed");

        await page.WriteAsync("Search plans", "move");
        await UntilAsync(() => page.Find(".card a").TextContent == "Move house" && page.FindAll(".card").Count == 1, "only what is found is listed");

        await page.WriteAsync("Search plans", "zebra");
        await UntilAsync(() => page.Text().Contains("No plan matches “zebra”.", StringComparison.Ordinal), "nothing is found");
        await page.PressAsync("Clear the search");
        await UntilAsync(() => page.FindAll(".card").Count == 2, "all are listed again");
    }

    [Fact]
    public async Task More_plans_than_a_page_are_loaded_on_demand()
    {
        await using var house = new PagesHouse(shared);
        for (var i = 0; i < 33; i++) await house.Person.CreatePlanAsync($"plan {i}");

        var page = house.Open<PlansPage>("/plans");

        await UntilAsync(() => page.FindAll(".card").Count == 30, "the first page is shown");
        await page.PressAsync("Load more");
        await UntilAsync(() => page.FindAll(".card").Count == 33, "the rest is shown below it");
        Assert.Equal(33, page.FindAll(".card a").Select(link => link.TextContent).Distinct().Count());
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_says_so_and_is_tried_again()
    {
        await using var house = new PagesHouse(shared);
        await house.Person.CreatePlanAsync("Write a survey");
        house.Fault = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.Find("[role=alert]").TextContent.Contains("not available right now", StringComparison.Ordinal), "it says why");

        house.Fault = _ => null;
        await page.PressAsync("Try again");

        await UntilAsync(() => page.FindAll(".card").Count == 1, "the plan is listed");
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_list_that_could_not_be_had_comes_when_the_server_is_back()
    {
        await using var house = new PagesHouse(shared);
        await house.Person.CreatePlanAsync("Write a survey");
        house.Fault = _ => throw new HttpRequestException("no route");
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.Find("[role=alert]").TextContent.Contains("cannot be reached", StringComparison.Ordinal), "it says why");
        house.Service<JobsWatch>().Start();

        house.Fault = _ => null;
        house.Service<JobsWatch>().Look();

        await UntilAsync(() => page.FindAll(".card").Count == 1, "the plan is listed, with no one's help");
    }

    [Fact]
    public async Task A_new_plan_without_a_title_is_refused_at_the_field()
    {
        await using var house = new PagesHouse(shared);
        await OpenCreateAsync(house);

        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Dialogs.Text().Contains("Please fill this in.", StringComparison.Ordinal), "the field says what is wrong");
        Assert.Equal("true", house.Dialogs.Field("Title").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_refused_budget_opens_the_advanced_part_and_makes_no_second_plan()
    {
        await using var house = new PagesHouse(shared);
        await OpenCreateAsync(house);
        await house.Dialogs.WriteAsync("Title", "Open a bakery");
        await house.Dialogs.WriteAsync("Most subtasks of a task", "99");

        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await UntilAsync(() => house.Dialogs.Text().Contains("From 1 to 50.", StringComparison.Ordinal), "the budget's field says what is wrong");
        Assert.Equal("true", house.Dialogs.Button("Advanced").GetAttribute("aria-expanded"));

        await house.Dialogs.WriteAsync("Most subtasks of a task", "5");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Navigation.Uri.Contains("/plans/", StringComparison.Ordinal), "the page of the plan opens");
        var plans = await house.Person.GetAsync(HttpStatusCode.OK, "/plans");
        Assert.Equal(1, plans.GetProperty("plans").GetArrayLength());
        var jobs = await house.Person.GetAsync(HttpStatusCode.OK, "/jobs");
        Assert.Equal(1, jobs.GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public async Task Deleting_a_plan_says_first_what_goes()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Write a survey");
        foreach (var title in (string[])["one", "two", "three"]) await house.Person.AddTaskAsync(planId, new { title });
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.FindAll(".card").Count == 1, "the plan is listed");

        await page.PressAsync("Delete “Write a survey”?");
        await UntilAsync(() => house.Dialogs.Text().Contains("Its 3 tasks and the history of its jobs go with it.", StringComparison.Ordinal), "it says what goes");
        await house.Dialogs.PressAsync("Delete plan");

        await UntilAsync(() => page.FindAll(".card").Count == 0, "the plan is gone from the list");
        await house.Person.GetAsync(HttpStatusCode.NotFound, $"/plans/{planId}");
    }

    private static async Task OpenCreateAsync(PagesHouse house)
    {
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.Button("New plan") is not null, "the page is drawn");
        await page.PressAsync("New plan");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1, "the dialog is open");
    }
}

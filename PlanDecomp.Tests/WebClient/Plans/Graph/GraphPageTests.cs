using System.Net;
using Bunit;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans.Graph;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Graph;

public class GraphPageTests(SharedApi shared)
{
    private const string Nasty = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task The_critical_path_is_drawn_and_listed()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var shortOne = await AddAsync(house, planId, "Short", 1);
        var longOne = await AddAsync(house, planId, Nasty, 5);
        var last = await AddAsync(house, planId, "Last", null, shortOne, longOne);

        var page = Open(house, planId);

        await UntilAsync(() => page.FindAll("a.card").Count == 3, "the cards are drawn");
        Assert.Equal([$"/plans/{planId}?task={longOne}", $"/plans/{planId}?task={last}"], page.FindAll("a.card.critical").Select(card => card.GetAttribute("href")));
        var critical = Assert.Single(page.FindAll(".lines path.critical"));
        Assert.Equal((longOne.ToString(), last.ToString()), (critical.GetAttribute("data-from"), critical.GetAttribute("data-to")));
        Assert.Equal([$"2 {Nasty}", "3 Last"], page.FindAll("aside ol a").Select(link => link.TextContent));
        Assert.Equal(["8 h", "9 h", "3"], page.FindAll("aside dd").Select(figure => figure.TextContent));
        Assert.Contains("1 task has no estimate and counts as 3 h", page.Find("aside").TextContent, StringComparison.Ordinal);
        Assert.Contains("≈ 3 h", page.FindAll("a.card .hours").Select(hours => hours.TextContent));
        Assert.Equal("1 Short, Pending, 1 h, hour 0 to 1, can wait 4 h", page.FindAll("a.card").First(card => !card.ClassList.Contains("critical")).QuerySelector("title")!.TextContent);
        Assert.Empty(page.FindAll("img"));
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => page.Find("aside h3").TextContent == "关键路径" && page.FindAll("a.card .hours").Any(hours => hours.TextContent == "5 小时"), "in Chinese too");
    }

    [Fact]
    public async Task Contradictory_dependencies_are_marked_and_said()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var one = await AddAsync(house, planId, "one", 1);
        var two = await AddAsync(house, planId, "two", 1, one);
        PlanData.Execute(house.Folder.Plan(planId), "INSERT INTO task_dependencies (task_id, depends_on) VALUES (@one, @two)", new { one, two });

        var page = Open(house, planId);

        await UntilAsync(() => page.FindAll(".lines path.contradictory").Count == 1, "the contradiction is drawn");
        Assert.Contains("1 dependencies contradict each other", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Contradictory", page.Find(".legend").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_without_tasks_or_without_dependencies_say_what_to_do()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var page = Open(house, planId);
        await UntilAsync(() => page.Text().Contains("Have the plan broken down first", StringComparison.Ordinal), "there are no tasks");

        var other = await house.Person.CreatePlanAsync("Another");
        await AddAsync(house, other, "one", 4);
        page.Render(parameters => parameters.Add(graph => graph.PlanId, other));

        await UntilAsync(() => page.Text().Contains("No task waits for another", StringComparison.Ordinal), "there are no dependencies");
        Assert.Contains("4 h", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_thousands_of_tasks_is_drawn_down_to_the_level_that_can_be_overlooked()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("A plan");
        var phases = new[] { await AddAsync(house, planId, "First", null), 0 };
        phases[1] = await AddAsync(house, planId, "Second", null, phases[0]);
        PlanData.Execute(house.Folder.Plan(planId), """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)
            INSERT INTO tasks (parent_id, position, title, created_at, updated_at)
            SELECT iif(i < 1500, @first, @second), i % 1500, 'task ' || i, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n
            """, new { first = phases[0], second = phases[1] });

        var page = Open(house, planId);

        await UntilAsync(() => page.FindAll("a.card").Count == 2, "the phases are drawn");
        Assert.Contains("The plan has 3000 tasks, too many for one picture: it shows them down to level 1.", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Show all 3000", page.Find("aside").TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<GraphPage> Open(PagesHouse house, long planId) =>
        house.Open<GraphPage>($"/plans/{planId}/graph", parameters => parameters.Add(page => page.PlanId, planId));

    private static async Task<long> AddAsync(PagesHouse house, long planId, string title, double? hours, params long[] dependsOn)
    {
        var taskId = await house.Person.AddTaskAsync(planId, new { title, depends_on = dependsOn });
        if (hours is not null) await house.Person.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, $"/plans/{planId}/tasks/{taskId}", new { effort_hours = hours });
        return taskId;
    }
}

using Bunit;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;

namespace PlanDecomp.Tests.WebClient.Plans;

public class PlanSectionsTests(SharedApi shared)
{
    [Fact]
    public async Task The_row_leads_to_every_page_of_the_plan_and_marks_the_one_it_stands_on()
    {
        await using var house = new PagesHouse(shared);
        var row = house.Context.Render<PlanSections>(parameters => parameters.Add(nav => nav.PlanId, 7).Add(nav => nav.Current, PlanSection.Graph));

        Assert.Equal(["/plans/7", "/plans/7/graph", "/plans/7/document", "/plans/7/changes", "/plans/7/drafts"], row.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Tasks", "Graph", "Document", "Changes", "Drafts"], row.FindAll("a").Select(link => link.TextContent.Trim()));
        Assert.Equal("Graph", row.Find("[aria-current=page]").TextContent.Trim());
        house.Localizer.Use(PageLanguage.Chinese);
        row.WaitForAssertion(() => Assert.Equal(["任务", "依赖图", "最终文档", "变更", "草稿"], row.FindAll("a").Select(link => link.TextContent.Trim())));
    }
}

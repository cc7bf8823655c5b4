using Bunit;
using PlanDecomp.Tests.Infrastructure;
using static PlanDecomp.Tests.WebClient.PagesHouse;
using DocumentPage = PlanDecomp.Web.Client.Plans.Document.DocumentPage;

namespace PlanDecomp.Tests.WebClient.Plans.Document;

/// <summary>An execution's final document on its page.</summary>
public class DocumentPageTests(SharedApi shared)
{
    [Fact]
    public async Task The_document_is_drawn_as_safe_markdown_with_who_wrote_it_and_can_be_downloaded()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Move house");
        Store(planId, "job-1", "## First <script>alert(1)</script>");
        Store(planId, "job-2", "## Second");

        var page = house.Open<DocumentPage>($"/plans/{planId}/document?job=job-1", parameters => parameters.Add(shown => shown.PlanId, planId));

        await UntilAsync(() => page.FindAll(".final .markdown").Count == 1, "it is shown");
        Assert.Contains("First", page.Find(".final .markdown").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".final script"));
        Assert.StartsWith("Put together by the language model test-model", page.Find(".origin").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("/jobs/job-1", page.Find(".origin a").GetAttribute("href"));
        Assert.Equal($"/api/plans/{planId}/document/export?job_id=job-1", page.FindAll("a").Single(link => link.TextContent.Trim() == "Download").GetAttribute("href"));
    }

    [Fact]
    public async Task A_plan_without_one_says_how_it_comes_by_one()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Move house");

        var page = house.Open<DocumentPage>($"/plans/{planId}/document", parameters => parameters.Add(shown => shown.PlanId, planId));

        await UntilAsync(() => page.Text().Contains("No document yet", StringComparison.Ordinal), "it says so");
        Assert.Contains("Execute the plan", page.Text(), StringComparison.Ordinal);
    }

    private void Store(long planId, string jobId, string content) => PlanData.Execute(shared.Data.Files.Folder.Plan(planId), """
        INSERT INTO final_documents (job_id, title, content, writer, model, created_at) VALUES (@jobId, 'Move house', @content, 'llm', 'test-model', '2026-03-01T12:00:00.000Z')
        """, new { jobId, content });
}

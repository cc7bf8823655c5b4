using System.Net;
using System.Text;
using Bunit;
using PlanDecomp.Tests.Infrastructure;
using static PlanDecomp.Tests.WebClient.PagesHouse;
using JobsPage = PlanDecomp.Web.Client.Jobs.JobsPage;
using PlanPage = PlanDecomp.Web.Client.Plans.PlanPage;

namespace PlanDecomp.Tests.WebClient.Costs;

/// <summary>What a job may take stands in its dialog before it is started, and follows what is filled in.</summary>
public sealed class CostLineTests(SharedApi shared)
{
    [Theory]
    [InlineData("Break down", "decompose")]
    [InlineData("Execute", "execute")]
    public async Task A_dialog_says_the_most_its_job_may_take(string button, string path)
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync();
        await house.Person.AddTaskAsync(plan, new { title = "one" });
        house.Fault = request => request.RequestUri!.AbsolutePath.EndsWith($"/plans/{plan}/{path}/estimate", StringComparison.Ordinal)
            ? Answer("""{"uses_model":true,"model":"m","calls":24,"tokens":288000,"cost":0.384,"currency":"EUR"}""")
            : null;
        var page = house.Open<PlanPage>($"/plans/{plan}", parameters => parameters.Add(shown => shown.PlanId, plan));

        await PressAsync(page, button);

        await UntilAsync(() => house.Dialogs.Find(".cost").TextContent.Contains("24 calls and 288,000 tokens, which is 0.384 EUR", StringComparison.Ordinal), "the most is said");
    }

    [Fact]
    public async Task Rules_are_said_to_be_free_and_the_estimate_follows_the_fields()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync();
        var page = house.Open<PlanPage>($"/plans/{plan}", parameters => parameters.Add(shown => shown.PlanId, plan));
        await PressAsync(page, "Break down");
        await UntilAsync(() => house.Dialogs.Find(".cost").TextContent.Contains("it is free", StringComparison.Ordinal), "rules are free");
        int Asked() => house.Requests.Count(request => request.EndsWith("/decompose/estimate", StringComparison.Ordinal));
        var before = Asked();

        await house.Dialogs.WriteAsync("Levels", "3");

        await UntilAsync(() => Asked() > before, "it is asked anew");
    }

    [Fact]
    public async Task The_pages_say_what_a_plan_and_an_account_have_used()
    {
        await using var house = new PagesHouse(shared);
        var plan = await house.Person.CreatePlanAsync();
        await WorkOnPlan.SubmitAsync(house, plan);
        const string Totals = """{"calls":3,"input_tokens":1000,"output_tokens":234,"estimated_tokens":0,"cost":0.5}""";
        house.Fault = request => request.RequestUri!.AbsolutePath switch
        {
            var path when path.EndsWith($"/plans/{plan}/usage", StringComparison.Ordinal) => Answer($$"""{"jobs":1,"total":{{Totals}},"currency":"EUR","is_priced":true}"""),
            var path when path.EndsWith("/usage", StringComparison.Ordinal) => Answer($$"""{"today":{{Totals}},"all_time":{{Totals}},"day_ends_at":"2026-01-01T00:00:00Z","currency":"EUR","is_priced":true}"""),
            _ => null,
        };

        var page = house.Open<PlanPage>($"/plans/{plan}", parameters => parameters.Add(shown => shown.PlanId, plan));
        await UntilAsync(() => page.Find(".usage").TextContent == "Jobs of this plan: 1 · 1,234 tokens, 0.5 EUR", "the plan's use is shown");
        await using var other = new PagesHouse(shared) { Fault = house.Fault };
        var jobs = other.Open<JobsPage>("/jobs");
        await UntilAsync(() => jobs.Find(".usage").TextContent.StartsWith("Your use of the language model: today 1,234 tokens, 0.5 EUR", StringComparison.Ordinal), "the account's use is shown");
    }

    private static async Task PressAsync(IRenderedComponent<PlanPage> page, string button)
    {
        await UntilAsync(() => page.FindAll("button").Any(shown => shown.TextContent.Trim() == button), "the plan is drawn");
        _ = page.PressAsync(button);
    }

    private static HttpResponseMessage Answer(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}

using Microsoft.Playwright;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>A log far longer than what a page loads or draws.</summary>
public sealed class LongLogTests(ChromiumBrowser browser, SharedWebDeployment shared) : SharedBrowserTest(browser, shared)
{
    private const int Lines = 10_000;
    private const int Hidden = 1_234;

    [Fact]
    public async Task Its_end_is_drawn_older_lines_come_on_demand_and_a_word_in_a_line_that_is_not_loaded_is_found()
    {
        var visitor = await NewVisitorAsync();
        var person = await visitor.AsPersonAsync();
        var plan = await person.CreatePlanAsync("Write a survey paper on phage therapy");
        var job = await person.EndOfAsync((await person.DecomposeAsync(plan.PlanId)).JobId);
        Lengthen((await DeploymentAsync()).App.Data.Folder.Plan(plan.PlanId), job);

        await visitor.OpenAsync($"/jobs/{job.JobId}");
        var panel = visitor.Panel();
        await panel.UntilLineAsync(Lines);
        Assert.InRange((await panel.NumbersAsync()).Count, 1, 400);

        await panel.Root.GetByRole(AriaRole.Log).EvaluateAsync("log => log.scrollTop = 0");
        await panel.Root.GetByText("Load older").First.ClickAsync();
        await Eventually.TrueAsync(async () => (await panel.NumbersAsync())[0] < Lines - 200, "older lines are drawn", TimeSpan.FromSeconds(60));

        await panel.Root.GetByRole(AriaRole.Searchbox).FillAsync("needle");
        await panel.Root.GetByRole(AriaRole.Button).Filter(new() { HasText = "a needle in the hay" }).ClickAsync();
        await panel.UntilLineAsync(Hidden);
        await panel.UntilLineAsync(Hidden + 1);
    }

    /// <summary>Gives an ended job lines as a talkative one would have left them.</summary>
    private static void Lengthen(string file, Job job) => PlanData.Execute(file, """
        INSERT INTO decomposition_job_logs (job_id, seq, timestamp, level, message)
        WITH RECURSIVE n(seq) AS (SELECT @LastSeq + 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < @lines)
        SELECT @JobId, seq, '2026-01-31T12:00:00.000Z', 'info', CASE seq WHEN @hidden THEN 'a needle in the hay' ELSE 'line ' || seq END FROM n;
        UPDATE decomposition_jobs SET last_seq = @lines WHERE job_id = @JobId;
        """, new { job.JobId, job.LastSeq, lines = Lines, hidden = Hidden });
}

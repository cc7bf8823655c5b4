using System.Net;
using System.Text.Json;
using Bunit;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Web.Client.Plans.Transfers;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Transfers;

public class ExportDialogTests(SharedApi shared)
{
    [Fact]
    public async Task A_plan_is_exported_from_its_menu_and_the_file_offered_at_the_end()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Trip");
        await OpenAsync(house);
        await ShowAsync(house, dialogs => dialogs.ExportAsync(new PlanDecomp.Contracts.Plans.Plan { PlanId = planId, Title = "Trip", CreatedAt = default, UpdatedAt = default }));
        Assert.Equal("Trip", house.Dialogs.Find(".chosen span").TextContent);

        await house.Dialogs.PressAsync("Export");

        var jobId = await JobAsync(house);
        var job = await house.Store.FindAsync(jobId, CancellationToken.None);
        Assert.Equal($$"""{"plan_ids":[{{planId}}],"format":"json"}""", job!.Params!.Value.GetRawText());
        var fence = Assert.IsType<ClaimResult.Claimed>(await house.Store.ClaimAsync(jobId, "w1", CancellationToken.None)).Fence;
        var result = new ExportResult { FileName = "Trip.json", ContentType = "application/json", Format = "json", Bytes = 3, PlanIds = [planId] };
        await house.Store.WriteAsync(fence, new RunWrite
        {
            Lines = [new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, "finished", LogMetadata.Create("export.finished"))],
            End = new RunEnd.Finish(JobStatus.Succeeded, JsonSerializer.SerializeToElement(result, ContractsJson.Default.ExportResult), null),
        }, CancellationToken.None);
        await UntilAsync(() => Download(house).GetAttribute("href") == $"/api/jobs/{jobId}/file", "the file is offered");
        Assert.Equal("Trip.json", Download(house).GetAttribute("download"));
    }

    [Fact]
    public async Task Chosen_plans_must_be_chosen()
    {
        await using var house = new PagesHouse(shared);
        await house.Person.CreatePlanAsync("Trip");
        await OpenAsync(house);
        await ShowAsync(house, dialogs => dialogs.ExportAsync(null));

        await house.Dialogs.InvokeAsync(() => house.Dialogs.FindAll("input[type=radio]")[1].Click());
        await house.Dialogs.PressAsync("Export");

        await UntilAsync(() => house.Dialogs.Text().Contains("Choose at least one plan.", StringComparison.Ordinal), "it says what is missing");
        Assert.DoesNotContain(house.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_is_asked_for_under_another_title_and_files_are_checked_on_demand()
    {
        await using var house = new PagesHouse(shared);
        var planId = await house.Person.CreatePlanAsync("Trip");
        await OpenAsync(house);
        await ShowAsync(house, dialogs => dialogs.DuplicateAsync(new PlanDecomp.Contracts.Plans.Plan { PlanId = planId, Title = "Trip", CreatedAt = default, UpdatedAt = default }));
        await house.Dialogs.WriteAsync("Title of the copy", "Journey");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        var job = await house.Store.FindAsync(await JobAsync(house), CancellationToken.None);
        Assert.Equal(("duplicate_plan", "Journey"), (job!.Mode, job.Params!.Value.GetProperty("title").GetString()));
        await UntilAsync(() => house.Dialogs.Button("Close") is not null, "the job is shown");
        await house.Dialogs.PressAsync("Close");
        await UntilAsync(() => house.Dialogs.FindAll(".mud-dialog").Count == 0, "the dialog is closed");

        await ShowAsync(house, dialogs => dialogs.ReindexAsync());
        await house.Dialogs.PressAsync("Check");
        await UntilAsync(() => house.Requests.Contains("POST /plans/reindex"), "the files are checked");
    }

    private static async Task OpenAsync(PagesHouse house)
    {
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.FindAll(".card").Count == 1, "the page is there");
    }

    // The dialog is open as long as the call goes on.
    private static async Task ShowAsync(PagesHouse house, Func<TransferDialogs, Task> show)
    {
        _ = house.Dialogs.InvokeAsync(() => show(house.Service<TransferDialogs>()));
        await UntilAsync(() => house.Dialogs.FindAll(".mud-dialog").Count == 1, "the dialog is open");
    }

    private static AngleSharp.Dom.IElement Download(PagesHouse house) => house.Dialogs.FindAll("a").First(link => link.TextContent.Trim() == "Download the file");

    private static async Task<string> JobAsync(PagesHouse house)
    {
        JsonElement jobs = default;
        await Eventually.TrueAsync(async () =>
        {
            jobs = (await house.Person.GetAsync(HttpStatusCode.OK, "/jobs?plan_id=none")).GetProperty("jobs");
            return jobs.GetArrayLength() == 1;
        }, "the job is asked for");
        return jobs[0].GetProperty("job_id").GetString()!;
    }
}

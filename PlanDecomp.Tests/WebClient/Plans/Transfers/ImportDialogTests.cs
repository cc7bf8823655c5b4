using System.Net;
using System.Text;
using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.History;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Web.Client.Plans;
using PlanDecomp.Web.Client.Plans.Transfers;
using static PlanDecomp.Tests.WebClient.PagesHouse;

namespace PlanDecomp.Tests.WebClient.Plans.Transfers;

public class ImportDialogTests(SharedApi shared)
{
    [Fact]
    public async Task Pasted_text_is_sent_and_what_was_made_is_linked()
    {
        await using var house = new PagesHouse(shared);
        await OpenAsync(house);

        await house.Dialogs.WriteAsync("Text", "# Trip\n\n- Pack");
        await house.Dialogs.WriteAsync("Title of the plan", "Journey");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        var jobId = await JobAsync(house);
        Assert.Equal("Journey", (await house.Store.FindAsync(jobId, CancellationToken.None))!.Params!.Value.GetProperty("title").GetString());
        await EndAsync(house, jobId, JobStatus.Succeeded, new ImportResult { Plans = [new ImportedPlan(7, "Journey", 1)] });

        await UntilAsync(() => house.Dialogs.Find(".made a").GetAttribute("href") == "/plans/7", "the plan is linked");
        Assert.Contains("1 task", house.Dialogs.Find(".made").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_faults_can_be_mended_without_giving_it_again()
    {
        await using var house = new PagesHouse(shared);
        await OpenAsync(house);
        await house.Dialogs.WriteAsync("Text", "- [?] Book");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await EndAsync(house, await JobAsync(house), JobStatus.Failed, new ImportResult { Errors = [new DocumentNote { Code = "unknown_status", Reason = "no status", Line = 1 }] });

        await UntilAsync(() => house.Dialogs.Text().Contains("Nothing was imported.", StringComparison.Ordinal), "it says so");
        house.Localizer.Use(PageLanguage.Chinese);
        await UntilAsync(() => house.Dialogs.Text().Contains("没有导入任何内容。", StringComparison.Ordinal), "and in Chinese");
        await house.Dialogs.PressAsync("修改后重试");

        await UntilAsync(() => house.Dialogs.Field("文字").TextContent.Contains("- [?] Book", StringComparison.Ordinal) || house.Dialogs.Field("文字").GetAttribute("value") == "- [?] Book", "the text is still there");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words_before_it_is_sent()
    {
        await using var house = new PagesHouse(shared);
        await OpenAsync(house);

        await ChooseAsync(house, new byte[9 * 1024 * 1024], "huge.md");

        await UntilAsync(() => house.Dialogs.Find("[role=alert]").TextContent.Contains("huge.md is too large: 9.4 MB, and at most 8.4 MB can be imported.", StringComparison.Ordinal), "it says how large it may be");
        Assert.DoesNotContain(house.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_zip_grows_on_the_way_and_is_measured_as_it_is_sent()
    {
        await using var house = new PagesHouse(shared);
        await OpenAsync(house);

        await ChooseAsync(house, [.. "PK"u8, .. new byte[7 * 1024 * 1024]], "plans.zip");
        await UntilAsync(() => house.Dialogs.Text().Contains("plans.zip", StringComparison.Ordinal), "it is taken");
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());

        await UntilAsync(() => house.Dialogs.Find("[role=alert]").TextContent.Contains("plans.zip is too large", StringComparison.Ordinal), "it is refused");
        Assert.DoesNotContain(house.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_neither_text_nor_a_zip_is_refused_and_nothing_at_all_too()
    {
        await using var house = new PagesHouse(shared);
        await OpenAsync(house);
        await house.Dialogs.InvokeAsync(() => house.Dialogs.Find("form").Submit());
        await UntilAsync(() => house.Dialogs.Find("[role=alert]").TextContent == "Choose a file or paste text.", "nothing was given");

        await ChooseAsync(house, [0x80, 0x81, 0xFF], "picture.txt");

        await UntilAsync(() => house.Dialogs.Find("[role=alert]").TextContent == "picture.txt is neither text (UTF-8) nor a zip.", "it is no text");
    }

    [Theory]
    [InlineData("计划", false)]
    [InlineData("plan", true)]
    public void Text_is_read_whatever_an_editor_puts_in_front(string text, bool wide) =>
        Assert.Equal(text, ImportDocument.ContentOf(wide ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] : Encoding.UTF8.GetBytes(text)));

    private static async Task OpenAsync(PagesHouse house)
    {
        var page = house.Open<PlansPage>("/plans");
        await UntilAsync(() => page.Text().Contains("No plans yet", StringComparison.Ordinal), "the page is there");

        // The dialog is open as long as the press goes on.
        _ = page.PressAsync("Import");
        await UntilAsync(() => house.Dialogs.FindAll("form").Count == 1 && house.Dialogs.Text().Contains("8.4 MB", StringComparison.Ordinal), "the dialog is open");
    }

    private static Task ChooseAsync(PagesHouse house, byte[] content, string name) => house.Dialogs.InvokeAsync(() =>
        house.Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, name)));

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

    private static async Task EndAsync(PagesHouse house, string jobId, JobStatus status, ImportResult result)
    {
        var fence = Assert.IsType<ClaimResult.Claimed>(await house.Store.ClaimAsync(jobId, "w1", CancellationToken.None)).Fence;
        await house.Store.WriteAsync(fence, new RunWrite
        {
            Lines = [new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, "finished", LogMetadata.Create("import.finished"))],
            End = new RunEnd.Finish(status, JsonSerializer.SerializeToElement(result, ContractsJson.Default.ImportResult), null),
        }, CancellationToken.None);
    }
}

using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd.Web;

/// <summary>Markup in what people and the language model say is shown as text, and nothing of it runs.</summary>
[Collection("Browser beside")]
public sealed class HostileTextTests(ChromiumBrowser browser) : BrowserTest(browser), IAsyncLifetime
{
    private const string Image = "<img src=x onerror=\"window.ran = true\">";
    private const string Script = "<script>window.ran = true</script>";
    private const string Link = "[press](javascript:window.ran=true)";

    private readonly WebDeployment _deployment = new();
    private LlmServer _llm = null!;

    public async ValueTask InitializeAsync()
    {
        _llm = await LlmServer.StartAsync();
        _llm.Script = request => !request.IsChat ? LlmReply.Children(new LlmChild($"first {Image}") { Key = "a" }, new LlmChild($"second {Script}") { Key = "b" })
            : request.ToolResults.Count == 0 ? LlmReply.Call("create_plan", new { title = $"plan {Image}", expandDepth = 1 })
            : LlmReply.Text($"reply {Image} {Script} {Link}\n\n{Script}\n\n```\n{Image}\n```");
        var settings = _deployment.App.Settings;
        settings["Llm__BaseUrl"] = _llm.BaseUrl.ToString();
        settings["Llm__ApiKey"] = "test-key-of-no-one";
        settings["Llm__Model"] = "test-model";
        await _deployment.StartAsync();
    }

    [Fact]
    public async Task Nothing_runs_on_any_page()
    {
        var visitor = await NewVisitorAsync();
        await visitor.OpenAsync();
        await visitor.SayAsync($"question {Image} {Script}");
        await visitor.SeesTextAsync($"question {Image} {Script}");
        await visitor.SeesAsync(visitor.Main.GetByText($"reply {Image}"));
        await visitor.Panel().UntilAsync(JobStatus.Succeeded);
        await visitor.Panel().OpenWholeAsync();
        await visitor.SeesAsync(visitor.Panel().Root.GetByText(Image));
        await AssertNothingRanAsync(visitor);
        Assert.Equal(0, await visitor.Main.Locator("a[href^='javascript:']").CountAsync());

        var job = await visitor.NewestJobAsync();
        foreach (var (path, text) in new[]
        {
            (new Uri(visitor.Page.Url).AbsolutePath, $"reply {Image}"),
            ($"/plans/{job.PlanId}", $"first {Image}"),
            ($"/plans/{job.PlanId}", $"second {Script}"),
            ("/plans", $"plan {Image}"),
            ("/jobs", $"plan {Image}"),
            ($"/jobs/{job.JobId}", $"plan {Image}"),
        })
        {
            await visitor.OpenAsync(path);
            await visitor.SeesAsync(visitor.Main.GetByText(text));
            await AssertNothingRanAsync(visitor);
        }
    }

    protected override Task<WebDeployment> DeploymentAsync() => Task.FromResult(_deployment);

    protected override async ValueTask DisposeDeploymentAsync()
    {
        await _deployment.DisposeAsync();
        await _llm.DisposeAsync();
    }

    private static async Task AssertNothingRanAsync(Visitor visitor)
    {
        Assert.False(await visitor.Page.EvaluateAsync<bool>("'ran' in window"));
        Assert.Equal(0, await visitor.Page.Locator("img[src='x'], main script").CountAsync());
    }
}

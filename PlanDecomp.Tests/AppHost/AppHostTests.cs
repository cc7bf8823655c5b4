using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The model itself, run by Aspire: who finds whom, and what the dashboard offers.</summary>
[Collection("AppHost")]
public sealed class AppHostTests(RunningApp running)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_services_are_healthy_and_find_each_other()
    {
        var app = await running.GetAsync();
        foreach (var (resource, path) in new[] { ("api-1", "/health"), ("api-2", "/health"), ("worker", "/health"), ("web", "/health"), ("web", "/api/health") })
        {
            using var client = app.CreateHttpClient(resource);
            using var answer = await client.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Matches("^127\\.0\\.0\\.1:[0-9]+,password=[0-9a-zA-Z]+$", await app.GetConnectionStringAsync("redis", Ct));
    }

    [Fact]
    public async Task The_web_host_goes_on_with_the_other_instance_of_the_Api_and_what_was_stopped_by_hand_stays_stopped()
    {
        var app = await running.GetAsync();
        using var web = app.CreateHttpClient("web");

        Assert.True((await running.CommandAsync("api-1", KnownResourceCommands.StopCommand)).Success);
        await Eventually.TrueAsync(
            async () => (await web.GetStringAsync("/health", Ct)).Contains("1 of 2 instances answer", StringComparison.Ordinal), "one instance is left");
        using (var answer = await web.GetAsync("/api/health", Ct)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(KnownResourceStates.Running, await StateAsync("api-1"));

        Assert.True((await running.CommandAsync("api-1", KnownResourceCommands.StartCommand)).Success);
        await Eventually.TrueAsync(
            async () => (await web.GetStringAsync("/health", Ct)).Contains("2 of 2 instances answer", StringComparison.Ordinal), "both are back", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Links_say_where_they_lead()
    {
        await running.GetAsync();
        Assert.Equal(["API reference /scalar", "Health /health"], await LinksAsync("api-1"));
        Assert.Equal(["Health /health", "PlanDecomp /"], await LinksAsync("web"));
        Assert.Equal(["Health /health"], await LinksAsync("worker"));
    }

    [Fact]
    public async Task A_sample_runs_through_the_whole_app_and_an_emptied_Redis_loses_nothing()
    {
        Assert.True((await running.CommandAsync("redis", "empty")).Success);

        var result = await running.CommandAsync("web", "sample");
        Assert.True(result.Success, result.Message);
        Assert.EndsWith(" succeeded.", result.Message, StringComparison.Ordinal);
        Assert.Equal(CommandResultFormat.Markdown, result.Data!.Format);
        Assert.True(result.Data.Value.Split('\n').Count(line => line.StartsWith("  - ", StringComparison.Ordinal)) > 3, result.Data.Value);
    }

    [Fact]
    public async Task The_sweeper_runs_when_told()
    {
        var result = await running.CommandAsync("worker", "sweep");
        Assert.True(result.Success, result.Message);
        using var found = JsonDocument.Parse(result.Data!.Value);
        Assert.Equal(0, found.RootElement.GetProperty("re_enqueued").GetInt32());
    }

    [Fact]
    public async Task A_backup_is_an_archive_beside_the_data_folder()
    {
        await running.GetAsync();
        var result = await running.CommandAsync("data", "backup");
        Assert.True(result.Success, result.Message);
        var archive = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(running.Data)!, $"{Path.GetFileName(running.Data)}-*.zip"));
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            Assert.Contains("main.sqlite", zip.Entries.Select(entry => entry.FullName));
        }
        finally
        {
            File.Delete(archive);
        }
    }

    [Fact]
    public async Task The_index_is_rebuilt_while_the_services_stand_still()
    {
        var app = await running.GetAsync();
        using var web = app.CreateHttpClient("web");
        using var made = await web.PostAsJsonAsync("/api/plans", new { title = "Kept over a rebuilt index" }, Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var cookie = made.Headers.GetValues("Set-Cookie").First().Split(';')[0];

        var result = await running.CommandAsync("data", "reindex");
        Assert.True(result.Success, result.Message);
        Assert.Contains("The index holds", result.Message, StringComparison.Ordinal);

        await running.AwaitHealthyAsync("api-1", "api-2", "worker");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plans");
        request.Headers.Add("Cookie", cookie);
        using var plans = await web.SendAsync(request, Ct);
        Assert.Contains("Kept over a rebuilt index", await plans.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<string?> StateAsync(string resource)
    {
        var app = await running.GetAsync();
        return app.ResourceNotifications.TryGetCurrentState(resource, out var change) ? change.Snapshot.State?.Text : null;
    }

    private async Task<IEnumerable<string>> LinksAsync(string resource)
    {
        var app = await running.GetAsync();
        Assert.True(app.ResourceNotifications.TryGetCurrentState(resource, out var change));
        return change.Snapshot.Urls.Where(url => !url.IsInternal).Select(url => $"{url.DisplayProperties.DisplayName} {new Uri(url.Url).AbsolutePath}").Order();
    }
}

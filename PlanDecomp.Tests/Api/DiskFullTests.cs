using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Api;

/// <summary>A disk without room: files that may not grow.</summary>
public sealed class DiskFullTests : ApiTest
{
    private readonly SqliteFiles _files;

    public DiskFullTests() => _files = App.Services.GetRequiredService<SqliteFiles>();

    [Fact]
    public async Task Writes_are_answered_507_reads_go_on_and_health_says_so_until_there_is_room()
    {
        var plan = await Anna.CreatePlanAsync();
        var session = (await PostAsync("/chat/sessions", new { })).GetProperty("session_id").GetInt64();
        Assert.Equal("healthy", await DiskAsync());
        await SetRoomAsync(plan, isThere: false);

        var refused = await FillAsync(() => Anna.PostAsJsonAsync("/plans", new { title = "x", description = new string('x', 15_000) }, Ct));
        await AssertNoRoomAsync(refused);
        await AssertNoRoomAsync(await FillAsync(() => Anna.PostAsJsonAsync($"/plans/{plan}/tasks", new { title = "x", instruction = new string('x', 15_000) }, Ct)));
        Assert.Equal("degraded", await DiskAsync());

        // What the lists and the tree would bring up to date in passing stays as it is.
        PlanData.Execute(Data.Files.Folder.Main, "UPDATE plans SET counted_at = NULL, task_count = 77, updated_at = '2020-01-01T00:00:00.000Z'");
        foreach (var path in (string[])["/plans", $"/plans/{plan}", $"/plans/{plan}/tree", "/jobs", "/chat/sessions", $"/chat/sessions/{session}/messages"])
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await Anna.GetAsync(path, Ct)).StatusCode));
        }

        using var stranger = App.NewClient();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/plans", Ct)).StatusCode);

        await SetRoomAsync(plan, isThere: true);
        await Anna.CreatePlanAsync();
        Assert.Equal("healthy", await DiskAsync());
    }

    private async Task<HttpResponseMessage> FillAsync(Func<Task<HttpResponseMessage>> write)
    {
        for (var i = 0; i < 100; i++)
        {
            var response = await write();
            if (!response.IsSuccessStatusCode) return response;
        }

        throw new InvalidOperationException("There is no end of room.");
    }

    private static async Task AssertNoRoomAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("There is no room left", (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Of the connections that write: the pragma is theirs alone.</summary>
    private async Task SetRoomAsync(long plan, bool isThere)
    {
        foreach (var file in (string[])[_files.Folder.Main, _files.Folder.Plan(plan)])
        {
            await _files.WriteAsync(file, db => db.ExecuteScalar<long>($"PRAGMA max_page_count = {(isThere ? 1_000_000 : db.ExecuteScalar<long>("PRAGMA page_count"))}"), Ct);
        }
    }

    private async Task<string?> DiskAsync() =>
        (await Anna.GetFromJsonAsync<JsonElement>("/health", Ct)).GetProperty("checks").GetProperty("disk").GetProperty("status").GetString();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Anna.PostAsJsonAsync(path, body, Ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}

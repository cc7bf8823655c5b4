using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Backup;

namespace PlanDecomp.Tests.Api.Admin;

public sealed class BackupEndpointTests : IDisposable
{
    private const string Key = "a key of the tests' own";
    private readonly PlanData _data = new();
    private readonly TemporaryFolder _place = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _data.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task The_archive_is_sent_whole_and_can_be_restored_and_nothing_of_it_stays()
    {
        await using var app = Start(folder: null);
        using var anna = app.NewClient();
        var plan = await anna.CreatePlanAsync();

        using var answer = await RunAsync(anna, Key);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var archive = Path.Combine(_place.Path, "backup.zip");
        await File.WriteAllBytesAsync(archive, await answer.Content.ReadAsByteArrayAsync(Ct), Ct);
        await RestoreCommand.RestoreAsync(archive, Path.Combine(_place.Path, "restored"), Ct);
        Assert.True(File.Exists(Path.Combine(_place.Path, "restored", "plans", $"plan_{plan}.sqlite")));
        await Eventually.TrueAsync(() => !Directory.EnumerateFileSystemEntries(_data.Path).Any(entry => entry.Contains(".part", StringComparison.Ordinal)), "nothing is left beside it");
    }

    [Fact]
    public async Task With_a_folder_set_the_archive_is_put_there()
    {
        await using var app = Start(_place.Path);
        using var anna = app.NewClient();
        await anna.CreatePlanAsync();

        using var answer = await RunAsync(anna, Key);

        var report = (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.BackupReport, Ct))!;
        var archive = Assert.Single(Directory.EnumerateFiles(_place.Path));
        Assert.Equal((report.Archive, report.Bytes), (Path.GetFileName(archive), new FileInfo(archive).Length));
        await using var zip = await ZipFile.OpenReadAsync(archive, Ct);
        Assert.Equal(report.Files + 1, zip.Entries.Count);
    }

    [Fact]
    public async Task Only_the_operator_gets_it_and_one_at_a_time()
    {
        await using var app = Start(folder: null);
        using var anna = app.NewClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(anna, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await RunAsync(anna, Key + "x")).StatusCode);
        using (FolderLock.TryTake(Path.Combine(_data.Path, "backup.lock")))
        {
            Assert.Equal(HttpStatusCode.Conflict, (await RunAsync(anna, Key)).StatusCode);
        }
    }

    private ApiApp Start(string? folder) => new(_data.Path, new Dictionary<string, string?> { ["Operator:Key"] = Key, ["Backup:Folder"] = folder });

    private static Task<HttpResponseMessage> RunAsync(HttpClient client, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/admin/backup");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return client.SendAsync(request, Ct);
    }
}

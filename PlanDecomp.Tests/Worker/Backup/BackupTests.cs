using System.IO.Compression;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Jobs;
using PlanDecomp.Jobs.Backup;
using PlanDecomp.Jobs.History;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Worker.Backup;

namespace PlanDecomp.Tests.Worker.Backup;

/// <summary>A data folder is copied while it is written, and filled again from the copy, or not at all.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Plans = 3;
    private readonly JobStoreBench _bench = new();
    private readonly TemporaryFolder _place = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Archive => Path.Combine(_place.Path, "backup.zip");

    private string Target => Path.Combine(_place.Path, "restored");

    public void Dispose()
    {
        _bench.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task What_was_stored_when_it_began_is_restored_and_nothing_half()
    {
        var claims = await StartJobsAsync();
        using var stop = new CancellationTokenSource();
        var written = new long[claims.Count];
        var writers = claims.Select((claim, i) => WriteLinesAsync(claim.Fence, () => Interlocked.Increment(ref written[i]), stop.Token)).ToList();
        await Eventually.TrueAsync(() => written.All(count => count > 50), "lines flow");
        var before = written.ToArray();

        await BackUpAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await RestoreCommand.RestoreAsync(Archive, Target, Ct);

        foreach (var file in Directory.EnumerateFiles(Target, "*.sqlite", SearchOption.AllDirectories))
        {
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        }

        var data = new StorageOptions { Path = Target };
        using var files = new SqliteFiles(new DataFolder(Microsoft.Extensions.Options.Options.Create(data)), Microsoft.Extensions.Options.Options.Create(data));
        var restored = _bench.OpenStore(files);
        for (var i = 0; i < claims.Count; i++)
        {
            var lines = await LinesAsync(restored, claims[i].Job.JobId);
            Assert.True(lines.Count >= before[i], $"{lines.Count} lines; {before[i]} were stored before");
            Assert.Equal((await LinesAsync(_bench.Store, claims[i].Job.JobId)).Take(lines.Count), lines, LineComparer.Instance);
        }

        // Their worker is not here: the lease runs out, and another takes them up.
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(claims.Count, (await restored.SweepAsync(Ct)).Count(job => job.Claimable));
    }

    [Fact]
    public async Task Files_of_jobs_not_at_their_end_go_along_and_those_of_ended_ones_do_not()
    {
        var files = new JobFiles(_bench.Data.Folder);
        var (waits, ended) = (await _bench.SubmitAsync(), await _bench.SubmitAsync());
        await _bench.Store.RequestCancelAsync(ended.JobId, Ct);
        foreach (var path in (string[])[files.Upload(waits.JobId), files.Export(waits.JobId, "zip"), files.Upload(ended.JobId), files.Export(ended.JobId, "zip")])
        {
            await File.WriteAllTextAsync(path, "content", Ct);
        }

        var justSent = JobId.New();
        await File.WriteAllTextAsync(files.Upload(justSent), "content", Ct);
        Directory.CreateDirectory(_bench.Data.Folder.Keys);
        await File.WriteAllTextAsync(Path.Combine(_bench.Data.Folder.Keys, "key-1.xml"), "<key/>", Ct);

        await BackUpAsync();
        await RestoreCommand.RestoreAsync(Archive, Target, Ct);

        string[] expected =
        [
            $"exports/{waits.JobId}.zip", "keys/key-1.xml", "main.sqlite", "system_jobs.sqlite", $"uploads/{waits.JobId}", $"uploads/{justSent}",
        ];
        Assert.Equal(expected.Order(), FilesOf(Target).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task The_archive_and_what_comes_of_it_are_for_the_owners_eyes_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await StartJobsAsync();

        await BackUpAsync();
        await RestoreCommand.RestoreAsync(Archive, Target, Ct);

        const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Target) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Target, "plans", "plan_1.sqlite")) & Others);
        Assert.Equal(["backup.zip", "restored"], Directory.EnumerateFileSystemEntries(_place.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_archive_that_is_there_is_kept()
    {
        await StartJobsAsync();
        await File.WriteAllTextAsync(Archive, "an older one", Ct);

        await Assert.ThrowsAsync<IOException>(BackUpAsync);

        Assert.Equal("an older one", await File.ReadAllTextAsync(Archive, Ct));
        Assert.Equal(Archive, Assert.Single(Directory.EnumerateFileSystemEntries(_place.Path)));
    }

    [Fact]
    public async Task A_folder_with_a_file_in_it_is_left_alone()
    {
        await StartJobsAsync();
        await BackUpAsync();
        Directory.CreateDirectory(Path.Combine(Target, "plans"));
        await File.WriteAllTextAsync(Path.Combine(Target, "plans", "plan_1.sqlite"), "someone's", Ct);

        var refused = await Assert.ThrowsAsync<IOException>(() => RestoreCommand.RestoreAsync(Archive, Target, Ct));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal("someone's", await File.ReadAllTextAsync(Path.Combine(Target, "plans", "plan_1.sqlite"), Ct));
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("no zip")]
    [InlineData("changed")]
    [InlineData("a path that leads out, in the archive")]
    [InlineData("a path that leads out, in the manifest too")]
    [InlineData("a stranger")]
    [InlineData("twice")]
    [InlineData("a file that is missing")]
    [InlineData("no manifest")]
    [InlineData("a manifest that cannot be read")]
    [InlineData("a manifest without files")]
    [InlineData("a manifest with nothing for a file")]
    [InlineData("another version")]
    public async Task A_bad_archive_is_refused_and_nothing_is_left(string fault)
    {
        await StartJobsAsync();
        await BackUpAsync();
        await SpoilAsync(fault);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreCommand.RestoreAsync(Archive, Target, Ct));

        Assert.StartsWith($"'{Archive}' is not a whole backup: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(Archive, Assert.Single(Directory.EnumerateFileSystemEntries(_place.Path)));
    }

    [Fact]
    public async Task A_backup_makes_no_index_where_there_is_none()
    {
        await File.WriteAllTextAsync(new JobFiles(_bench.Data.Folder).Upload(JobId.New()), "content", Ct);

        await BackUpAsync();

        Assert.False(File.Exists(_bench.Data.Folder.Main));
    }

    [Fact]
    public async Task A_backup_leaves_the_files_of_another_version_as_they_are()
    {
        var job = await _bench.SubmitAsync();
        await File.WriteAllTextAsync(new JobFiles(_bench.Data.Folder).Upload(job.JobId), "content", Ct);
        string[] files = [_bench.Data.Folder.Main, _bench.Data.Folder.SystemJobs];
        foreach (var file in files) PlanData.Execute(file, "PRAGMA user_version = 1");

        await BackUpAsync();

        Assert.All(files, file => Assert.Equal([1], PlanData.Query<long>(file, "PRAGMA user_version")));
    }

    private async Task BackUpAsync()
    {
        var writer = new BackupWriter(
            _bench.Data.Folder, new JobFiles(_bench.Data.Folder), Microsoft.Extensions.Options.Options.Create(_bench.Data.Options), _bench.Time);
        await writer.WriteFileAsync(Archive, Ct);
    }

    private async Task<IReadOnlyList<ClaimResult.Claimed>> StartJobsAsync()
    {
        var claims = new List<ClaimResult.Claimed>();
        foreach (var planId in (long?[])[null, .. Enumerable.Range(1, Plans)])
        {
            if (planId is { } id) await _bench.CreatePlanFileAsync(id);
            claims.Add(await _bench.ClaimAsync((await _bench.SubmitAsync(planId)).JobId));
        }

        return claims;
    }

    private Task WriteLinesAsync(JobFence fence, Func<long> onWritten, CancellationToken stop) => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            await _bench.Store.WriteAsync(fence, new RunWrite { Lines = [_bench.Line("a line of a job that is at work")] }, CancellationToken.None);
            onWritten();
        }
    }, CancellationToken.None);

    private static async Task<IReadOnlyList<JobLogEntry>> LinesAsync(IJobStore store, string jobId) =>
        (await store.ReadLogAsync(jobId, new JobLogQuery { After = 0, Limit = int.MaxValue }, Ct))!.Entries;

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));

    private async Task SpoilAsync(string fault)
    {
        switch (fault)
        {
            case "truncated":
                await using (var file = File.OpenWrite(Archive)) file.SetLength(file.Length / 2);
                return;
            case "no zip":
                await File.WriteAllTextAsync(Archive, "PK, so to say", Ct);
                return;
        }

        await using var zip = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Update, Ct);
        var manifest = await ReadAsync(zip.GetEntry("manifest.json")!);
        switch (fault)
        {
            case "changed":
                await ReplaceAsync(zip, "plans/plan_2.sqlite", await ReadAsync(zip.GetEntry("plans/plan_1.sqlite")!));
                break;
            case "a path that leads out, in the archive":
                await AddAsync(zip, "../x", "x");
                break;
            case "a path that leads out, in the manifest too":
                await AddAsync(zip, "plans/../../x", "x");
                await ReplaceAsync(zip, "manifest.json", manifest.Replace(
                    "\"files\": [", "\"files\": [" + """{"path": "plans/../../x", "size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"},""", StringComparison.Ordinal));
                break;
            case "a stranger":
                await AddAsync(zip, "keys/key-2.xml", "x");
                break;
            case "twice":
                await AddAsync(zip, "main.sqlite", "x");
                break;
            case "a file that is missing":
                zip.GetEntry("plans/plan_3.sqlite")!.Delete();
                break;
            case "no manifest":
                zip.GetEntry("manifest.json")!.Delete();
                break;
            case "a manifest that cannot be read":
                await ReplaceAsync(zip, "manifest.json", manifest[..^20]);
                break;
            case "a manifest without files":
                await ReplaceAsync(zip, "manifest.json", """{"version": 1, "program": "0.1.0", "created_at": "2026-01-02T03:04:05.000Z", "files": null}""");
                break;
            case "a manifest with nothing for a file":
                await ReplaceAsync(zip, "manifest.json", manifest.Replace("\"files\": [", "\"files\": [null,", StringComparison.Ordinal));
                break;
            case "another version":
                await ReplaceAsync(zip, "manifest.json", manifest.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Ct));
        return await reader.ReadToEndAsync(Ct);
    }

    private static async Task ReplaceAsync(ZipArchive zip, string name, string content)
    {
        zip.GetEntry(name)!.Delete();
        await AddAsync(zip, name, content);
    }

    private static async Task AddAsync(ZipArchive zip, string name, string content)
    {
        await using var writer = new StreamWriter(await zip.CreateEntry(name).OpenAsync(Ct));
        await writer.WriteAsync(content);
    }
}

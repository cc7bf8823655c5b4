using PlanDecomp.Jobs.Backup;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.AppHost;

/// <summary>The app started on what a backup holds.</summary>
[Collection("AppHost")]
public sealed class RestoreTests : IDisposable
{
    private readonly JobStoreBench _bench = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "data");

    private string Archive => Path.Combine(_folder.Path, "backup.zip");

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_backup_is_restored_before_anything_starts_and_its_jobs_go_on()
    {
        var running = await _bench.SubmitAsync();
        await _bench.ClaimAsync(running.JobId);
        await BackUpAsync();

        await using var host = RunningProcess.Start(AppHostProcess.Command(Data, "--Redis:Mode=executable", "--App:Api=1", "--App:Worker=1", $"--App:Restore={Archive}"));
        await host.AwaitReadyAsync();

        Assert.Contains("holds 0 plans and 2 jobs", host.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => PlanData.Query<int>(Path.Combine(Data, "system_jobs.sqlite"), "SELECT attempt FROM decomposition_jobs WHERE job_id = @JobId", new { running.JobId }).Single() == 2,
            "another worker takes the job up", TimeSpan.FromMinutes(2));
        host.SendTerminate();
        Assert.Equal(0, await host.AwaitExitAsync());
    }

    [Fact]
    public async Task One_that_cannot_be_restored_is_said_in_one_line_and_nothing_starts()
    {
        await BackUpAsync();
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "main.sqlite"), "", Ct);

        await using var host = RunningProcess.Start(AppHostProcess.Command(Data, "--Redis:Mode=executable", $"--App:Restore={Archive}"));

        Assert.Equal(1, await host.AwaitExitAsync());
        Assert.Equal($"The backup was not restored. '{Data}' is not empty; a restore replaces nothing.", host.Error);
        Assert.Empty(host.Descendants());
    }

    private async Task BackUpAsync()
    {
        await _bench.SubmitAsync();
        await new BackupWriter(_bench.Data.Folder, new JobFiles(_bench.Data.Folder), Microsoft.Extensions.Options.Options.Create(_bench.Data.Options), TimeProvider.System)
            .WriteFileAsync(Archive, Ct);
    }
}

using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>An installation is copied in mid-job, by the commands, and goes on elsewhere.</summary>
public sealed class BackupCommandTests : IAsyncLifetime
{
    /// <summary>Answers the model gives before it waits for the test, which then has the job in its very middle.</summary>
    private const int AnswersBeforeWait = 4;

    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Deployment _app = new();
    private readonly Deployment _other = new();
    private readonly TemporaryFolder _place = new();
    private LlmServer _llm = null!;

    private string Archive => Path.Combine(_place.Path, "backup.zip");

    public async ValueTask InitializeAsync()
    {
        _llm = await LlmServer.StartAsync();
        _llm.Script = request => LlmServer.Breakdown(request.Title) with { Hold = request.Number > AnswersBeforeWait ? _goOn.Task : null };
        foreach (var app in (Deployment[])[_app, _other])
        {
            app.UseShortLease();
            app.Settings["Llm__BaseUrl"] = _llm.BaseUrl.ToString();
            app.Settings["Llm__ApiKey"] = "test-key-of-no-one";
            app.Settings["Llm__Model"] = "test-model";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _other.DisposeAsync();
        await _llm.DisposeAsync();
        if (Directory.Exists(_place.Path)) _place.Dispose();
    }

    [Fact]
    public async Task A_backup_of_a_running_app_goes_on_elsewhere_with_its_accounts_and_jobs()
    {
        await _app.StartAsync(apis: 1, workers: 1);
        var cookies = new CookieContainer();
        var person = _app.NewPerson(cookies);
        var plan = await person.CreatePlanAsync("A plan of many parts");
        var job = await person.DecomposeAsync(plan.PlanId, new { expand_depth = 3, node_budget = 100 });
        await Eventually.TrueAsync(() => _llm.Requests.Count > AnswersBeforeWait, "the model is asked for more");
        await Eventually.TrueAsync(async () => (await person.LinesAsync(job.JobId)).Any(line => Code(line) == "node.expanded"), "a node is committed");
        var before = await person.LinesAsync(job.JobId);

        Assert.Equal(0, await RunAsync(_app, "backup", "holds 3 files"));
        Assert.Equal(1, await RunAsync(_app, "backup", "exists already"));
        Assert.Equal(1, await RunAsync(_app, "restore", "The app is running on"));
        Assert.Equal(0, await RunAsync(_other, "restore", "holds 1 plans and 1 jobs"));
        Assert.Equal(1, await RunAsync(_other, "restore", "is not empty"));
        _goOn.SetResult();
        await _other.StartAsync(apis: 1, workers: 1);

        var same = _other.NewPerson(cookies);
        Assert.Equal(JobStatus.Succeeded, (await same.EndOfAsync(job.JobId)).Status);
        var lines = await same.LinesAsync(job.JobId);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(line => line.Seq));
        Assert.Equal(before, lines.Take(before.Count), LineComparer.Instance);
        Assert.Contains(lines, line => Code(line) == "job.taken_over");
        Assert.NotEmpty((await same.GetTreeAsync(plan.PlanId)).Tasks);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_a_line()
    {
        Assert.Equal(1, await RunAsync(_other, "restore", "Could not find file"));
        await File.WriteAllTextAsync(Archive, "no archive at all", TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync(_other, "restore", "is not a whole backup"));
        File.Delete(Archive);
        Assert.Equal(1, await RunAsync(_other, "backup", "There is nothing in the data folder yet."));
        Assert.False(File.Exists(Archive));
        _place.Dispose();
        Assert.Equal(1, await RunAsync(_other, "backup", "There is no folder"));
        Assert.False(Directory.Exists(_place.Path));

        foreach (var command in (string[])["backup", "restore"])
        {
            await using var process = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", _other.Data.Root)], command);
            await Eventually.TrueAsync(() => process.HasExited, "the command ends");
            Assert.Equal(2, process.ExitCode);
        }
    }

    /// <summary>A command on an installation's data folder and the archive.</summary>
    /// <returns>Its exit code. It must say that, in its only line.</returns>
    private async Task<int> RunAsync(Deployment on, string command, string says)
    {
        await using var process = ServiceProcess.Start("PlanDecomp.Worker", [new("Storage__Path", on.Data.Root)], command, Archive);
        await Eventually.TrueAsync(() => process.HasExited && process.Output.Trim().Length > 0, "the command ends");
        Assert.Contains(says, Assert.Single(process.Output.Trim().Split('\n')), StringComparison.Ordinal);
        return process.ExitCode;
    }

    private static string? Code(JobLogEntry line) => line.Metadata is { ValueKind: JsonValueKind.Object } data ? data.GetProperty("code").GetString() : null;
}

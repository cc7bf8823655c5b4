using System.Net;
using System.Net.Http.Json;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.EndToEnd;

/// <summary>Jobs bound to no plan, over real processes that are killed.</summary>
public sealed class AcrossPlansCrashTests : IAsyncLifetime
{
    private const int Tasks = 3_000;
    private readonly Deployment _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.UseShortLease();
        await _app.StartAsync(apis: 1, workers: 1);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_worker_killed_between_making_the_plan_and_ending_the_job_leaves_one_plan()
    {
        using var person = _app.NewPerson();
        var job = await SubmitAsync(person, "/plans/import", new { content = Outline() });

        // Once the id is reserved, the job's file is held: the worker makes the plan and cannot say that it did.
        await using (await HoldAfterCheckpointAsync(job.JobId))
        {
            await Eventually.TrueAsync(async () => (await PlansAsync(person)).Count == 1, "the plan is listed");
            await _app.Workers[0].KillAsync();
        }

        Assert.Equal(JobStatus.Running, (await person.GetJobAsync(job.JobId)).Status);
        _app.StartWorker();
        var ended = await person.EndOfAsync(job.JobId);

        Assert.Equal((JobStatus.Succeeded, 2), (ended.Status, ended.Attempt));
        var made = Assert.Single(System.Text.Json.JsonSerializer.Deserialize(ended.Result!.Value, ContractsJson.Default.ImportResult)!.Plans);
        var listed = Assert.Single(await PlansAsync(person));
        Assert.Equal((made.PlanId, Tasks, Tasks), (listed.PlanId, made.TaskCount, listed.TaskCount));
        Assert.Single(_app.Data.Folder.PlanIds());
    }

    [Fact]
    public async Task A_job_without_a_plan_its_log_and_its_file_survive_a_restart()
    {
        using var person = _app.NewPerson();
        var plan = await person.CreatePlanAsync("Survivor");
        var job = await SubmitAsync(person, "/plans/export", new { plan_ids = new[] { plan.PlanId }, format = "markdown" });
        await person.EndOfAsync(job.JobId);
        var lines = await person.LinesAsync(job.JobId);

        await _app.StopServicesAsync();
        await _app.StartApiAsync();

        Assert.Equal(lines.Select(line => line.Message), (await person.LinesAsync(job.JobId)).Select(line => line.Message));
        using var jobs = await person.SendAsync(HttpMethod.Get, "/jobs");
        Assert.Contains((await jobs.Content.ReadFromJsonAsync(ContractsJson.Default.JobPage, Ct))!.Jobs, listed => listed.JobId == job.JobId);
        using var file = await person.SendAsync(HttpMethod.Get, $"/jobs/{job.JobId}/file");
        Assert.Equal("<!-- plandecomp 1 -->\n# Survivor\n", await file.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<JobSnapshot> SubmitAsync(Person person, string path, object body)
    {
        using var response = await person.SendAsync(HttpMethod.Post, path, body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.JobSnapshot, Ct))!;
    }

    private static async Task<IReadOnlyList<Contracts.Plans.Plan>> PlansAsync(Person person)
    {
        using var response = await person.SendAsync(HttpMethod.Get, "/plans");
        return (await response.Content.ReadFromJsonAsync(ContractsJson.Default.PlanPage, Ct))!.Plans;
    }

    /// <summary>A transaction that keeps everyone else from writing to the jobs' file, begun as soon as the job has its checkpoint.</summary>
    private async Task<SqliteConnection> HoldAfterCheckpointAsync(string jobId)
    {
        var connection = new SqliteConnection($"Data Source={_app.Data.Folder.SystemJobs};Pooling=False;Default Timeout=30");
        await connection.OpenAsync(Ct);
        await Eventually.TrueAsync(async () =>
        {
            await connection.ExecuteAsync("BEGIN IMMEDIATE");
            if (await connection.ExecuteScalarAsync<string?>("SELECT checkpoint_json FROM decomposition_jobs WHERE job_id = @jobId", new { jobId }) is not null) return true;
            await connection.ExecuteAsync("ROLLBACK TRANSACTION");
            return false;
        }, "the job has reserved its plan's id");
        return connection;
    }

    /// <summary>So long that making the plan takes a while.</summary>
    private static string Outline()
    {
        var text = new StringBuilder("# Long plan\n");
        for (var i = 0; i < Tasks; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- task {i}\n  what to do in task {i}\n");
        return text.ToString();
    }
}

using System.Net;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.WebClient;

/// <summary>A decomposition, or an execution, that the test itself carries out, as a worker would.</summary>
internal sealed class WorkOnPlan
{
    private readonly IJobStore _store;
    private readonly long _planId;
    private JobFence? _fence;

    private WorkOnPlan(IJobStore store, long planId, string jobId)
    {
        _store = store;
        _planId = planId;
        JobId = jobId;
    }

    public string JobId { get; }

    /// <summary>Asks for a decomposition; it stays queued.</summary>
    public static async Task<WorkOnPlan> SubmitAsync(PagesHouse house, long planId, long? taskId = null)
    {
        var job = taskId is null
            ? await house.Person.PostAsync(HttpStatusCode.Accepted, $"/plans/{planId}/decompose", new { })
            : await house.Person.PostAsync(HttpStatusCode.Accepted, $"/tasks/{taskId}/decompose", new { plan_id = planId });
        return Of(house, planId, job.GetProperty("job_id").GetString()!);
    }

    /// <summary>Asks for an execution; it stays queued.</summary>
    public static async Task<WorkOnPlan> SubmitExecutionAsync(PagesHouse house, long planId)
    {
        var job = await house.Person.PostAsync(HttpStatusCode.Accepted, $"/plans/{planId}/execute", new { });
        return Of(house, planId, job.GetProperty("job_id").GetString()!);
    }

    /// <summary>Takes up one that a page has asked for.</summary>
    public static WorkOnPlan Of(PagesHouse house, long planId, string jobId) => new(house.Store, planId, jobId);

    public async Task<WorkOnPlan> ClaimAsync()
    {
        _fence = Assert.IsType<ClaimResult.Claimed>(await _store.ClaimAsync(JobId, "w1", CancellationToken.None)).Fence;
        return this;
    }

    /// <summary>Makes children of a task, or with null top tasks, and says so in the log.</summary>
    public Task ExpandAsync(long? parentId, params IReadOnlyList<string> titles) => _store.WriteAsync(
        _fence!,
        new RunWrite
        {
            Lines = [new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, "expanded", LogMetadata.Create("node.expanded", ("task_id", parentId), ("children", titles.Count)))],
            Work = [run => PlanTaskWrites.AddChildren(run.Connection(), _planId, parentId, [.. titles.Select(title => new NewTask(title, "", []))], JobId, DateTimeOffset.UtcNow)],
            Stats = new JobStats { Created = titles.Count },
            Checkpoint = "{}",
        },
        CancellationToken.None);

    /// <summary>Moves a task and says so in the log.</summary>
    public Task MoveAsync(long taskId, PlanTaskStatus status, string code, string? error = null, JobStats? stats = null) => WriteAsync(
        code, taskId, run => TaskStateWrites.Move(run.Connection(), taskId, status, error, DateTimeOffset.UtcNow), stats);

    /// <summary>Completes a task with a result and says so in the log.</summary>
    public Task CompleteAsync(long taskId, string content, string writer = "offline", string? model = null, JobStats? stats = null, PlanTaskStatus status = PlanTaskStatus.Completed,
        bool incomplete = false, ResultSource? madeFrom = null) => WriteAsync(
        status == PlanTaskStatus.Prepared ? "task.prepared" : "task.completed", taskId,
        run => TaskStateWrites.End(
            run.Connection(),
            new TaskEnding(taskId, new TaskState(status, null), null)
            {
                MadeFrom = madeFrom,
                Result = new TaskResult
                {
                    TaskId = taskId,
                    Version = 0,
                    Kind = TaskResultKind.Work,
                    Content = content,
                    JobId = JobId,
                    Writer = writer,
                    Model = model,
                    Incomplete = incomplete,
                    CreatedAt = DateTimeOffset.UtcNow,
                },
            },
            DateTimeOffset.UtcNow),
        stats);

    public Task FinishAsync(JobStatus status = JobStatus.Succeeded) => _store.WriteAsync(
        _fence!,
        new RunWrite
        {
            Lines = [new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, "finished", LogMetadata.Create("decompose.finished"))],
            End = new RunEnd.Finish(status, JsonSerializer.SerializeToElement(new { planner = "offline", stop_reason = "completed" }), null),
        },
        CancellationToken.None);

    private Task<RunReceipt> WriteAsync(string code, long taskId, Action<RunTransaction> work, JobStats? stats) => _store.WriteAsync(
        _fence!,
        new RunWrite
        {
            Lines = [new NewLogLine(DateTimeOffset.UtcNow, JobLogLevel.Info, code, LogMetadata.Create(code, ("task_id", taskId), ("title", "")))],
            Work = [work],
            Stats = stats,
        },
        CancellationToken.None);
}

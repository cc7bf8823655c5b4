using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>The titles of what jobs work on, and what those bound to no plan do: lists of jobs carry only ids.</summary>
public sealed class JobTargets(PlansClient plans, JobsClient jobs)
{
    private const int AtOnce = 4;

    // An empty title is that of something that is gone.
    private readonly Dictionary<(long PlanId, long? TaskId), string> _titles = [];

    private readonly Dictionary<string, Job> _planless = [];

    /// <summary>Loads the titles that are not known yet; those that cannot be had now are tried again next time.</summary>
    public async Task LoadAsync(IEnumerable<JobSummary> listed, CancellationToken ct)
    {
        var all = listed.ToList();

        // What one has done is known only at its end.
        var planless = all.Where(job => job.PlanId is null && (!_planless.TryGetValue(job.JobId, out var known) || known.Status != job.Status));
        foreach (var some in planless.Chunk(AtOnce)) await Task.WhenAll(some.Select(job => LoadAsync(job.JobId, ct)));
        var wanted = all.Where(job => job.PlanId is not null)
            .SelectMany<JobSummary, (long PlanId, long? TaskId)>(job => job.TargetTaskId is null ? [(job.PlanId!.Value, null)] : [(job.PlanId!.Value, null), (job.PlanId.Value, job.TargetTaskId)])
            .Distinct().Where(target => !_titles.ContainsKey(target));
        foreach (var some in wanted.Chunk(AtOnce)) await Task.WhenAll(some.Select(target => LoadAsync(target.PlanId, target.TaskId, ct)));
    }

    /// <summary>Null until it is loaded; empty when there is no such plan any more.</summary>
    public string? PlanTitle(long? planId) => planId is { } id ? _titles.GetValueOrDefault((id, null)) : null;

    /// <summary>Null until it is loaded; empty when there is no such task any more.</summary>
    public string? TaskTitle(long? planId, long? taskId) => planId is { } id && taskId is not null ? _titles.GetValueOrDefault((id, taskId)) : null;

    /// <summary>A job bound to no plan, with what it was asked for and what it did; null until it is loaded.</summary>
    public Job? Planless(string jobId) => _planless.GetValueOrDefault(jobId);

    private async Task LoadAsync(string jobId, CancellationToken ct)
    {
        try
        {
            _planless[jobId] = await jobs.FindAsync(jobId, lines: 0, ct);
        }
        catch (ApiException)
        {
            // The list says what is wrong, or the job has gone.
        }
    }

    private async Task LoadAsync(long planId, long? taskId, CancellationToken ct)
    {
        try
        {
            _titles[(planId, taskId)] = taskId is { } id
                ? (await plans.FindTaskAsync(planId, id, ct)).Title
                : (await plans.FindAsync(planId, ct)).Title;
        }
        catch (ApiException e)
        {
            if (e.Fault is ApiFault.NotFound) _titles[(planId, taskId)] = "";
        }
    }
}

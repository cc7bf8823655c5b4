using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.Plans.Results;

/// <summary>The results of one task as far as they are loaded, and the one that is shown.</summary>
/// <remarks>For the renderer's thread only.</remarks>
public sealed class TaskResults(ExecutionsClient executions, long planId, long taskId)
{
    /// <summary>Few: each may be long, and mostly the newest is read.</summary>
    private const int Page = 5;

    private string? _cursor;
    private int? _chosen;

    public long TaskId => taskId;

    /// <summary>Newest first; null until the first page is there.</summary>
    public IReadOnlyList<TaskResult>? Loaded { get; private set; }

    /// <summary>Versions before <see cref="Loaded"/> are on the server.</summary>
    public bool HasOlder => _cursor is not null;

    /// <summary>Why the last reading failed; null when it did not.</summary>
    public ApiException? Fault { get; private set; }

    /// <summary>The chosen version, else the newest; null when there is none.</summary>
    public TaskResult? Shown => Loaded?.FirstOrDefault(result => result.Version == _chosen) ?? _newest;

    private TaskResult? _newest => Loaded is [var newest, ..] ? newest : null;

    /// <summary>Shows a version; the newest one goes on being the newest when another comes.</summary>
    public void Choose(int version) => _chosen = version == _newest?.Version ? null : version;

    /// <summary>Reads the newest page; what was there before it stays.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            var page = await executions.ListResultsAsync(planId, taskId, cursor: null, Page, ct);
            if (Loaded is { } loaded && loaded.Any(old => page.Results.Any(result => result.Version == old.Version)))
            {
                Loaded = [.. page.Results.UnionBy(loaded, result => result.Version).OrderByDescending(result => result.Version)];
            }
            else
            {
                // The first page, or one with a gap to what was there.
                (Loaded, _cursor) = (page.Results, page.NextCursor);
            }

            Fault = null;
        }
        catch (ApiException e)
        {
            Fault = e;
        }
    }

    /// <summary>Reads the page of versions before <see cref="Loaded"/>.</summary>
    public async Task ReadOlderAsync(CancellationToken ct)
    {
        if (_cursor is not { } cursor || Loaded is not { } loaded) return;
        try
        {
            var page = await executions.ListResultsAsync(planId, taskId, cursor, Page, ct);
            (Loaded, _cursor, Fault) = ([.. loaded, .. page.Results], page.NextCursor, null);
        }
        catch (ApiException e)
        {
            Fault = e;
        }
    }
}

using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog;

/// <summary>Where a job's trace can be seen, in an installation that has such a place.</summary>
public sealed class TraceLink
{
    /// <summary>Stands for the trace's id in the address.</summary>
    public const string Placeholder = "{trace_id}";

    private string? _template;

    /// <param name="template">An address with <see cref="Placeholder"/>; null or empty when there is no such place.</param>
    public void Use(string? template) => _template = string.IsNullOrEmpty(template) ? null : template;

    /// <summary>The address of the job's trace; null when it has none.</summary>
    public string? Of(Job? job) => job?.TraceId is { } traceId ? _template?.Replace(Placeholder, traceId, StringComparison.Ordinal) : null;
}

using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans.Thinking;

namespace PlanDecomp.Offline.Writing;

/// <summary>
/// Writes notes by rules: no model, no network, no cost, and the same note for the same request every time. It cannot do the work,
/// and says so on top of each note: it lays out the goal, the usual steps, what to check and what to ask, in English or Chinese.
/// </summary>
public sealed class OfflineTaskWriter : ITaskWriter
{
    public string Name => PlannerNames.Offline;

    public string? Model => null;

    public Task<string> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(request.Kind == TaskResultKind.Summary ? SummaryNote.Write(request) : WorkNote.Write(request));
    }
}

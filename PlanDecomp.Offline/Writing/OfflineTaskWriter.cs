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

    public Task<WrittenText> WriteAsync(WritingRequest request, ICallUsage usage, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new WrittenText(request.Kind switch
        {
            TaskResultKind.Summary => SummaryNote.Write(request),
            TaskResultKind.Document => DocumentNote.Write(request),
            _ => WorkNote.Write(request),
        }, IsPrepared: true));
    }
}

using System.Text.Json;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>Finds the change set that an act by hand has just made, so that it can be taken back beside the reply.</summary>
internal sealed class HandChange(IPlanHistory history)
{
    /// <summary>Others may change the plan at the same time.</summary>
    private const int Looked = 5;

    /// <param name="turn">Gets the change set.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="kind">One of <see cref="Contracts.Plans.ChangeKind"/>.</param>
    /// <param name="taskId">The task; null for the plan's own words.</param>
    public async Task NoteAsync(ChatTurn turn, long planId, string kind, long? taskId)
    {
        if (await history.ListAsync(planId, null, Looked, CancellationToken.None) is not { } page) return;
        turn.ChangeSetId = page.ChangeSets.FirstOrDefault(change => change.Kind == kind && change is { JobId: null, UndoneBy: null } && (taskId is null || TaskOf(change.Metadata) == taskId))?.ChangeSetId;
    }

    private static long? TaskOf(JsonElement? metadata) =>
        metadata is { ValueKind: JsonValueKind.Object } read && read.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Object
        && args.TryGetProperty("task_id", out var id) && id.ValueKind == JsonValueKind.Number ? id.GetInt64() : null;
}

using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>What people call a task's status.</summary>
internal static class TaskStatusWords
{
    /// <summary>Null for a word that names none.</summary>
    public static PlanTaskStatus? Read(string? word) => PlanTaskStatuses.ReadSpoken(SpokenName.Clean(word).ToLowerInvariant());

    public static string Explain(ChatTurn turn) => turn.Say(
        $"A task is {string.Join(", ", PlanTaskStatuses.All.SkipLast(1).Select(status => status.Said.English))} or {PlanTaskStatuses.All[^1].Said.English}.",
        $"任务的状态可以是：{string.Join('、', PlanTaskStatuses.All.Select(status => status.Said.Chinese))}。");
}

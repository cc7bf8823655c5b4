using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>What people call a task's status.</summary>
internal static class TaskStatusWords
{
    /// <summary>Null for a word that names none.</summary>
    public static PlanTaskStatus? Read(string? word) => SpokenName.Clean(word).ToLowerInvariant() switch
    {
        "pending" or "open" or "todo" or "to do" or "not done" or "undone" or "待办" or "未完成" or "未开始" => PlanTaskStatus.Pending,
        "running" or "in progress" or "started" or "进行中" or "已开始" or "开始" => PlanTaskStatus.Running,
        "completed" or "complete" or "done" or "finished" or "完成" or "已完成" or "做完" or "做完了" or "完成了" => PlanTaskStatus.Completed,
        "failed" or "失败" or "失败了" => PlanTaskStatus.Failed,
        "skipped" or "skip" or "跳过" or "已跳过" => PlanTaskStatus.Skipped,
        _ => null,
    };

    public static string Explain(ChatTurn turn) => turn.Say(
        "A task is pending, running, completed, failed or skipped.", "任务的状态可以是：待办、进行中、已完成、失败、已跳过。");
}

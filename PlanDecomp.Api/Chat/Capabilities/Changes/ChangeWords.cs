using System.Text.Json;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Changes;

/// <summary>What a change set was, in words.</summary>
internal static class ChangeWords
{
    /// <summary>Within a sentence, as Markdown.</summary>
    public static string Of(ChatTurn turn, ChangeSet change) => turn.Say(Markdown.Escape(change.Message), Chinese(turn, change));

    private static string Chinese(ChatTurn turn, ChangeSet change)
    {
        var title = $"“{Markdown.Escape(Argument(change, "title"))}”";
        var operation = JobWords.Operation(turn, Argument(change, "operation"));
        return change.Kind switch
        {
            ChangeKind.PlanChanged => $"修改计划{title}",
            ChangeKind.TaskAdded => $"添加任务{title}",
            ChangeKind.TaskChanged => $"修改任务{title}",
            ChangeKind.TaskMoved => $"移动任务{title}",
            ChangeKind.TaskDeleted => $"删除任务{title}",
            ChangeKind.PlanDecomposed => $"拆分{title}",
            ChangeKind.PlanLinked => $"梳理{title}的依赖",
            ChangeKind.OperationApplied => $"{operation}{title}",
            ChangeKind.ProposalAccepted => $"接受{title}的草稿（{operation}）",
            ChangeKind.Undone => "撤销一次修改",
            ChangeKind.Redone => "恢复一次修改",
            _ => Markdown.Escape(change.Message),
        };
    }

    private static string Argument(ChangeSet change, string name) =>
        change.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("args", out var args)
        && args.ValueKind == JsonValueKind.Object && args.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}

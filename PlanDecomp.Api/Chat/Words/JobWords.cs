using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>What jobs and operations are called.</summary>
internal static class JobWords
{
    /// <summary>What a job is doing, before the plan's name: "breaking down", 拆分.</summary>
    public static string Doing(ChatTurn turn, string jobType, string mode) => (jobType, mode) switch
    {
        (JobType.PlanDecompose, _) => turn.Say("breaking down", "拆分"),
        (JobType.PlanExecute, _) => turn.Say("executing", "执行"),
        (_, AcrossPlansMode.ExportPlans) => turn.Say("exporting plans", "导出计划"),
        (_, AcrossPlansMode.ImportPlan) => turn.Say("importing plans", "导入计划"),
        (_, AcrossPlansMode.DuplicatePlan) => turn.Say("copying a plan", "复制计划"),
        (_, AcrossPlansMode.Reindex) => turn.Say("reading all plans into the index again", "重建索引"),
        _ => TaskOperations.Find(mode) is { } operation
            ? turn.Say(MidSentence(operation.Words.Doing.English), operation.Words.Doing.Chinese)
            : turn.Say("an operation on", "操作"),
    };

    /// <summary>What an operation, or a draft's, makes: "new breakdown", 重做.</summary>
    public static string Operation(ChatTurn turn, string operation) => operation == "decompose"
        ? turn.Say("breakdown", "拆分")
        : TaskOperations.Find(operation) is { } known ? turn.Say(known.Words.Thing) : Markdown.Escape(operation.Replace('_', ' '));

    private static string MidSentence(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}

using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>What jobs and operations are called.</summary>
internal static class JobWords
{
    /// <summary>What a job is doing, before the plan's name: "breaking down", 拆分.</summary>
    public static string Doing(ChatTurn turn, string jobType, string mode) => TaskOperations.Find(mode) is { } operation
        ? turn.Say(MidSentence(operation.Words.Doing.English), operation.Words.Doing.Chinese)
        : turn.Say(AcrossPlansModes.Find(mode)?.Doing ?? JobTypes.Of(jobType).Words.Doing);

    /// <summary>What an operation, or a draft's, makes: "new breakdown", 重做.</summary>
    public static string Operation(ChatTurn turn, string operation) => operation == "decompose"
        ? turn.Say("breakdown", "拆分")
        : TaskOperations.Find(operation) is { } known ? turn.Say(known.Words.Thing) : Markdown.Escape(operation.Replace('_', ' '));

    private static string MidSentence(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}

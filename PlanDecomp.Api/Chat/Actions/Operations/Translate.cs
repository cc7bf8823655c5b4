using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Puts a plan, or a task with what is below it, into another language.</summary>
internal sealed class Translate(Operation operation) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="language">A language's name in English or Chinese, or its tag; without one, it is asked for.</param>
    /// <param name="isDraft">The change is to be looked at first.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, string? language, bool isDraft, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(language))
        {
            return ActionOutcome.DidNot(turn.Say(
                "Into which language? For example: /translate to Chinese", "翻译成哪种语言？例如：/翻译 成英文"));
        }

        if (LanguageNames.TagOf(language) is not { } tag)
        {
            var quote = Markdown.Escape(TextCut.To(language, 60));
            return ActionOutcome.DidNot(turn.Say(
                $"I do not know the language “{quote}”. Give its name or its tag, for example Chinese, German or pt-BR.",
                $"不认识“{quote}”这种语言。请给出语言名称或代码，例如英文、德语或 pt-BR。"));
        }

        var into = turn.Say(LanguageNames.EnglishOf(tag), LanguageNames.ChineseOf(tag));
        return await operation.RunAsync(
            turn, name, new OperationRequest { Operation = OperationName.Translate, Language = tag, Commit = DraftWords.CommitOf(isDraft) },
            target => turn.Say($"translating {target.In(turn)} into {into}", $"把{target.In(turn)}翻译成{into}"), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "translate",
        "Starts the background job that puts a plan, or one task with what is below it, into another language.",
        async (
            [Description("The language's tag (BCP 47), such as en, zh-CN, de.")] string language,
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.TaskOrPlan)] string? task = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), language, draft, ct));
}

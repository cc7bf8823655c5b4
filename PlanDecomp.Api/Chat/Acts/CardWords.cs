using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Acts;

/// <summary>What a card asks, in one place.</summary>
internal static class CardWords
{
    /// <summary>Markdown in the person's language.</summary>
    public static string Of(ChatTurn turn, Deed deed)
    {
        var name = turn.Say(ChatActNames.Of(deed.Name));
        var what = deed.Plan is { } plan ? turn.Say($"{name}: {new Target(plan, deed.Task).In(turn)}.", $"{name}：{new Target(plan, deed.Task).In(turn)}。") : turn.Say($"{name}.", $"{name}。");
        var note = deed.Note.Length == 0 ? "" : turn.Say($" {deed.Note}", deed.Note);
        var cost = deed.Bound is { } bound ? turn.Say($" {bound}", bound) : deed.IsJob && !deed.IsFree
            ? turn.Say(" It runs in the background; with a language model it costs money.", "它在后台运行；使用语言模型时会产生费用。")
            : "";
        return turn.Say($"{what}{note}{cost} You did not ask for just that, so it waits for your word.", $"{what}{note}{cost}你没有明确要求这样做，所以需要你确认。");
    }

    /// <summary>What the model is told, and what is said when it falls silent.</summary>
    public static string Waits(ChatTurn turn) => turn.Say(
        "Not done: the person has not asked for just that. A card below asks them; it is done when they confirm it.",
        "尚未执行：你没有明确要求这样做。请在下方的卡片上确认。");

    public static string TooMany(ChatTurn turn) => turn.Say(
        "Not done, and no further card is shown in this reply: say it in a message of its own.", "尚未执行，这条回复不再显示更多卡片：请另发一条消息说明。");

    public static string Queued(ChatTurn turn, Deed deed)
    {
        var name = turn.Say(ChatActNames.Of(deed.Name));
        return turn.Say($"{name}: this is next, when the job before it has ended well.", $"{name}：将在前一个后台任务顺利结束后进行。");
    }

    public static string Expired(ReplyLanguage language) => language.Say(
        "The plan has changed since this was proposed, so it is not done. Ask for it again.", "提出之后计划已有变化，因此没有执行。请重新提出。");

    public static string Skipped(ReplyLanguage language) => language.Say(
        "Not done, because the step before it did not end well.", "未执行，因为前一步没有顺利完成。");
}

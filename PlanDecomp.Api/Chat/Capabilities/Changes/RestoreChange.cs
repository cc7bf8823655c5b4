using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Changes;

/// <summary>Makes the change again that was undone last.</summary>
internal sealed partial class RestoreChange(TakeBack takeBack) : IChatCapability
{
    private static readonly HistoryStep Step = new()
    {
        Name = "restore",
        Kind = ChangeKind.Redone,
        Of = page => page.CanRedo,

        // The undo's own words say only that it was one.
        Undone = (page, changeSetId) => page.ChangeSets.FirstOrDefault(change => change.ChangeSetId == changeSetId)?.Undoes,
        TakeAsync = (history, planId, changeSetId) => history.RedoAsync(planId, changeSetId, CancellationToken.None),
        Said = (turn, plan, change) => turn.Say(
            $"I made the change of {Markdown.Link(plan)} again that was undone last: {change}.", $"我已恢复{Markdown.Link(plan)}刚才撤销的修改：{change}。"),
        Nothing = (turn, plan) => turn.Say(
            $"There is no undone change of {Markdown.Link(plan)} to make again: nothing was undone, or something else has changed since. To break it down anew: /rebreak",
            $"{Markdown.Link(plan)}没有可恢复的修改：没有撤销过，或之后又有了别的修改。要重新拆分：/重新拆分"),
    };

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("restore", "恢复"),
                Group = ChatCommandGroup.History,
                Arguments = new("[plan]", "[计划]"),
                Meaning = new("makes the change again that was undone last", "恢复刚才撤销的修改"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("restore_change", Precedence.Thing, [English(), Chinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, ct)),

        // Right after an undo, a bare "redo" means what editors mean by it, and loses nothing. Otherwise it is an operation's word.
        new("redo", Precedence.Thing, said => said.Match(Bare()) is null ? null : async (turn, ct) => await takeBack.CanAsync(turn, Step, ct) ? await RunAsync(turn, null, ct) : null),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("history", "makes the change again that was undone last (what editors call redo).")
        {
            Action = "restore",
            OnlyWhenAsked = true,
            Parameters = [ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct) => takeBack.RunAsync(turn, plan, Step, ct);

    [GeneratedRegex(@"^(?:redo|restore|reapply)\s+(?:the\s+|that\s+|my\s+)?(?:last|undone|latest|previous)?\s*(?:change|edit|undo)(?:\s+(?:of|in)\s+(?<plan>.+))?$|^undo\s+the\s+undo$|^restore(?:\s+(?:it|that))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:恢复|重新应用)(?:一下)?(?:它|这个|这次|刚才的?|上一?[次步个]的?|被?撤销(?:掉|了)?的?)*(?:修改|改动|操作|更改|变更)?$|^(?:重做)(?:刚才的?|上一?[次步个]的?|被?撤销(?:掉|了)?的?)+(?:修改|改动|操作|更改|变更)?(?<plan>)$|^撤销(?:刚才的)?撤销$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:redo(?:\s+(?:it|that|this))?|重做(?:一下)?(?:它|这个)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}

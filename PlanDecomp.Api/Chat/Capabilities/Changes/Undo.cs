using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Changes;

/// <summary>Takes the newest change of a plan back.</summary>
internal sealed partial class Undo(TakeBack takeBack) : IChatCapability
{
    private static readonly HistoryStep Step = new()
    {
        Name = "undo",
        Kind = ChangeKind.Undone,
        Of = page => page.CanUndo,
        Undone = (_, changeSetId) => changeSetId,
        TakeAsync = (history, planId, changeSetId) => history.UndoAsync(planId, changeSetId, CancellationToken.None),
        Said = (turn, plan, change) => turn.Say(
            $"I took back the newest change of {Markdown.Link(plan)}: {change}. To have it again: /restore", $"我已撤销{Markdown.Link(plan)}最近的一次修改：{change}。如需恢复：/恢复"),
        Nothing = (turn, plan) => turn.Say(
            $"There is nothing to undo in {Markdown.Link(plan)}. What executions have written stays: mark tasks yourself, or execute them again.",
            $"{Markdown.Link(plan)}没有可撤销的修改。执行产生的状态和结果不会被撤销：可以手动修改任务状态，或重新执行。"),
    };

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("undo", "撤销"),
                Group = ChatCommandGroup.History,
                Arguments = new("[plan]", "[计划]"),
                Meaning = new("takes the newest change back", "撤销最近一次修改"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
        [ChatIntent.Of("undo", Precedence.Thing, [English(), Chinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, ct))];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("history", "takes the plan's newest change back, whoever made it.")
        {
            Action = "undo",
            OnlyWhenAsked = true,
            Parameters = [ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct) => takeBack.RunAsync(turn, plan, Step, ct);

    [GeneratedRegex(@"^(?:undo|revert|take\s+back|roll\s+back)(?:\s+(?:it|this|that|(?:the\s+|my\s+|that\s+|this\s+)?(?:last|latest|newest|most\s+recent|previous)?\s*(?:change|step|edit|operation|breakdown|merge|split|rewrite|translation)))?(?:\s+(?:of|in)\s+(?<plan>.+))?$|^(?:undo|revert)\s+(?:the\s+|my\s+)?(?:last|latest)(?:\s+one)?$|^take\s+(?:it|that|the\s+(?:last\s+)?change)\s+back$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:撤销|撤回|回退|还原|撤消)(?:一下|掉)?(?:它|这个|这次|那个|刚才的?|上一?[次步个]的?|最近的?(?:一次)?|最后的?(?:一次)?)*(?:修改|改动|操作|更改|变更|步骤|拆分|合并|翻译)?$|^(?:撤销|撤回)(?:对)?(?<plan>计划.+?)的?(?:最近|上)?一?次?的?(?:修改|改动)$|^取消(?:上一[次步]|刚才|最近)的?(?:一次)?(?:修改|改动|操作|更改)$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();
}

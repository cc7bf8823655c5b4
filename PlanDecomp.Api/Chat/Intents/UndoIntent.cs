using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.Changes;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Undo", "take the last change back", 撤销.</summary>
internal sealed partial class UndoIntent(Undo undo) : IChatIntent
{
    public string Name => "undo";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        return async (turn, ct) => turn.WriteParagraph((await undo.RunAsync(turn, plan, ct)).Text);
    }

    [GeneratedRegex(@"^(?:undo|revert|take\s+back|roll\s+back)(?:\s+(?:it|this|that|(?:the\s+|my\s+|that\s+|this\s+)?(?:last|latest|newest|most\s+recent|previous)?\s*(?:change|step|edit|operation|breakdown|merge|split|rewrite|translation)))?(?:\s+(?:of|in)\s+(?<plan>.+))?$|^(?:undo|revert)\s+(?:the\s+|my\s+)?(?:last|latest)(?:\s+one)?$|^take\s+(?:it|that|the\s+(?:last\s+)?change)\s+back$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:撤销|撤回|回退|还原|撤消)(?:一下|掉)?(?:它|这个|这次|那个|刚才的?|上一?[次步个]的?|最近的?(?:一次)?|最后的?(?:一次)?)*(?:修改|改动|操作|更改|变更|步骤|拆分|合并|翻译)?$|^(?:撤销|撤回)(?:对)?(?<plan>计划.+?)的?(?:最近|上)?一?次?的?(?:修改|改动)$|^取消(?:上一[次步]|刚才|最近)的?(?:一次)?(?:修改|改动|操作|更改)$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();
}

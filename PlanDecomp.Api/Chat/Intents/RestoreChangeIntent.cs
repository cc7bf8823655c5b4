using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.Changes;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Redo the change", 恢复刚才的修改.</summary>
internal sealed partial class RestoreChangeIntent(RestoreChange restoreChange) : IChatIntent
{
    public string Name => "restore_change";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        return async (turn, ct) => turn.WriteParagraph((await restoreChange.RunAsync(turn, plan, ct)).Text);
    }

    [GeneratedRegex(@"^(?:redo|restore|reapply)\s+(?:the\s+|that\s+|my\s+)?(?:last|undone|latest|previous)?\s*(?:change|edit|undo)(?:\s+(?:of|in)\s+(?<plan>.+))?$|^undo\s+the\s+undo$|^restore(?:\s+(?:it|that))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:恢复|重新应用)(?:一下)?(?:它|这个|这次|刚才的?|上一?[次步个]的?|被?撤销(?:掉|了)?的?)*(?:修改|改动|操作|更改|变更)?$|^(?:重做)(?:刚才的?|上一?[次步个]的?|被?撤销(?:掉|了)?的?)+(?:修改|改动|操作|更改|变更)?(?<plan>)$|^撤销(?:刚才的)?撤销$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();
}

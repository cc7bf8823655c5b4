using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Changes;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans.Changes;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Redo task 2 with fewer steps", "break it down again", 重做任务2.</summary>
internal sealed partial class RedoIntent(Redo redo, RestoreChange restoreChange, PlanFinder planFinder, IPlanHistory history) : IChatIntent
{
    public string Name => "redo";

    public ChatDeed? Read(Utterance said)
    {
        var (words, hint) = HintWords.Read(said.Text);
        (words, var isDraft) = DraftWords.Read(words);
        if (new Utterance(said.Original, words).Match(English(), EnglishAgain(), Chinese(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        hint ??= match.Groups["hint"] is { Success: true } behind ? behind.Value : null;
        return async (turn, ct) =>
        {
            // Right after an undo, a bare "redo" means what editors mean by it, and loses nothing.
            if (hint is null && !isDraft && Bare().IsMatch(words) && await CanRestoreAsync(turn, ct)) turn.WriteParagraph((await restoreChange.RunAsync(turn, null, ct)).Text);
            else turn.WriteParagraph((await redo.RunAsync(turn, TargetName.Of(what), hint, isDraft, ct)).Text);
        };
    }

    private async Task<bool> CanRestoreAsync(ChatTurn turn, CancellationToken ct) =>
        await planFinder.FindInTalkAsync(turn, ct) is { Item: { } plan } && await history.ListAsync(plan.PlanId, null, 1, ct) is { CanRedo: not null };

    [GeneratedRegex(@"^redo(?:\s+(?:the\s+)?breakdown)?(?:\s+(?:of\s+)?(?<what>" + Named.English + @"))?(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:with|without|but|so\s+that|in|for|using)\s.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:break|split)\s+(?<what>" + Named.English + @")\s+down\s+(?:again|anew|afresh|once\s+more|from\s+scratch|differently)(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:with|without|but)\s.+))?$|^(?:decompose|plan)\s+(?<what>" + Named.English + @")\s+(?:again|anew|afresh|from\s+scratch)(?:\s*[,:;]\s*(?<hint>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishAgain();

    [GeneratedRegex(@"^(?:重做|重新(?:拆分|分解|拆解|规划|拆))(?:一下|一遍|一次)?(?<what>" + Named.Chinese + @")?(?:[，,：:]\s*(?<hint>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|对)(?<what>" + Named.Chinese + @")(?:重做|重新(?:拆分|分解|拆解|规划|拆))(?:一下|一遍|一次)?(?:[，,：:]\s*(?<hint>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();

    [GeneratedRegex(@"^(?:redo(?:\s+(?:it|that|this))?|重做(?:一下)?(?:它|这个)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}

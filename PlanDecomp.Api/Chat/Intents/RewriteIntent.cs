using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Rewrite task 2 in plain language", 改写任务2，更简洁.</summary>
internal sealed partial class RewriteIntent(Rewrite rewrite) : IChatIntent
{
    public string Name => "rewrite";

    public ChatDeed? Read(Utterance said)
    {
        var (words, hint) = HintWords.Read(said.Text);
        (words, var isDraft) = DraftWords.Read(words);
        if (new Utterance(said.Original, words).Match(English(), EnglishMake(), Chinese(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        hint ??= match.Groups["hint"] is { Success: true } how ? how.Value : null;
        return async (turn, ct) => turn.WriteParagraph((await rewrite.RunAsync(turn, TargetName.Of(what), hint, isDraft, ct)).Text);
    }

    [GeneratedRegex(@"^(?:rewrite|reword|rephrase|re-write)\s+(?<what>" + Named.English + @")(?:\s*[,:;]\s*(?<hint>.+)|\s+(?<hint>(?:in|as|to|so\s+that|more|less|with|without|for|using|like)\s.+|(?:shorter|simpler|clearer|briefly|formally|politely)(?:\s.+)?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:make|word)\s+(?<what>(?:the\s+)?(?:task|step)\s+[\d.#]+|the\s+(?:plan|tasks))\s+(?<hint>(?:more|less)\s+(?!.*(?:task|step)).+|(?:shorter|simpler|clearer|briefer|friendlier)(?:\s.+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishMake();

    [GeneratedRegex(@"^(?:改写|重写|润色)(?:一下)?(?<what>" + Named.Chinese + @")(?:[，,：:]\s*(?<hint>.+)|(?:得|成|为|使其?|让它)(?<hint>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>" + Named.Chinese + @")(?:改写|重写|润色|写)(?:一下)?(?:得|成|为)?(?:[，,：:]\s*)?(?<hint>.+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

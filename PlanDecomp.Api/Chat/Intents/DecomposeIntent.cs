using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Break X down", "split task 2 into steps", 拆分X.</summary>
internal sealed partial class DecomposeIntent(DecomposeByName decompose) : IChatIntent
{
    public string Name => "decompose";

    public ChatDeed? Read(Utterance said)
    {
        var (text, limits) = LimitWords.Read(said.Text);
        (text, var isDraft) = DraftWords.Read(text);
        if (new Utterance(said.Original, text).Match(Down(), DownFirst(), Into(), Verb(), ChineseVerb(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        limits = limits with { Commit = DraftWords.CommitOf(isDraft) };
        return async (turn, ct) => turn.WriteParagraph((await decompose.RunAsync(turn, what, limits, makeUnknown: true, ct)).Text);
    }

    [GeneratedRegex(@"^(?:break|split|divide|chop|cut)\s+(?!down\b|up\b)(?<what>.+?)\s+(?:down|up|apart)(?:\s+further)?(?:\s+(?:into|in)\s+.+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"^(?:break|split|divide)\s+(?:down|up)(?:\s+(?<what>.+?)(?:\s+into\s+.+)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex DownFirst();

    [GeneratedRegex(@"^(?:break|split|divide|turn)\s+(?<what>.+?)\s+into\s+(?:.*\s)?(?:tasks|steps|sub-?tasks|parts|pieces|to-?dos|action items)$", RegexOptions.IgnoreCase)]
    private static partial Regex Into();

    [GeneratedRegex(@"^(?:decompose|subdivide|work out (?:the )?(?:tasks|steps)(?:\s+(?:of|for|to))?)(?:\s+(?<what>.+))?$|^(?:expand|refine|detail|elaborate(?:\s+on)?)\s+(?<what>it|this|that|#\d+|[“""'].+|(?:the |this |my )?(?:plan|task|step|sub-?task)\b.*|the .+ (?:plan|task|step))(?:\s+further)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();

    [GeneratedRegex("^(?:再|继续|进一步|重新|开始)?(?:拆分|分解|拆解|细化|细分|拆)(?:一下|下)?(?<what>.*?)(?:成(?:小?任务|步骤|子任务).*|为(?:小?任务|步骤|子任务).*)?$")]
    private static partial Regex ChineseVerb();

    [GeneratedRegex("^(?:把|将|对|给)?(?<what>.+?)(?:再|继续|进一步|重新)?(?:进行|做)?(?:一下)?(?:拆分|分解|拆解|细化|细分|拆开|拆)(?:一下|下)?(?:成.*|为.*|到.*)?$")]
    private static partial Regex ChineseObject();
}

using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Split task 2 into three tasks", 把任务2拆开成两个.</summary>
internal sealed partial class SplitTaskIntent(SplitTask splitTask) : IChatIntent
{
    public string Name => "split";

    public ChatDeed? Read(Utterance said)
    {
        var (words, hint) = HintWords.Read(said.Text);
        (words, var isDraft) = DraftWords.Read(words);
        if (new Utterance(said.Original, words).Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var (_, parts) = PartsWords.Read(match.Groups["into"].Value);
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await splitTask.RunAsync(turn, TargetName.Of(what), new SplitWish(parts, hint, isDraft), ct)).Text);
    }

    [GeneratedRegex(@"^(?:split|divide)\s+(?!.*\sin(?:to)?\s+(?!half\b|\d|two\b|three\b|four\b|five\b|six\b|several\b)|.*\s(?:up|down|apart)$)(?<what>(?:the\s+|this\s+)?(?:task|step|sub-?task)\s+[^,;:]+?|the\s+[^,;:]+?\s+(?:task|step)|\d+(?:\.\d+)*|#\d+)(?<into>\s+in(?:to)?\s+(?:half|(?:\d{1,3}|two|three|four|five|six|several)(?:\s+(?:separate|parallel|smaller|equal|sibling))*(?:\s+(?:tasks|parts|pieces|halves))?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^拆开(?:一下)?(?<what>(?:这个|该)?(?:子?任务|步骤)\s?[^，,]+?|第[一二两三四五六七八九十\d]+(?:个|项|条|步)(?:子?任务|步骤)?|\d+(?:\.\d+)*|#\d+)(?<into>[，,]?(?:成|为)\s?(?:\d{1,3}|[二两三四五六几])\s?(?:个|项|份|部分)?(?:并列|同级|平级|独立)?的?(?:任务|部分)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>(?:这个|该)?(?:子?任务|步骤)\s?[^，,]+?|第[一二两三四五六七八九十\d]+(?:个|项|条|步)(?:子?任务|步骤)?|\d+(?:\.\d+)*|#\d+)(?:拆开|(?=拆成|分成|分为|拆为|一分为))(?<into>(?:拆|分)?(?:成|为)\s?(?:\d{1,3}|[二两三四五六几])\s?(?:个|项|份|部分)?(?:并列|同级|平级|独立)?的?(?:任务|部分)?|一分为[二三四])?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

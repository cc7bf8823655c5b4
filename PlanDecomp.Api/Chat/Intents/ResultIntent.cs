using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Execution;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"What came out of task 2.1?", "show the results", 任务2.1的结果.</summary>
internal sealed partial class ResultIntent(ShowResult showResult) : IChatIntent
{
    public string Name => "result";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), EnglishShow(), Chinese(), ChineseWhat()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await showResult.RunAsync(turn, TargetName.Of(what), ct)).Text);
    }

    [GeneratedRegex(@"^what\s+(?:came|has\s+come|did\s+come|comes)\s+out(?:\s+of\s+(?<what>" + Named.English + @"))?$|^what\s+(?:is|was|are|were|'s)\s+the\s+(?:results?|outcome|output)(?:\s+(?:of|for|from)\s+(?<what>" + Named.English + @"))?$|^what\s+did\s+(?<what>" + Named.English + @")\s+(?:produce|bring|give|yield)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:(?:show|read|open|see|view|give|display|list)(?:\s+me)?\s+)?(?:the\s+|its\s+|all\s+)?(?:results?|outcome|output)(?:\s+(?:of|for|from)\s+(?<what>" + Named.English + @"))?$|^(?:show|read|open|see|view)(?:\s+me)?\s+(?<what>(?:task|step)\s+[^,;:]+?)(?:'s|’s)\s+(?:result|outcome|output)$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishShow();

    [GeneratedRegex(@"^(?:查看|看看|看一下|看|显示|打开|读一下|列出)?(?:一下)?(?<what>" + Named.Chinese + @")?(?:的)?(?:执行)?(?:结果|成果|产出|输出)(?:是什么|如何|怎么样|有哪些|呢)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?<what>" + Named.Chinese + @")(?:执行(?:后|完)?)?(?:得出了?|产生了?|得到了?|做出了?|写了?|有)(?:什么|哪些)(?:结果|成果|东西)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseWhat();
}

using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Sum the plan up", 总结一下计划.</summary>
internal sealed partial class SummariseIntent(Summarise summarise) : IChatIntent
{
    public string Name => "summarise";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), EnglishUp(), Chinese(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await summarise.RunAsync(turn, TargetName.Of(what), ct)).Text);
    }

    [GeneratedRegex(@"^(?:summari[sz]e|sum\s+up)(?:\s+(?<what>" + Named.English + @"))?$|^(?:(?:give|write|make|show)(?:\s+me)?\s+)?(?:a|the)\s+(?:short\s+|brief\s+)?summary(?:\s+(?:of|for)\s+(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^sum\s+(?<what>" + Named.English + @")\s+up$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishUp();

    [GeneratedRegex(@"^(?:总结|概括|归纳|概述)(?:一下)?(?<what>" + Named.Chinese + @")?$|^(?:写|做|给)(?:出)?(?:一个|一份|个|份)(?<what>" + Named.Chinese + @")?的?(?:总结|概要|摘要)$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|对|给)(?<what>" + Named.Chinese + @")(?:做(?:一个|个)?)?(?:总结|概括|归纳)(?:一下)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

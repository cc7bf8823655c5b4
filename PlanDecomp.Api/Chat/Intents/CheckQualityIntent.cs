using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Check the plan", "how good is the plan?", 检查计划.</summary>
internal sealed partial class CheckQualityIntent(CheckQuality checkQuality) : IChatIntent
{
    public string Name => "check_quality";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), EnglishQuestion(), Chinese(), ChineseQuestion()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await checkQuality.RunAsync(turn, TargetName.Of(what), ct)).Text);
    }

    [GeneratedRegex(@"^(?:check|assess|evaluate|rate|score|review)\s+(?:the\s+)?quality(?:\s+of\s+(?<what>" + Named.English + @"))?$|^(?:check|rate|score|review|assess|evaluate|critici[sz]e|critique|improve)\s+(?<what>it|(?:the|this|my|our)\s+(?:whole\s+)?plan|plan\s+(?!for\b|to\b)[^,;:]+|(?:the\s+)?(?:task|step)\s+[^,;:]+|(?:the|my)\s+[^,;:]+\s+plan)$|^(?:quality\s+)?check$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^how\s+good\s+(?:is|are)\s+(?<what>" + Named.English + @")$|^(?:what\s+(?:could|can|should)\s+(?:be|i)\s+(?:better|improved?)|suggest\s+improvements|any\s+(?:suggestions|improvements))(?:\s+(?:in|of|for|to)\s+(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishQuestion();

    [GeneratedRegex(@"^(?:检查|评估|评价|评审|审查|检验)(?:一下)?(?<what>" + Named.Chinese + @")?(?:的)?质量$|^(?:检查|评审|审查|评价|改进|优化)(?:一下)?(?<what>" + Named.Chinese + @")$|^(?:给|为|对)(?<what>" + Named.Chinese + @")(?:打(?:个|一下)?分|评(?:个|一下)?分|做质量检查)$|^质量检查$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?<what>" + Named.Chinese + @")(?:的?质量)(?:怎么样|如何|好吗|好不好)?$|^(?<what>" + Named.Chinese + @")(?:有(?:什么|哪些)(?:可以|需要|可)?(?:改进|完善)(?:的(?:地方|建议)?)?|怎么改进|如何改进)$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseQuestion();
}

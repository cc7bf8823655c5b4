using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Show my plans", 列出我的计划.</summary>
internal sealed partial class ListPlansIntent(ListPlans listPlans) : IChatIntent
{
    public string Name => "list_plans";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese()) is not { } match) return null;
        var search = match.Groups["search"].Value;
        return async (turn, ct) => turn.WriteParagraph((await listPlans.RunAsync(turn, search, ct)).Text);
    }

    [GeneratedRegex("""
        ^(?:(?:list|show|see|view|display|give|what\ are|which\ are|find|search)(?:\ me)?\ )?(?:all\ )?(?:of\ )?(?:my\ |the\ |our\ )?plans(?:\ (?:about|with|for|containing|on)\ (?<search>.+))?$
        | ^(?:what|which|how\ many)\ plans\ (?:do\ i\ have|are\ there|have\ i\ (?:got|made))$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex("""
        ^(?:列出|列举|显示|查看|看看|看一下|展示)(?:一下)?(?:我的|我|所有的?|全部的?)+计划(?:列表)?$
        | ^(?:列出|列举)(?:一下)?计划$ | ^(?:我的|所有的?|全部的?)*计划列表$ | ^(?:我)?(?:一共|都|现在)?有(?:哪些|什么|多少个?)计划$ | ^(?:我的)?计划(?:都)?有(?:哪些|什么)$
        | ^(?:搜索|查找|找)(?:一下)?(?:关于)?(?<search>.+?)的计划$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chinese();
}

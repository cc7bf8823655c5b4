using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Plan X", "make a plan for X", 帮我规划X; "create a plan called X" makes an empty one.</summary>
internal sealed partial class CreatePlanIntent(CreatePlan createPlan) : IChatIntent
{
    public string Name => "create_plan";

    public ChatDeed? Read(Utterance said)
    {
        var (text, limits) = LimitWords.Read(said.Text);
        if (new Utterance(said.Original, text).Match(
            MakeFor(), Make(), Plan(), ChineseTitled(), ChineseNamed(), ChineseMakeColon(), ChineseMake(), ChineseFor(), ChinesePlan()) is not { } match) return null;

        var isEmpty = match.Groups["named"].Success;
        var wish = match.Groups[isEmpty ? "named" : "what"].Value;
        return async (turn, ct) =>
        {
            // Several lines, or several sentences, are more than a title can hold.
            var description = said.Original.Trim().Contains('\n', StringComparison.Ordinal) ? said.Original.Trim() : null;
            turn.WriteParagraph((await createPlan.RunAsync(turn, wish, description, isEmpty ? (DecomposeRequest?)null : limits, ct)).Text);
        };
    }

    [GeneratedRegex(@"^plan(?:\s+out|\s+for|\s+to|\s*[:：])?\s+(?!(?:#?\d+|it|this|that)$)(?<what>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Plan();

    [GeneratedRegex(@"^(?:(?:make|create|draft|write|draw up|set up|build|prepare|give|come up with|develop|design|work out|start|i need|need|i want)\s+(?:me\s+|us\s+)?(?:(?:a|an|the|my|our|another|some)\s+)?|an?\s+)(?:new\s+|detailed\s+|complete\s+|full\s+|good\s+|step-by-step\s+)*(?:project\s+|work\s+|action\s+)?(?:plan|roadmap|schedule|checklist)\s+(?:for|to|about|of|on|how to)\s+(?<what>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex MakeFor();

    [GeneratedRegex(@"^(?:create|make|add|start|open|set up)\s+(?:(?:a|an|another)\s+)?(?:new\s+|empty\s+)*plan(?:\s+(?:called|named|titled|with the (?:title|name)))?\s*[:：]?\s*(?<named>.+)$|^new\s+plan\s*[:：]?\s*(?<named>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Make();

    [GeneratedRegex("^(?:规划|策划|筹划|计划)(?:一下|下)?(?!列表)[:：]?(?<what>[^的].*)$")]
    private static partial Regex ChinesePlan();

    [GeneratedRegex("^(?:做|制定|制订|制作|拟定|拟|写|列|出|生成|设计|安排|准备)(?:出)?(?:一个|一份|个|份|一下)?(?:关于)?(?<what>.+?)(?:的)?(?:详细|完整|具体)?的?(?:计划|规划|方案)$")]
    private static partial Regex ChineseMake();

    [GeneratedRegex("^(?:做|制定|制订|制作|拟定|写|列|出|生成)(?:出)?(?:一个|一份|个|份)?(?:详细|完整|具体)?的?(?:计划|规划|方案)[:：,，]\\s*(?<what>.+)$")]
    private static partial Regex ChineseMakeColon();

    [GeneratedRegex("^(?:为|给|替|针对)(?<what>.+?)(?:做|制定|制订|拟定|写|列|出|生成)(?:出)?(?:一个|一份|个|份)?(?:详细|完整|具体)?的?(?:计划|规划|方案)$")]
    private static partial Regex ChineseFor();

    [GeneratedRegex("^(?:新建|创建|建立|建|添加|新增)(?:一个|一份|个|份)?(?:新的?|空的?)?计划[:：,，]?\\s*(?:名为|叫做?|名叫|标题为?)?[:：]?\\s*(?<named>.+)$")]
    private static partial Regex ChineseNamed();

    [GeneratedRegex("^(?:新建|创建|建立|建)(?:一个|一份|个|份)?(?:新的?)?(?:名为|叫做?|名叫|标题为)(?<named>.+?)的(?:新)?计划$")]
    private static partial Regex ChineseTitled();
}

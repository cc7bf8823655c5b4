using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Rename the plan to X", 把计划改名为X.</summary>
internal sealed partial class EditPlanIntent(EditPlan editPlan) : IChatIntent
{
    public string Name => "edit_plan";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(Title(), Rename(), RenameChinese(), Description(), DescriptionChinese()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        var title = match.Groups["title"] is { Success: true } named ? named.Value : null;
        var description = match.Groups["text"] is { Success: true } text ? text.Value : null;
        return async (turn, ct) => turn.WriteParagraph((await editPlan.RunAsync(turn, plan, title, description, ct)).Text);
    }

    [GeneratedRegex(@"^(?:rename|retitle)\s+(?<plan>.+?)\s+(?:to|as|into)\s+(?<title>.+)$|^call\s+(?<plan>it|(?:the|this|my) plan)\s+(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Rename();

    [GeneratedRegex(@"^(?:change|set|edit|update)\s+(?:the\s+|its\s+)?(?:plan's\s+)?(?:title|name)(?:\s+of\s+(?<plan>.+?))?\s+(?:to|into)\s+(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:change|set|edit|update)\s+(?:the\s+|its\s+)?(?:plan's\s+)?description(?:\s+of\s+(?<plan>.+?))?\s+(?:to|into|:)\s*:?\s*(?<text>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Description();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:标题|名称|名字)?(?:改名为|重命名为|改名叫|改名成|改叫|更名为|命名为)[:：]?(?<title>.+)$|^(?:把|将)?(?<plan>.*?)(?:的)?(?:标题|名称|名字)(?:改为|改成|设为|换成)[:：]?(?<title>.+)$")]
    private static partial Regex RenameChinese();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:描述|说明)(?:改为|改成|设为|换成|写成)[:：]?(?<text>.+)$")]
    private static partial Regex DescriptionChinese();
}

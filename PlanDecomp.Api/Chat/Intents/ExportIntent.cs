using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.AcrossPlans;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Export the plan as Markdown", 导出全部计划.</summary>
internal sealed partial class ExportIntent(ExportPlans exportPlans) : IChatIntent
{
    public string Name => "export";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var wish = ExportWords.Read($"{match.Groups["what"].Value} {match.Groups["format"].Value}");
        return async (turn, ct) => turn.WriteParagraph((await exportPlans.RunAsync(turn, wish, ct)).Text);
    }

    [GeneratedRegex(@"^(?:export|download|save)(?:\s+(?<what>(?:all|everything|all\s+(?:of\s+)?(?:my\s+|the\s+|our\s+)?plans|my\s+plans)|" + Named.English + @"))(?:\s+(?<format>(?:as|to|in|into)\s+(?:an?\s+)?(?:markdown|md|json|zip)(?:\s+(?:file|format|archive))?|(?:to|into|as)\s+a\s+file))?$|^export(?:\s+(?<format>(?:as|to)\s+(?:an?\s+)?(?:markdown|md|json|zip)(?:\s+file)?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:导出|下载)(?:一下)?(?<what>(?:我的)?(?:全部|所有)的?(?:我的)?(?:计划)?|" + Named.Chinese + @")?(?:[，,]?(?:导出)?(?<format>(?:成|为|以|用)?\s?(?:markdown|md|json|zip)\s?(?:格式|文件)?)|(?:成|为)文件)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>(?:我的)?(?:全部|所有)的?(?:我的)?(?:计划)?|" + Named.Chinese + @")(?:导出|下载)(?:来|出来|一下)?(?<format>(?:成|为)?\s?(?:markdown|md|json|zip)\s?(?:格式|文件)?)?(?:成文件)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.AcrossPlans;

namespace PlanDecomp.Api.Chat.Capabilities.AcrossPlans;

/// <summary>Reads what to export, and how, out of a text: "all as zip", "plan Trip as Markdown", 全部计划，zip格式.</summary>
internal static partial class ExportWords
{
    public static ExportWish Read(string text)
    {
        var words = SpokenName.Clean(SpokenName.Beginning(text));
        string? format = null;
        if (Format().Match(words) is { Success: true } match)
        {
            format = match.Groups["format"].Value.ToLowerInvariant() switch
            {
                "markdown" or "md" => PlanFormat.Markdown,
                "json" => PlanFormat.Json,
                _ => PlanFormat.Zip,
            };
            words = SpokenName.Clean(words.Remove(match.Index, match.Length));
        }

        return All().IsMatch(words) ? new ExportWish { IsAll = true, Format = format } : new ExportWish { Plan = words, Format = format };
    }

    [GeneratedRegex(@"(?<!\s)\s*(?:[,，]\s?)?(?:\b(?:as|in|into|to)\s+(?:an?\s+)?)?(?:(?<![A-Za-z])(?<format>markdown|md|json|zip)(?![A-Za-z])(?:\s+(?:file|format|archive))?|(?:导出)?(?:成|为|以|用)\s?(?<format>markdown|md|json|zip)\s?(?:格式|文件)?|(?<format>markdown|md|json|zip)\s?(?:格式|文件))$", RegexOptions.IgnoreCase)]
    private static partial Regex Format();

    [GeneratedRegex(@"^(?:all|everything|all\s+(?:of\s+)?(?:my\s+|the\s+|our\s+)?plans|my\s+plans|全部|所有|(?:我的)?(?:全部|所有)的?(?:我的)?计划)$", RegexOptions.IgnoreCase)]
    private static partial Regex All();
}

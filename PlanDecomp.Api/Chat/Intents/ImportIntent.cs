using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions.AcrossPlans;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Import this plan:" with an outline below, 导入：.</summary>
internal sealed partial class ImportIntent(ImportPlan importPlan) : IChatIntent
{
    /// <summary>Of the line that asks for it.</summary>
    private const int MaxLine = 120;

    public string Name => "import";

    public ChatDeed? Read(Utterance said)
    {
        // Lines are what an outline is made of, so the message is taken as it was written.
        var whole = said.Original.TrimStart();
        var end = whole.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? whole : whole[..end]).Trim();
        if (line.Length > MaxLine || !First().IsMatch(line)) return null;
        var content = end < 0 ? "" : whole[(end + 1)..];
        return async (turn, ct) => turn.WriteParagraph((await importPlan.RunAsync(turn, content, ct)).Text);
    }

    [GeneratedRegex("^(?:please\\s+|can\\s+you\\s+)?import(?:\\s+(?:this|the\\s+following|a|my)(?:\\s+(?:plan|outline|list|text|json|markdown))?|\\s+(?:as\\s+a\\s+plan|plan|outline))?\\s*[:：.!]?$|^(?:请)?(?:帮我)?导入(?:一下)?(?:这个|这份|下面的?|以下的?|一份|一个)*(?:计划|大纲|列表|清单|内容|文本)?\\s*[:：。]?$", RegexOptions.IgnoreCase)]
    private static partial Regex First();
}

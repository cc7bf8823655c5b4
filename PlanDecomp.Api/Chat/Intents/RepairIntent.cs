using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Repair the dependencies", 修复依赖.</summary>
internal sealed partial class RepairIntent(RepairDependencies repair) : IChatIntent
{
    public string Name => "repair_dependencies";

    public ChatDeed? Read(Utterance said)
    {
        var (words, isApplied) = ApplyWords.Read(said.Text);
        if (new Utterance(said.Original, words).Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await repair.RunAsync(turn, TargetName.Of(what), isApplied, ct)).Text);
    }

    [GeneratedRegex(@"^(?:repair|fix|check|clean\s+up|correct|tidy(?:\s+up)?|find|review)\s+(?:all\s+)?(?:the\s+|its\s+|missing\s+|wrong\s+|broken\s+)*dependenc(?:ies|y)(?:\s+(?:of|in|for|between\s+the\s+tasks\s+of)\s+(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:修复|修正|检查|检查并修复|整理|修改|完善|补全)(?:一下)?(?<what>" + Named.Chinese + @")?(?:中|里|之间)?(?:的)?(?:任务)?依赖(?:关系)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>" + Named.Chinese + @")?(?:的)?(?:任务)?依赖(?:关系)?(?:修复|修正|检查|整理)(?:一下|好)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

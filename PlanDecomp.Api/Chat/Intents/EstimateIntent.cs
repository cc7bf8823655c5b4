using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Estimate the effort", "how long will it take?", 估算工时.</summary>
internal sealed partial class EstimateIntent(Estimate estimate) : IChatIntent
{
    public string Name => "estimate";

    public ChatDeed? Read(Utterance said)
    {
        var (words, hint) = HintWords.Read(said.Text);
        (words, var isDraft) = DraftWords.Read(words);
        if (new Utterance(said.Original, words).Match(English(), EnglishQuestion(), Chinese(), ChineseQuestion()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await estimate.RunAsync(turn, TargetName.Of(what), hint, isDraft, ct)).Text);
    }

    [GeneratedRegex(@"^(?:re-?)?estimate(?:\s+(?:the\s+)?(?:effort|work|hours|time|workload)(?:\s+(?:of|for|needed\s+for)\s+(?<what>" + Named.English + @"))?|\s+(?<what>" + Named.English + @"))?$|^(?:give|make)(?:\s+me)?\s+an\s+estimate(?:\s+(?:of|for)\s+(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^how\s+(?:long|much\s+(?:time|work|effort)|many\s+hours)\s+(?:will|does|would|do|is|takes?)\s+(?<what>" + Named.English + @")(?:\s+(?:take|need|require|cost))?$|^how\s+(?:much\s+(?:work|effort)|many\s+hours)\s+(?:is|are)\s+(?<what>" + Named.English + @")$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishQuestion();

    [GeneratedRegex(@"^(?:重新)?(?:估算|估计|预估|评估)(?:一下)?(?<what>" + Named.Chinese + @")?(?:的|需要的?)?(?:工时|工作量|时间|用时|耗时)?$|^(?:把|将|对)(?<what>" + Named.Chinese + @")(?:的(?:工时|工作量))?(?:估算|预估)(?:一下)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?<what>" + Named.Chinese + @")?(?:大概|大约|总共|一共|预计)*(?:需要|要|得|花|耗费)+(?:花|做)?(?:多久|多长时间|多少时间|多少小时|多少工时|几个小时|多少工作量)$|^工时(?:有)?多少$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseQuestion();
}

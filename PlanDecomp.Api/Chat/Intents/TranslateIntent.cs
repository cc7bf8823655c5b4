using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Translate the plan into Chinese", 把计划翻译成英文.</summary>
internal sealed partial class TranslateIntent(Translate translate) : IChatIntent
{
    public string Name => "translate";

    public ChatDeed? Read(Utterance said)
    {
        var (words, isDraft) = DraftWords.Read(said.Text);
        if (new Utterance(said.Original, words).Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var (what, language) = (match.Groups["what"].Value, match.Groups["language"].Value);
        return async (turn, ct) => turn.WriteParagraph((await translate.RunAsync(turn, TargetName.Of(what), language, isDraft, ct)).Text);
    }

    [GeneratedRegex(@"^(?:translate|put)\s+(?<what>" + Named.English + @")\s+(?:to|into|in)\s+(?<language>(?:simplified\s+|traditional\s+|brazilian\s+)?[A-Za-z-]{2,20})$|^translate(?:\s+(?<what>" + Named.English + @"))?$|^translate\s+(?:to|into)\s+(?<language>(?:simplified\s+|traditional\s+|brazilian\s+)?[A-Za-z-]{2,20})$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^翻译(?:一下)?(?<what>" + Named.Chinese + @")?(?:(?:成|为|到)\s?(?<language>[\p{L}-]{2,12}))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<what>" + Named.Chinese + @")(?:翻译|译|翻)(?:成|为|到)\s?(?<language>[\p{L}-]{2,12})$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

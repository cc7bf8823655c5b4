using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Merge tasks 1.2 and 1.3", 合并任务1和任务2.</summary>
internal sealed partial class MergeIntent(MergeTasks mergeTasks) : IChatIntent
{
    public string Name => "merge";

    public ChatDeed? Read(Utterance said)
    {
        var (words, hint) = HintWords.Read(said.Text);
        (words, var isDraft) = DraftWords.Read(words);
        if (new Utterance(said.Original, words).Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var wish = TaskListWords.Read(match.Groups["tasks"].Value) with { Hint = hint, IsDraft = isDraft };
        return async (turn, ct) => turn.WriteParagraph((await mergeTasks.RunAsync(turn, wish, ct)).Text);
    }

    [GeneratedRegex(@"^(?:merge|combine|join|unite)\s+(?<tasks>(?:the\s+)?(?:tasks|steps|sub-?tasks|task|step)\s+.+?|#?\d+(?:\.\d+)*\s*(?:,|and\b|with\b|into\b|to\b|&|\+|-|\s).+?|[“\""].+[”\""])(?:\s+(?:into|to)\s+(?:one|a\s+single|a)(?:\s+(?:task|step))?|\s+together)?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:合并|归并)(?:一下)?(?<tasks>(?:子?任务|步骤)?\s?[\d#“「第].*?|(?:子?任务|步骤).+?[和与跟、，,].+?)(?:[，,]?(?:成|为)(?:一个|同一个)?(?:任务|步骤)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将)(?<tasks>(?:子?任务|步骤|第)?\s?[\d#“「一二三四五六七八九十].*?|(?:子?任务|步骤).+?[和与跟、，,].+?)(?:合并|归并|并)(?:一下|起来|在一起)?(?:成|为|到一起)?(?:一个|同一个)?(?:任务|步骤)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();
}

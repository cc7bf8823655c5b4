using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Execution;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Execute it", "run the failed tasks again", 执行计划.</summary>
internal sealed partial class ExecuteIntent(Execute execute) : IChatIntent
{
    public string Name => "execute";

    public ChatDeed? Read(Utterance said)
    {
        if (Failed().IsMatch(said.Text))
        {
            return async (turn, ct) => turn.WriteParagraph((await execute.RunAsync(turn, TargetName.Of(""), new ExecuteRequest { OnlyFailed = true }, ct)).Text);
        }

        var (words, request) = ExecuteWords.Read(said.Text);
        if (new Utterance(said.Original, words).Match(English(), EnglishStart(), Chinese(), ChineseObject()) is not { } match) return null;
        var what = match.Groups["what"].Value;
        return async (turn, ct) => turn.WriteParagraph((await execute.RunAsync(turn, TargetName.Of(what), request, ct)).Text);
    }

    [GeneratedRegex(@"^(?:execute|carry\s+out|run|work\s+on|work\s+through)(?:\s+(?<what>" + Named.English + @"))$|^execute$|^do\s+(?<what>(?:task|step)\s+[^,;:]+|all\s+(?:the\s+)?tasks)$|^(?:execute|run)\s+(?:the\s+)?(?:tasks|steps)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:start|begin|continue|resume|go\s+on\s+with)\s+(?:(?:with\s+)?(?:the\s+)?execution|executing|working|work)(?:\s+(?:of|on|with)?\s*(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishStart();

    [GeneratedRegex(@"^(?:开始|继续|重新|再|再次|立即|马上)?(?:执行|运行|实施)(?:一下|一次|一遍|下)?(?<what>" + Named.Chinese + @")?(?:中|里)?(?:的?(?:所有|全部)?任务)?$|^开始做(?<what>" + Named.Chinese + @")?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|对)(?<what>" + Named.Chinese + @")(?:开始|重新|再)?(?:执行|运行|实施)(?:一下|一次|一遍|掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();

    [GeneratedRegex(@"^(?:re-?try|re-?run|re-?execute|repeat|execute|run|work\s+on|do)\s+(?:only\s+)?(?:the\s+|all\s+)*(?:failed|skipped)(?:\s+and\s+skipped)?(?:\s+(?:ones|tasks|steps))?(?:\s+(?:again|once\s+more))?$|^re-?try$|^(?:重试|重新执行|再次执行|重跑|执行|只执行|仅执行)(?:一下)?(?:所有|全部)?失败(?:了|过)?的?(?:任务|步骤)?$|^(?:把|将)失败的(?:任务|步骤)(?:重新执行|重试|再执行)(?:一下|一次|一遍)?$|^重试$", RegexOptions.IgnoreCase)]
    private static partial Regex Failed();
}

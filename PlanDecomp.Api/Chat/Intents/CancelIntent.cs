using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Cancel it", "stop the job of plan X", 取消, 停止拆分.</summary>
internal sealed partial class CancelIntent(CancelJob cancelJob) : IChatIntent
{
    public string Name => "cancel";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(English(), Chinese(), ChineseObject()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        return async (turn, ct) => turn.WriteParagraph((await cancelJob.RunAsync(turn, plan, ct)).Text);
    }

    // "Stop smoking" and "cancel my gym membership" are wishes: a name alone is none of a job, unless it is called a plan or quoted.
    [GeneratedRegex("""
        ^(?:cancel|stop|abort|halt|terminate|quit)
        (?:
          (?:\ (?:it|that|this|everything))?
        | \ (?:the\ |this\ |that\ |my\ )?(?:running\ |current\ |background\ )?(?:job|work|breakdown|decomposition|execution|executing|export|import|translation|breaking\ (?:it\ )?down|process|run|working)
          (?:\ (?:of|for|on)\ (?<plan>.+))?
        | \ (?<plan>(?:the\ |my\ |this\ )?plan\b.*|\#\d+|["“'].+)
        )$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex English();

    [GeneratedRegex("""
        ^(?:取消|停止|终止|中止|中断|停下|停掉|停一下|停)(?:一下|掉)?
        (?:
          (?:这个|那个|当前的?|正在运行的|正在进行的)?(?:后台任务|后台作业|任务|作业|拆分|分解|执行|运行)(?<plan>.*)
        | (?:它|这个|那个|全部)?
        | (?<plan>(?:这个|该)?计划.*|[“"「《].+|\#\d+)
        )$
        | ^(?:别|不要|不用)(?:再)?(?:拆分|拆|分解|继续|运行|执行)(?:下去)?了?(?<plan>)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chinese();

    [GeneratedRegex("^(?:把|将)?(?<plan>.*?)(?:的)?(?:后台任务|任务|作业|拆分|分解)(?:取消|停止|终止|停)(?:掉|了|一下)?$|^(?:把|将)?(?:它|这个)(?:取消|停止|终止|停)(?:掉|了|一下)?(?<plan>)$")]
    private static partial Regex ChineseObject();
}

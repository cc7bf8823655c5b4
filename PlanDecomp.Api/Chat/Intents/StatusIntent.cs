using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"How is it going?", "status of plan X", 进度怎么样了.</summary>
internal sealed partial class StatusIntent(ShowStatus showStatus) : IChatIntent
{
    public string Name => "status";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(EnglishStatus(), EnglishQuestion(), EnglishShow(), Chinese(), ChineseShow(), ChineseQuestion()) is not { } match) return null;
        var plan = match.Groups["plan"].Value;
        return async (turn, ct) => turn.WriteParagraph((await showStatus.RunAsync(turn, plan, ct)).Text);
    }

    [GeneratedRegex("""
        ^(?:(?:show|tell|give)(?:\ me)?\ |what(?:'s|\ is)\ |check\ |get\ |see\ )?(?:the\ |my\ )?(?:current\ )?(?:status|progress)
        (?:\ (?:of|for|on|with)\ (?<plan>.+))?$
        | ^(?:show\ (?:me\ )?)?(?<plan>.+?)(?:'s)?\ (?:status|progress)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishStatus();

    [GeneratedRegex("""
        ^how(?:'s|\ is|\ are)\ (?:it|things|that|this|everything)\ (?:going|coming\ along|doing|looking)$
        | ^how(?:'s|\ is)\ (?<plan>.+?)\ (?:going|coming\ along|doing|looking)$
        | ^how\ far\ (?:is|are|along).*$ | ^(?:is|are)\ (?:it|you|we|that|this|the\ (?:job|plan|breakdown))\ (?:done|finished|ready|complete|running)(?:\ yet)?$
        | ^(?:what|which\ jobs?|which)(?:'s|\ is|\ are)?\ (?:still\ |currently\ )?running$ | ^(?:show\ )?(?:running\ )?jobs$ | ^any\ (?:news|progress)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishQuestion();

    [GeneratedRegex("""
        ^(?:show|open|see|view|display)(?:\ me)?\ (?<plan>(?:the|my|this)\ plan|plan\ .+|it)$
        | ^(?:show|list|what\ are|see)(?:\ me)?\ (?:all\ )?(?:the\ |its\ |my\ )?(?:tasks|steps|outline|tree)(?:\ (?:of|in|for)\ (?<plan>.+))?$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishShow();

    [GeneratedRegex("^(?:查看|查询|查|看看|看一下|看|显示|告诉我)?(?:一下)?(?:现在的?|目前的?|当前的?)?(?<plan>.*?)(?:的)?(?:当前)?(?:进度|状态|进展|情况)(?:是什么|是|如何|怎么样|怎样|呢)?(?:了)?$")]
    private static partial Regex Chinese();

    [GeneratedRegex("^(?:查看|看看|看一下|显示|打开|列出)(?:一下)?(?:(?<plan>(?:这个|该|当前|我的)?计划|计划.+)|(?<plan>.*?)的?(?:任务列表|任务|步骤|大纲))$")]
    private static partial Regex ChineseShow();

    [GeneratedRegex("^(?<plan>.*?)(?:怎么样了|怎样了|如何了|到哪(?:一步|里|儿)?了|(?:完成|做完|拆完|拆分完|执行完|弄完|搞定|好)了?(?:吗|没有?)|进行得(?:如何|怎么样))$|^(?:现在|目前)?(?:有什么|有哪些|什么|哪些)(?:任务|作业|后台任务)?(?:正?在)(?:运行|跑|进行)(?<plan>)$|^(?:正?在)(?:运行|跑)什么(?<plan>)$")]
    private static partial Regex ChineseQuestion();
}

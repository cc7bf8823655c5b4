using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Words;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Reads a change of a task: "mark task 1 as done", "task 3 depends on task 1", 把任务1标记为完成.</summary>
internal static partial class EditTaskWords
{
    /// <returns>Null when none is said.</returns>
    public static TaskToEdit? Read(Utterance said)
    {
        if (said.Match(Independent(), IndependentChinese()) is { } free) return Of(free) with { RemoveDependsOn = Names(free) };
        if (said.Match(Depends(), DependsChinese()) is { } depends)
        {
            return Of(depends) with { AddDependsOn = Names(depends) };
        }

        if (said.Match(Rename(), RenameChinese()) is { } rename) return Of(rename) with { Title = rename.Groups["title"].Value };
        if (said.Match(Instruct(), InstructChinese()) is { } instruct) return Of(instruct) with { Instruction = instruct.Groups["text"].Value };
        if (said.Match(Mark(), Done(), MarkChinese(), DoneChinese()) is { } mark && TaskStatusWords.Read(StatusOf(mark.Groups["status"].Value)) is { } status)
        {
            return Of(mark) with { Status = status };
        }

        return null;
    }

    private static List<string> Names(Match match) => [.. And().Split(match.Groups["on"].Value).Where(name => name.Trim().Length > 0)];

    /// <summary>Verbs for states.</summary>
    private static string StatusOf(string word) => word.ToLowerInvariant() switch
    {
        "complete" or "finish" or "close" or "check off" or "tick off" => "completed",
        "reopen" or "重新打开" or "重开" => "pending",
        "start" or "begin" => "running",
        var other => other,
    };

    private static TaskToEdit Of(Match match)
    {
        var task = SpokenName.Read(match.Groups["task"].Value);
        return new TaskToEdit(task.Name.Length > 0 ? task.Name : match.Groups["task"].Value) { Plan = task.PlanName };
    }

    [GeneratedRegex(@"^(?:mark|set|make|put|change)\s+(?:the status of\s+)?(?<task>.+?)\s+(?:as |to |to be |is )?(?<status>pending|open|to ?do|not done|undone|running|in progress|started|prepared|completed?|done|finished|failed|skipped)$", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?<status>complete|finish|close|check off|tick off|skip|reopen|start|begin)\s+(?<task>(?:the |this )?(?:task|step|subtask)\b.+|the .+ (?:task|step))$|^(?<task>(?:the |this )?(?:task|step|subtask)\s.+?|the .+ (?:task|step))\s+(?:is|was|has)\s+(?:been\s+|now\s+|already\s+)?(?<status>done|completed?|finished|failed|skipped|started|in progress)$", RegexOptions.IgnoreCase)]
    private static partial Regex Done();

    [GeneratedRegex("^(?:把|将)?(?<task>.+?)(?:的状态)?(?:标记为|标记成|标为|标成|设为|设成|设置为|设置成|改为|改成|记为)[:：]?(?:“|\")?(?<status>待办|未完成|未开始|进行中|已开始|已准备|准备好|已完成|完成|失败|已跳过|跳过)(?:”|\")?$")]
    private static partial Regex MarkChinese();

    [GeneratedRegex("^(?<status>完成|跳过|开始|重新打开|重开)(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:(?:这个|该)?(?:子?任务|步骤).+))$|^(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤).+?)(?:已经)?(?<status>已完成|完成了|做完了|失败了|跳过)$")]
    private static partial Regex DoneChinese();

    [GeneratedRegex(@"^(?:rename|retitle|change|call)\s+(?:the title of\s+)?(?<task>(?:the |this )?(?:task|step|subtask)\s.+?|the .+? (?:task|step))\s+(?:to|as|into)\s+(?<title>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Rename();

    [GeneratedRegex("^(?:把|将)?(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤).+?)(?:的标题|的名称)?(?:改名为|重命名为|改名叫|改叫|更名为|命名为|改为|改成)(?<title>.+)$")]
    private static partial Regex RenameChinese();

    [GeneratedRegex(@"^(?:set|change|update|edit)\s+the\s+(?:instructions?|description|text|details)\s+(?:of|for)\s+(?<task>(?:the |this )?(?:task|step|subtask)\s.+?)\s+(?:to|:)\s*:?\s*(?<text>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Instruct();

    [GeneratedRegex("^(?:把|将)?(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤).+?)的(?:说明|描述|内容|指引)(?:改为|改成|设为|写成)[:：]?(?<text>.+)$")]
    private static partial Regex InstructChinese();

    [GeneratedRegex(@"^(?<task>(?:the |this )?(?:task|step|subtask)\s.+?)\s+(?:(?:no\s+longer|does\s+not|doesn['’]t|need\s+not|should\s+not)\s+(?:depends?\s+on|waits?\s+for|needs?|requires?))\s+(?<on>.+?)(?:\s+any\s?more)?$|^remove\s+the\s+dependency\s+of\s+(?<task>.+?)\s+on\s+(?<on>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Independent();

    [GeneratedRegex("^(?:让|使)?(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤).+?)(?:不再|不用|不必|无需|别再)(?:依赖于?|等待?|取决于)(?<on>.+?)$|^(?:去掉|取消|移除)(?<task>(?:子?任务|步骤).+?)对(?<on>.+?)的依赖$")]
    private static partial Regex IndependentChinese();

    [GeneratedRegex(@"^(?:make\s+|let\s+)?(?<task>(?:the |this )?(?:task|step|subtask)\s.+?)\s+(?:depends?\s+on|waits?\s+for|comes?\s+after|needs?|requires?)\s+(?<on>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Depends();

    [GeneratedRegex("^(?:让|使|把|将)?(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤).+?)(?:依赖于|依赖|取决于|在(?=.+之后))(?<on>.+?)(?:之后)?$")]
    private static partial Regex DependsChinese();

    [GeneratedRegex(@"\s*(?:,|，|、|;|\band\b|和|与|及)\s*", RegexOptions.IgnoreCase)]
    private static partial Regex And();
}

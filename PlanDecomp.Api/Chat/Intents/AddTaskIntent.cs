using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Actions;

namespace PlanDecomp.Api.Chat.Intents;

/// <summary>"Add a task: book the hotel", 添加任务：预订酒店.</summary>
internal sealed partial class AddTaskIntent(AddTask addTask) : IChatIntent
{
    public string Name => "add_task";

    public ChatDeed? Read(Utterance said)
    {
        if (said.Match(EnglishBelow(), English(), EnglishTo(), ChineseBelow(), ChineseTo(), Chinese()) is not { } match) return null;
        var task = new TaskToAdd(match.Groups["title"].Value) { Plan = Text(match, "plan"), Parent = Text(match, "parent") };
        return async (turn, ct) => turn.WriteParagraph((await addTask.RunAsync(turn, task, ct)).Text);
    }

    private static string? Text(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    [GeneratedRegex(@"^add\s+(?:a |an |another |the )?(?:new )?(?:sub-?task|task|step)\s+(?:under|below|to|in)\s+(?:the\s+)?(?:task|step)\s+(?<parent>#?[\d.]+|[“""'].+?[”""']|[^:：]+?)\s*(?:[:：]|called|named)\s*(?<title>.+)$|^add\s+(?:a |an |another )?(?:new )?(?:sub-?task|task|step)?\s*[:：]?\s*(?<title>.+?)\s+(?:under|below)\s+(?:the\s+)?(?:task|step)\s+(?<parent>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishBelow();

    [GeneratedRegex(@"^(?:add|create|make|insert)\s+(?:a |an |another |the |one more )?(?:new |further )?(?:sub-?task|task|step|to-?do)\b(?:\s+(?:to|in)\s+(?<plan>(?:the |my |this )?plan(?:\s[^:：]+?)?))?\s*(?:[:：]|called|named|to\b)?\s*(?<title>.+?)(?:\s+(?:to|in|into)\s+(?<plan>(?:the |my |this )plan|plan\s.+|it))?$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^add\s+(?<title>.+?)\s+(?:to|in|into)\s+(?<plan>(?:the |my |this )plan|plan\s.+|it)$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishTo();

    [GeneratedRegex("^(?:在|给|为)(?<parent>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:任务|步骤).+?)(?:下面|之下|下边|下)?(?:添加|增加|新增|加上?|建)(?:一个|一项|一条|个|项)?(?:新的?)?(?:子任务|任务|步骤)[:：]?\\s*(?<title>.+)$")]
    private static partial Regex ChineseBelow();

    [GeneratedRegex("^(?:在|给|为|往)(?<plan>.*?计划.*?)(?:里面|里|中|上)?(?:添加|增加|新增|加上?)(?:一个|一项|一条|个|项)?(?:新的?)?(?:任务|步骤)[:：]?\\s*(?<title>.+)$")]
    private static partial Regex ChineseTo();

    [GeneratedRegex("^(?:再)?(?:添加|增加|新增|新建|加上?|创建)(?:一个|一项|一条|个|项)?(?:新的?)?(?:子?任务|步骤|待办)[:：,，]?\\s*(?<title>.+)$")]
    private static partial Regex Chinese();
}

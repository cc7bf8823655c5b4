using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Chat;

namespace PlanDecomp.Api.Chat.Capabilities.Talk;

/// <summary>What the chat can do, in words.</summary>
internal sealed class ChatHelp(ChatCapabilities capabilities)
{
    public string Text(ReplyLanguage language) => $"{Examples(language)}\n\n{language.Say("Commands:", "命令：")}\n\n{Commands(language)}";

    /// <summary>The commands as lists, one a group.</summary>
    public string Commands(ReplyLanguage language) => string.Join("\n\n", capabilities.CommandList.Commands
        .GroupBy(command => command.Group)
        .Select(group => $"**{Title(group.Key, language)}**\n\n{string.Join('\n', group.Select(command => Line(command, language)))}"));

    private static string Examples(ReplyLanguage language) => language.Say(
        """
        You can say, for example:

        - “Plan a team trip to Lisbon”: I create a plan and break it down in the background.
        - “Break task 2 down, at most 10 tasks”
        - “Add a task: book the hotel” · “Mark task 1 as done” · “Task 3 depends on task 1”
        - “Rename the plan to Spring trip”
        - “Execute it” · “Execute task 2, stop at the first failure” · “What came out of task 2.1?”
        - “Merge tasks 1.2 and 1.3” · “Redo task 2 with fewer steps, as a draft” · “Translate the plan into German”
        - “How long will it take?” · “How good is the plan?” · “Sum it up” · “Repair the dependencies”
        - “Undo” · “Accept the draft” · “Export the plan as Markdown” · “Import:” with an outline below it
        - “What is next?” · “What is blocking us?” · “Who does what?” · “Show me task 2” · “Move task 3 before task 1”
        - Several at once: “Merge tasks 1 and 2, then estimate it”
        - “How is it going?” · “Cancel it” · “Show my plans”
        """,
        """
        你可以这样说：

        - “帮我规划一次去里斯本的团队旅行”：创建计划，并在后台拆分任务
        - “拆分任务2，最多10个任务”
        - “添加任务：预订酒店”“把任务1标记为完成”“任务3依赖任务1”
        - “把计划改名为春季旅行”
        - “执行它”“执行任务2，遇到失败就停止”“任务2.1的结果”
        - “把任务1.2和1.3合并”“重做任务2，先给我看草稿”“把计划翻译成英文”
        - “这个计划要多久”“给计划打分”“总结一下”“修复依赖”
        - “撤销”“接受草稿”“把计划导出为Markdown”“导入：”并在下一行粘贴大纲
        - “接下来做什么”“被什么卡住了”“谁负责什么”“查看任务2”“把任务3移到任务1之前”
        - 一次说几步：“合并任务1和任务2，然后估算工时”
        - “进度怎么样了”“取消”“列出我的计划”
        """);

    private static string Line(ChatCommand command, ReplyLanguage language)
    {
        var argument = language.Say(command.Arguments);
        return $"- `/{language.Say(command.Name)}{(argument.Length == 0 ? "" : " " + argument)}`{language.Say(": ", "：")}{language.Say(command.Meaning)}";
    }

    private static string Title(ChatCommandGroup group, ReplyLanguage language) => group switch
    {
        ChatCommandGroup.Plans => language.Say("Plans and jobs", "计划与后台任务"),
        ChatCommandGroup.Work => language.Say("Work on a plan", "推进计划"),
        ChatCommandGroup.Change => language.Say("Change tasks (add “as a draft” to look first)", "修改任务（加上“先给我看草稿”可先查看）"),
        ChatCommandGroup.History => language.Say("Drafts and changes", "草稿与修改记录"),
        ChatCommandGroup.Files => language.Say("Files and copies", "文件与副本"),
        ChatCommandGroup.Help => language.Say("Help", "帮助"),
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}

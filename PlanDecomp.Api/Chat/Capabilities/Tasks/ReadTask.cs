using System.Text;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Reads one task whole: what to do, what it waits for, what waits for it, why it failed, the beginning of what came of it.</summary>
internal sealed partial class ReadTask(IPlanStore plans, ITaskResultStore results, PlanFinder planFinder) : IChatCapability
{
    /// <summary>Characters; the whole is read with <c>show_result</c>.</summary>
    private const int MaxResult = 1_000;

    private const int MaxInstruction = 4_000;

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("read_task", Precedence.Question, [English(), Chinese()], (turn, match, ct) =>
        {
            var task = SpokenName.Read(match.Groups["task"].Value);
            return RunAsync(turn, task.PlanName, task.Name.Length > 0 ? task.Name : match.Groups["task"].Value, ct);
        }),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("look", "a task with instruction, dependencies, error. Read before you change.")
        {
            Action = "read_task",
            Parameters = [ToolParameter.Task with { IsRequired = true }, ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), given.Text("task")!, ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="words">Words for the task.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, string words, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(target.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var one = TaskFinder.Find(turn, tree, words);
        if (one.Item is not { } task) return ActionOutcome.DidNot(one.Problem);
        turn.TalkAbout(target.PlanId);
        return ActionOutcome.Did(await DescribeAsync(turn, tree, task, ct));
    }

    private async Task<string> DescribeAsync(ChatTurn turn, PlanTree tree, NumberedTask task, CancellationToken ct)
    {
        var all = NumberedTasks.Of(tree);
        var text = new StringBuilder(turn.Say(
            $"{task.Number} [{Markdown.Escape(task.Task.Title)}](/plans/{tree.Plan.PlanId}?task={task.Task.TaskId}) (#{task.Task.TaskId}) is {ActionWords.Status(turn, task.Task.Status)}.",
            $"{task.Number} [{Markdown.Escape(task.Task.Title)}](/plans/{tree.Plan.PlanId}?task={task.Task.TaskId})（#{task.Task.TaskId}）：{ActionWords.Status(turn, task.Task.Status)}。"));
        if (task.Task.Error is { Length: > 0 } error) Add(turn.Say("Why", "原因"), Markdown.Escape(error));
        if (task.Task.Instruction.Length > 0) Add(turn.Say("Instruction", "说明"), Markdown.Escape(TextCut.To(task.Task.Instruction, MaxInstruction)));
        Add(turn.Say("Depends on", "依赖"), Names(turn, all, other => task.Task.DependsOn.Contains(other.Task.TaskId)));
        if (OpenWork.Of(tree).Blocked.FirstOrDefault(blocked => blocked.Task.Task.TaskId == task.Task.TaskId) is { } waits)
        {
            Add(turn.Say("Waits for", "正在等待"), Names(turn, waits.WaitsFor, _ => true));
        }

        if (all.Any(other => other.Task.DependsOn.Contains(task.Task.TaskId))) Add(turn.Say("Needed by", "被依赖于"), Names(turn, all, other => other.Task.DependsOn.Contains(task.Task.TaskId)));
        if (task.Task.Children.Count > 0) Add(turn.Say("Subtasks", "子任务"), Names(turn, all, other => other.Task.ParentId == task.Task.TaskId));
        if (task.Task.EffortHours is { } hours) Add(turn.Say("Effort", "工时"), turn.Say($"{hours:0.##} h", $"{hours:0.##} 小时"));
        if (task.Task.ResultVersion is not null && await results.ListAsync(tree.Plan.PlanId, task.Task.TaskId, null, 1, ct) is { Results: [var result] })
        {
            Add(turn.Say("Result (beginning)", "结果（开头）"), Markdown.Escape(TextCut.To(result.Content, MaxResult)));
        }

        return text.ToString();

        void Add(string name, string value) => text.Append(turn.Say($"\n\n**{name}:** {value}", $"\n\n**{name}：**{value}"));
    }

    private static string Names(ChatTurn turn, IEnumerable<NumberedTask> tasks, Func<NumberedTask, bool> which) =>
        string.Join(turn.Say(", ", "、"), tasks.Where(which).Select(other => $"{other.Number} {Markdown.Escape(other.Task.Title)} ({ActionWords.Status(turn, other.Task.Status)})")) is { Length: > 0 } names
            ? names : turn.Say("nothing", "无");

    [GeneratedRegex(@"^(?:show|read|open|describe|explain|tell\s+me\s+about|details?\s+of|what\s+is|what's|what\s+about)(?:\s+me)?\s+(?<task>(?:the\s+)?(?:task|step|subtask)\s+(?:#?[\d.]+|[“""].+?[”""])(?:\s+(?:of|in)\s+(?:the\s+)?plan\s+.+)?)(?:\s+about)?$|^(?:why\s+(?:did|has|is|was))\s+(?<task>(?:the\s+)?(?:task|step|subtask)\s+(?:#?[\d.]+|[“""].+?[”""]))\s+(?:fail(?:ed)?|blocked|stuck|skipped|waiting|not\s+done|been\s+skipped)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^(?:查看|看看|看一下|显示|读一下|介绍一下?|说说|解释一下?)(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤)\\s?(?:#?[\\d.]+|[“「].+?[”」]))(?:的?(?:详情|内容|细节))?$|^(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤)\\s?(?:#?[\\d.]+|[“「].+?[”」]))(?:是做什么的|是什么|讲什么|的详情)$|^(?<task>(?:子?任务|步骤)\\s?(?:#?[\\d.]+|[“「].+?[”」]))(?:为什么|为何)(?:会)?(?:失败|受阻|卡住|被跳过|没完成)(?:了)?$|^为什么(?<task>(?:子?任务|步骤)\\s?(?:#?[\\d.]+|[“「].+?[”」]))(?:会)?(?:失败|受阻|卡住|被跳过|没完成)(?:了)?$")]
    private static partial Regex Chinese();
}

using System.Text;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Api.Chat.Capabilities.Execution;

/// <summary>Shows what executions have brought: one task's result, or which tasks of a plan have one.</summary>
internal sealed partial class ShowResult(IPlanStore plans, ITaskResultStore results, TargetFinder targets) : IChatCapability
{
    private const int MaxLines = 30;

    /// <summary>Characters; the whole is on the task's page.</summary>
    private const int MaxLength = 8_000;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("result", "结果"),
                Group = ChatCommandGroup.Work,
                Arguments = new("[task]", "[任务]"),
                Meaning = new("shows what came out of a task", "查看任务的执行结果"),
            },
            (turn, argument, ct) => RunAsync(turn, TargetName.Of(argument), ct)),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of(
            "result", Precedence.Thing, [English(), EnglishShow(), Chinese(), ChineseWhat()],
            (turn, match, ct) => RunAsync(turn, TargetName.Of(match.Groups["what"].Value), ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("look", "what came of a task; without one, which tasks have a result.")
        {
            Action = "show_result",
            Parameters = [ToolParameter.Plan, ToolParameter.Task],
            RunAsync = (turn, given, ct) => RunAsync(turn, TargetName.Of(given.Text("plan"), given.Text("task")), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the task, or the plan.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, name, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        turn.TalkAbout(target.Plan.PlanId);
        return target.Task is { } task ? await OfTaskAsync(turn, target, task, ct) : await OfPlanAsync(turn, target.Plan, ct);
    }

    private async Task<ActionOutcome> OfTaskAsync(ChatTurn turn, Target target, PlanTask task, CancellationToken ct)
    {
        if (await results.ListAsync(target.Plan.PlanId, task.TaskId, null, 1, ct) is not { } page) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var link = $"/plans/{target.Plan.PlanId}?task={task.TaskId}";
        if (page.Results is not [var result])
        {
            var why = task.Error is { Length: > 0 } error ? turn.Say($" ({Markdown.Escape(error)})", $"（{Markdown.Escape(error)}）") : "";
            return ActionOutcome.DidNot(turn.Say(
                $"{target.Begin(turn)} has no result yet; it is {ActionWords.Status(turn, task.Status)}{why}. To have it worked on: /execute #{task.TaskId}",
                $"{target.Begin(turn)}还没有结果，状态：{ActionWords.Status(turn, task.Status)}{why}。要执行它：/执行 #{task.TaskId}"));
        }

        var head = turn.Say(
            $"What came out of the task [{Markdown.Escape(task.Title)}]({link}) of {Markdown.Link(target.Plan)} (version {result.Version}, {Writer(turn, result)}):",
            $"{Markdown.Link(target.Plan)}中任务[{Markdown.Escape(task.Title)}]({link})的结果（第 {result.Version} 版，{Writer(turn, result)}）：");
        var text = new StringBuilder(head).Append("\n\n").Append(Quote(TextCut.To(result.Content, MaxLength)));
        if (result.Content.Length > MaxLength) text.Append("\n\n").Append(turn.Say($"The whole is [here]({link}).", $"完整内容见[这里]({link})。"));
        return ActionOutcome.Did(text.ToString()) with { ForModel = $"{Markdown.ToPlainText(head)}\n\n{TextCut.To(result.Content, MaxLength)}" };
    }

    private async Task<ActionOutcome> OfPlanAsync(ChatTurn turn, Plan plan, CancellationToken ct)
    {
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var all = NumberedTasks.Of(tree).Where(numbered => numbered.Task.ResultVersion is not null).ToList();
        if (all.Count == 0)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"No task of {Markdown.Link(plan)} has a result yet. Say “execute it” to have the tasks worked on.",
                $"{Markdown.Link(plan)}还没有任何任务有结果。说“执行它”即可开始执行。"));
        }

        var lines = all.Take(MaxLines).Select(numbered => $"- {numbered.Number} [{Markdown.Escape(numbered.Task.Title)}](/plans/{plan.PlanId}?task={numbered.Task.TaskId})");
        var more = all.Count > MaxLines ? turn.Say($"\n\n… and {all.Count - MaxLines} more.", $"\n\n……另有 {all.Count - MaxLines} 个。") : "";
        return ActionOutcome.Did(turn.Say(
            $"Tasks of {Markdown.Link(plan)} with a result; name one to read it, for example /result {all[0].Number}\n\n{string.Join('\n', lines)}{more}",
            $"{Markdown.Link(plan)}中已有结果的任务，说出编号即可查看，例如 /结果 {all[0].Number}\n\n{string.Join('\n', lines)}{more}"));
    }

    private static string Writer(ChatTurn turn, TaskResult result) => result.Writer == "llm"
        ? Markdown.Escape(result.Model ?? turn.Say("language model", "语言模型"))
        : turn.Say("written by rules", "由规则生成");

    /// <summary>Set off as a quote: whatever it says, it is not the chat that says it.</summary>
    private static string Quote(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}".TrimEnd()));

    [GeneratedRegex(@"^what\s+(?:came|has\s+come|did\s+come|comes)\s+out(?:\s+of\s+(?<what>" + Named.English + @"))?$|^what\s+(?:is|was|are|were|'s)\s+the\s+(?:results?|outcome|output)(?:\s+(?:of|for|from)\s+(?<what>" + Named.English + @"))?$|^what\s+did\s+(?<what>" + Named.English + @")\s+(?:produce|bring|give|yield)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:(?:show|read|open|see|view|give|display|list)(?:\s+me)?\s+)?(?:the\s+|its\s+|all\s+)?(?:results?|outcome|output)(?:\s+(?:of|for|from)\s+(?<what>" + Named.English + @"))?$|^(?:show|read|open|see|view)(?:\s+me)?\s+(?<what>(?:task|step)\s+[^,;:]+?)(?:'s|’s)\s+(?:result|outcome|output)$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishShow();

    [GeneratedRegex(@"^(?:查看|看看|看一下|看|显示|打开|读一下|列出)?(?:一下)?(?<what>" + Named.Chinese + @")?(?:的)?(?:执行)?(?:结果|成果|产出|输出)(?:是什么|如何|怎么样|有哪些|呢)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?<what>" + Named.Chinese + @")(?:执行(?:后|完)?)?(?:得出了?|产生了?|得到了?|做出了?|写了?|有)(?:什么|哪些)(?:结果|成果|东西)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseWhat();
}

using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Results;

namespace PlanDecomp.Api.Chat.Actions.Execution;

/// <summary>Shows what executions have brought: one task's result, or which tasks of a plan have one.</summary>
internal sealed class ShowResult(IPlanStore plans, ITaskResultStore results, TargetFinder targets) : IChatAction
{
    private const int MaxLines = 30;

    /// <summary>Characters; the whole is on the task's page.</summary>
    private const int MaxLength = 8_000;

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

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "show_result",
        "Reads what an execution has brought for a task; without a task, which tasks of the plan have a result.",
        async (
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description(ToolWords.Task)] string? task = null,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), ct));

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
        return ActionOutcome.Did(text.ToString());
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
}

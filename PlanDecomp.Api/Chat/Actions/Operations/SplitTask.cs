using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Operations;

namespace PlanDecomp.Api.Chat.Actions.Operations;

/// <summary>Makes several tasks, beside each other, of one.</summary>
internal sealed class SplitTask(TargetFinder targets, Operation operation) : IChatAction
{
    private const int MinParts = 2;
    private const int MaxParts = 12;

    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the task.</param>
    /// <param name="wish">Into how many, and how.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, SplitWish wish, CancellationToken ct)
    {
        if (wish.Parts is < MinParts or > MaxParts)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"A task can be split into {MinParts} to {MaxParts} tasks. For more, break it down: /decompose", $"一个任务可以拆开成 {MinParts} 到 {MaxParts} 个任务。需要更多时请拆分它：/拆分"));
        }

        var found = await targets.FindAsync(turn, name, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (target.Task is null)
        {
            return ActionOutcome.DidNot(turn.Say(
                $"Which task of {Markdown.Link(target.Plan)} should I split into several? For example: /split 2. To break the whole plan down: /decompose",
                $"要把{Markdown.Link(target.Plan)}的哪个任务拆开成几个？例如：/拆开 2。要拆分整个计划：/拆分"));
        }

        var into = wish.Parts is { } parts ? turn.Say($"{parts} tasks", $" {parts} 个任务") : turn.Say("several tasks", "几个任务");
        return await operation.StartAsync(
            turn, target,
            new OperationRequest { Operation = OperationName.Split, Parts = wish.Parts, Hint = wish.Hint, Commit = DraftWords.CommitOf(wish.IsDraft) },
            turn.Say($"splitting {target.In(turn)} into {into}", $"把{target.In(turn)}拆开成{into}"), ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "split_task",
        "Starts the background job that makes several tasks, beside each other, of one. To make tasks below it, use decompose.",
        async (
            [Description(ToolWords.Task)] string task,
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("Into how many, 2 to 12; leave it out for as many as it takes.")] int? parts = null,
            [Description("What to mind.")] string? hint = null,
            [Description(ToolWords.AsDraft)] bool draft = false,
            CancellationToken ct = default) => await RunAsync(turn, TargetName.Of(plan, task), new SplitWish(parts, hint, draft), ct));
}

/// <summary>How a task is to be split.</summary>
/// <param name="Parts">Null for as many as it takes.</param>
/// <param name="Hint">What to mind; null for nothing.</param>
/// <param name="IsDraft">The change is to be looked at first.</param>
internal sealed record SplitWish(int? Parts, string? Hint, bool IsDraft);

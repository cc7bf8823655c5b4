using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Adds a task to a plan.</summary>
internal sealed class AddTask(IPlanStore plans, PlanFinder planFinder) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="task">The task.</param>
    /// <param name="ct">Cancels the call before something is added.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TaskToAdd task, CancellationToken ct)
    {
        var title = SpokenName.Clean(task.Title);
        if (title.Length is 0 or > PlanLimits.TitleLength) return ActionOutcome.DidNot(ActionWords.TitleLength(turn));
        if (task.Instruction?.Length > PlanLimits.InstructionLength) return ActionOutcome.DidNot(ActionWords.TextLength(turn, PlanLimits.InstructionLength));
        var found = await planFinder.FindAsync(turn, task.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));

        PlanTaskNode? parent = null;
        if (!string.IsNullOrWhiteSpace(task.Parent))
        {
            var one = TaskFinder.Find(turn, tree, task.Parent);
            if (one.Item is null) return ActionOutcome.DidNot(one.Problem);
            parent = one.Item.Task;
        }

        var dependencies = TaskDependencies.Find(turn, tree, task.DependsOn);
        if (dependencies.Item is null) return ActionOutcome.DidNot(dependencies.Problem);

        // A reply that is written anew must not add the same again.
        if ((parent?.Children ?? tree.Tasks).Any(sibling => string.Equals(sibling.Title, title, StringComparison.OrdinalIgnoreCase)))
        {
            return ActionOutcome.DidNot(turn.Say(
                $"There is a task “{Markdown.Escape(title)}” in {Markdown.Link(plan)} already.", $"{Markdown.Link(plan)}中已有任务“{Markdown.Escape(title)}”。"));
        }

        return await AddAsync(turn, plan, new CreateTaskRequest
        {
            Title = title,
            Instruction = task.Instruction,
            ParentId = parent?.TaskId,
            DependsOn = dependencies.Item,
        }, parent, ct);
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "add_task",
        "Adds one task to a plan by hand. To have tasks worked out, use decompose.",
        async (
            [Description("The task's title.")] string title,
            [Description(ToolWords.PlanInTalk)] string? plan = null,
            [Description("The task it goes below: title, place such as 2.1, or id such as #12; leave it out for the top.")] string? parent = null,
            [Description("What to do, in a few sentences.")] string? instruction = null,
            [Description("Tasks that must be completed first: titles, places or ids.")] string[]? dependsOn = null,
            CancellationToken ct = default) =>
            await RunAsync(turn, new TaskToAdd(title) { Plan = plan, Parent = parent, Instruction = instruction, DependsOn = dependsOn }, ct));

    private async Task<ActionOutcome> AddAsync(ChatTurn turn, Plan plan, CreateTaskRequest request, PlanTask? parent, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            if (await plans.AddTaskAsync(plan.PlanId, request, CancellationToken.None) is not { } added) return ActionOutcome.DidNot(ActionWords.Gone(turn));
            turn.TalkAbout(plan.PlanId);
            var name = Markdown.Escape(added.Title);
            return ActionOutcome.Did(parent is null
                ? turn.Say($"I added the task “{name}” to {Markdown.Link(plan)}.", $"我已在{Markdown.Link(plan)}中添加任务“{name}”。")
                : turn.Say(
                    $"I added the task “{name}” below “{Markdown.Escape(parent.Title)}” in {Markdown.Link(plan)}.",
                    $"我已在{Markdown.Link(plan)}的“{Markdown.Escape(parent.Title)}”下添加任务“{name}”。"));
        }
        catch (PlanRuleException rule)
        {
            return ActionOutcome.DidNot(ActionWords.Rule(turn, rule));
        }
    }
}

/// <summary>A task as a person words it.</summary>
/// <param name="Title">Its title.</param>
internal sealed record TaskToAdd(string Title)
{
    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; init; }

    /// <summary>Words for the task it goes below; null is the top.</summary>
    public string? Parent { get; init; }

    public string? Instruction { get; init; }

    /// <summary>Words for each task to be completed first.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }
}

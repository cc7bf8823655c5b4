using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Changes a task: its title, instruction, status, or what it depends on.</summary>
internal sealed class EditTask(IPlanStore plans, PlanFinder planFinder) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents =>
    [
        new("edit_task", Precedence.ByHand, said => EditTaskWords.Read(said) is { } change ? async (turn, ct) => await RunAsync(turn, change, ct) : null),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("edit_task", "Changes a task. Fields left out stay as they are.")
        {
            Parameters =
            [
                ToolParameter.Task with { IsRequired = true },
                ToolParameter.Plan,
                new("title", ToolType.Text),
                new("instruction", ToolType.Text),
                new("status", ToolType.Text) { Choices = [.. Enum.GetValues<PlanTaskStatus>().Select(status => status.ToName())] },
                new("dependsOn", ToolType.Texts, "All tasks to be completed first; replaces the list."),
            ],
            RunAsync = async (turn, given, ct) =>
            {
                var status = TaskStatusWords.Read(given.Text("status"));
                if (given.Has("status") && status is null) return ActionOutcome.DidNot(TaskStatusWords.Explain(turn));
                return await RunAsync(
                    turn,
                    new TaskToEdit(given.Text("task")!)
                    {
                        Plan = given.Text("plan"), Title = given.Text("title"), Instruction = given.Text("instruction"), Status = status, DependsOn = given.Texts("dependsOn"),
                    }, ct);
            },
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="change">What to change, and in which task.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TaskToEdit change, CancellationToken ct)
    {
        var title = change.Title is null ? null : SpokenName.Clean(change.Title);
        if (title?.Length is 0 or > PlanLimits.TitleLength) return ActionOutcome.DidNot(ActionWords.TitleLength(turn));
        if (change.Instruction?.Length > PlanLimits.InstructionLength) return ActionOutcome.DidNot(ActionWords.TextLength(turn, PlanLimits.InstructionLength));
        if (change is { Title: null, Instruction: null, Status: null, DependsOn: null })
        {
            return ActionOutcome.DidNot(turn.Say("What should I change in the task: its title, instruction, status or dependencies?", "要改任务的什么：标题、说明、状态还是依赖？"));
        }

        var found = await planFinder.FindAsync(turn, change.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var one = TaskFinder.Find(turn, tree, change.Task);
        if (one.Item is not { } task) return ActionOutcome.DidNot(one.Problem);
        var dependencies = TaskDependencies.Find(turn, tree, change.DependsOn);
        if (dependencies.Item is null) return ActionOutcome.DidNot(dependencies.Problem);

        return await ChangeAsync(turn, plan, task.Task, new UpdateTaskRequest
        {
            Title = title,
            Instruction = change.Instruction,
            Status = change.Status,
            DependsOn = change.DependsOn is null ? null : dependencies.Item,
        }, ct);
    }

    private async Task<ActionOutcome> ChangeAsync(ChatTurn turn, Plan plan, PlanTask before, UpdateTaskRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            if (await plans.UpdateTaskAsync(plan.PlanId, before.TaskId, request, CancellationToken.None) is not { } after) return ActionOutcome.DidNot(ActionWords.Gone(turn));
            turn.TalkAbout(plan.PlanId);
            var name = Markdown.Escape(after.Title);
            return ActionOutcome.Did(request switch
            {
                { Status: { } status } => turn.Say(
                    $"The task “{name}” of {Markdown.Link(plan)} is now {ActionWords.Status(turn, status)}.",
                    $"{Markdown.Link(plan)}中的任务“{name}”现在是：{ActionWords.Status(turn, status)}。"),
                { Title: not null } => turn.Say(
                    $"The task “{Markdown.Escape(before.Title)}” of {Markdown.Link(plan)} is now called “{name}”.",
                    $"{Markdown.Link(plan)}中的任务“{Markdown.Escape(before.Title)}”已改名为“{name}”。"),
                _ => turn.Say($"I changed the task “{name}” of {Markdown.Link(plan)}.", $"我已修改{Markdown.Link(plan)}中的任务“{name}”。"),
            });
        }
        catch (PlanRuleException rule)
        {
            return ActionOutcome.DidNot(ActionWords.Rule(turn, rule));
        }
    }
}

/// <summary>A change of a task as a person words it; null leaves a field.</summary>
/// <param name="Task">Words for the task.</param>
internal sealed record TaskToEdit(string Task)
{
    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; init; }

    public string? Title { get; init; }
    public string? Instruction { get; init; }
    public PlanTaskStatus? Status { get; init; }

    /// <summary>Words for each task to be completed first; replaces all.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }
}

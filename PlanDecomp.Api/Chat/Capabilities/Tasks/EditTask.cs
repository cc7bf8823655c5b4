using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Changes a task: its title, instruction, status, or what it depends on.</summary>
internal sealed class EditTask(IPlanStore plans, PlanFinder planFinder, ActGate gate, HandChange change) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents =>
    [
        new("edit_task", Precedence.ByHand, said => EditTaskWords.Read(said) is { } change ? async (turn, ct) => await RunAsync(turn, change, ct) : null),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("tasks", "changes one; what is left out stays.")
        {
            Action = "edit_task",
            Parameters =
            [
                ToolParameter.Task with { IsRequired = true },
                ToolParameter.Plan,
                new("title", ToolType.Text),
                new("instruction", ToolType.Text),
                new("status", ToolType.Text) { Choices = [.. Enum.GetValues<PlanTaskStatus>().Select(status => status.ToName())] },
                new("addDependsOn", ToolType.Texts),
                new("removeDependsOn", ToolType.Texts),
            ],
            RunAsync = async (turn, given, ct) =>
            {
                var status = TaskStatusWords.Read(given.Text("status"));
                if (given.Has("status") && status is null) return ActionOutcome.DidNot(TaskStatusWords.Explain(turn));
                return await RunAsync(
                    turn,
                    new TaskToEdit(given.Text("task")!)
                    {
                        Plan = given.Text("plan"), Title = given.Text("title"), Instruction = given.Text("instruction"), Status = status,
                        AddDependsOn = given.Texts("addDependsOn"), RemoveDependsOn = given.Texts("removeDependsOn"),
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
        if (change is { Title: null, Instruction: null, Status: null, AddDependsOn: null, RemoveDependsOn: null })
        {
            return ActionOutcome.DidNot(turn.Say("What should I change in the task: its title, instruction, status or dependencies?", "要改任务的什么：标题、说明、状态还是依赖？"));
        }

        var found = await planFinder.FindAsync(turn, change.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var one = TaskFinder.Find(turn, tree, change.Task);
        if (one.Item is not { } task) return ActionOutcome.DidNot(one.Problem);
        var added = TaskDependencies.Find(turn, tree, change.AddDependsOn);
        if (added.Item is null) return ActionOutcome.DidNot(added.Problem);
        var removed = TaskDependencies.Find(turn, tree, change.RemoveDependsOn);
        if (removed.Item is null) return ActionOutcome.DidNot(removed.Problem);
        var hasDependencies = change.AddDependsOn is not null || change.RemoveDependsOn is not null;

        return await ChangeAsync(turn, plan, task.Task, new UpdateTaskRequest
        {
            Title = title,
            Instruction = change.Instruction,
            Status = change.Status,
            // Added to what there is: no list is overwritten that was not read.
            DependsOn = hasDependencies ? [.. task.Task.DependsOn.Except(removed.Item).Union(added.Item)] : null,
        }, ct);
    }

    private static Deed DeedOf(ChatTurn turn, Plan plan, PlanTask task, UpdateTaskRequest request) => new("edit_task", plan, task)
    {
        IsSmall = true,
        Detail = string.Join('|', request.Title, request.Status?.ToName(), request.Instruction is null ? "" : "instruction", string.Join(',', request.DependsOn ?? [])),
        Note = request switch
        {
            { Title: { } title } => $"“{Markdown.Escape(title)}”",
            { Status: { } status } => ActionWords.Status(turn, status),
            _ => "",
        },
    };

    private async Task<ActionOutcome> ChangeAsync(ChatTurn turn, Plan plan, PlanTask before, UpdateTaskRequest request, CancellationToken ct)
    {
        if (await gate.StopAsync(turn, DeedOf(turn, plan, before, request), ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        try
        {
            if (await plans.UpdateTaskAsync(plan.PlanId, before.TaskId, request, CancellationToken.None) is not { } after) return ActionOutcome.DidNot(ActionWords.Gone(turn));
            await change.NoteAsync(turn, plan.PlanId, ChangeKind.TaskChanged, after.TaskId);
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

    /// <summary>Words for each further task to be completed first.</summary>
    public IReadOnlyList<string>? AddDependsOn { get; init; }

    /// <summary>Words for each task that it is to wait for no more.</summary>
    public IReadOnlyList<string>? RemoveDependsOn { get; init; }
}

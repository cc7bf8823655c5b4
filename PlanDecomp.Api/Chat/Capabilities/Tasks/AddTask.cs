using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Adds a task to a plan.</summary>
internal sealed partial class AddTask(IPlanStore plans, PlanFinder planFinder, ActGate gate, HandChange change) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("add_task", Precedence.ByHand, [EnglishBelow(), English(), EnglishTo(), ChineseBelow(), ChineseTo(), Chinese()], (turn, match, ct) =>
            RunAsync(turn, new TaskToAdd(match.Groups["title"].Value) { Plan = Text(match, "plan"), Parent = Text(match, "parent") }, ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("tasks", "adds one by hand; to have tasks worked out: decompose.")
        {
            Action = "add_task",
            Parameters =
            [
                new("title", ToolType.Text) { IsRequired = true },
                ToolParameter.Plan,
                new("parent", ToolType.Text),
                new("instruction", ToolType.Text),
                new("dependsOn", ToolType.Texts),
            ],
            RunAsync = (turn, given, ct) => RunAsync(
                turn,
                new TaskToAdd(given.Text("title")!)
                {
                    Plan = given.Text("plan"), Parent = given.Text("parent"), Instruction = given.Text("instruction"), DependsOn = given.Texts("dependsOn"),
                }, ct),
        },
    ];

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

    private static string? Text(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    private async Task<ActionOutcome> AddAsync(ChatTurn turn, Plan plan, CreateTaskRequest request, PlanTask? parent, CancellationToken ct)
    {
        if (await gate.StopAsync(turn, new Deed("add_task", plan) { IsSmall = true, Detail = request.Title!, Note = $"“{Markdown.Escape(request.Title!)}”" }, ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        try
        {
            if (await plans.AddTaskAsync(plan.PlanId, request, CancellationToken.None) is not { } added) return ActionOutcome.DidNot(ActionWords.Gone(turn));
            await change.NoteAsync(turn, plan.PlanId, ChangeKind.TaskAdded, added.TaskId);
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

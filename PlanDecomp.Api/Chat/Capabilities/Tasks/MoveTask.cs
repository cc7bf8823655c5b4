using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Moves a task with all below it: under another one, to the top, or before or after one.</summary>
internal sealed partial class MoveTask(IPlanStore plans, PlanFinder planFinder, ActGate gate, HandChange change) : IChatCapability
{
    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("move_task", Precedence.ByHand, [English(), Chinese()], (turn, match, ct) =>
        {
            var task = SpokenName.Read(match.Groups["task"].Value);
            return RunAsync(turn, new TaskToMove(task.Name.Length > 0 ? task.Name : match.Groups["task"].Value)
            {
                Plan = task.PlanName, Below = Text(match, "below"), IsToTop = match.Groups["top"].Success, Before = Text(match, "before"), After = Text(match, "after"),
            }, ct);
        }),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("tasks", "moves or orders one, by exactly one of below, before, after.")
        {
            Action = "move_task",
            Parameters =
            [
                ToolParameter.Task with { IsRequired = true },
                ToolParameter.Plan,
                new("below", ToolType.Text, "A task, or top."),
                new("before", ToolType.Text),
                new("after", ToolType.Text),
            ],
            RunAsync = (turn, given, ct) =>
            {
                if (new[] { "below", "before", "after" }.Count(given.Has) != 1) throw new ArgumentException("exactly one of below, before and after must be given.");
                var isToTop = given.Text("below") is "top" or "";
                return RunAsync(turn, new TaskToMove(given.Text("task")!)
                {
                    Plan = given.Text("plan"), Below = isToTop ? null : given.Text("below"), IsToTop = isToTop, Before = given.Text("before"), After = given.Text("after"),
                }, ct);
            },
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="wish">What to move, and where to.</param>
    /// <param name="ct">Cancels the call before something is changed.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TaskToMove wish, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, wish.Plan, ct);
        if (found.Item is not { } plan) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        var one = TaskFinder.Find(turn, tree, wish.Task);
        if (one.Item is not { } task) return ActionOutcome.DidNot(one.Problem);
        PlanTaskNode? other = null;
        if (!wish.IsToTop)
        {
            var beside = TaskFinder.Find(turn, tree, wish.Below ?? wish.Before ?? wish.After ?? "");
            if (beside.Item is not { } target) return ActionOutcome.DidNot(beside.Problem);
            other = target.Task;
        }

        var to = Place(task.Task, other, wish);
        var where = Where(turn, other, wish);
        var deed = new Deed("move_task", plan, task.Task) { IsSmall = true, Detail = $"{to.ParentId}/{to.Position}", Note = where };
        if (await gate.StopAsync(turn, deed, ct) is { } stopped) return stopped;
        ct.ThrowIfCancellationRequested();
        try
        {
            if (await plans.MoveTaskAsync(plan.PlanId, task.Task.TaskId, to, CancellationToken.None) is not { } moved) return ActionOutcome.DidNot(ActionWords.Gone(turn));
            await change.NoteAsync(turn, plan.PlanId, ChangeKind.TaskMoved, moved.TaskId);
            turn.TalkAbout(plan.PlanId);
            var name = Markdown.Escape(moved.Title);
            return ActionOutcome.Did(turn.Say($"I moved the task “{name}” of {Markdown.Link(plan)} {where}.", $"我已把{Markdown.Link(plan)}中的任务“{name}”移到{where}。"));
        }
        catch (PlanRuleException rule)
        {
            return ActionOutcome.DidNot(ActionWords.Rule(turn, rule));
        }
    }

    /// <summary>Positions count the siblings without the moved task itself.</summary>
    private static MoveTaskRequest Place(PlanTask task, PlanTaskNode? other, TaskToMove wish)
    {
        if (other is null || wish.Below is not null) return new MoveTaskRequest { ParentId = other?.TaskId };
        var at = other.Position + (wish.After is null ? 0 : 1);
        if (task.ParentId == other.ParentId && task.Position < other.Position) at--;
        return new MoveTaskRequest { ParentId = other.ParentId, Position = at };
    }

    private static string Where(ChatTurn turn, PlanTask? other, TaskToMove wish) => (other, wish) switch
    {
        (null, _) => turn.Say("to the top", "最上层"),
        (_, { Below: not null }) => turn.Say($"below “{Markdown.Escape(other.Title)}”", $"“{Markdown.Escape(other.Title)}”之下"),
        (_, { Before: not null }) => turn.Say($"before “{Markdown.Escape(other.Title)}”", $"“{Markdown.Escape(other.Title)}”之前"),
        _ => turn.Say($"behind “{Markdown.Escape(other.Title)}”", $"“{Markdown.Escape(other.Title)}”之后"),
    };

    private static string? Text(Match match, string group) => match.Groups[group] is { Success: true, Length: > 0 } found ? found.Value : null;

    [GeneratedRegex(@"^(?:move|put|place|bring)\s+(?<task>(?:the |this )?(?:task|step|subtask)\s.+?|#?\d+(?:\.\d+)*|[“""].+?[”""])\s+(?:(?:under|below|beneath|into)\s+(?<below>.+)|(?<top>to the (?:very )?top(?: level)?)|(?:(?:right\s+)?before|above|ahead of|in front of)\s+(?<before>.+)|(?:(?:right\s+)?after|behind)\s+(?<after>.+))$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^(?:把|将)?(?:移动)?(?<task>(?:第.+?(?:个|项|条)?(?:子?任务|步骤|步))|(?:子?任务|步骤)\\s?.+?|#\\d+|[“「].+?[”」])(?:移动?|挪|放|排|调)(?:到|在|至)(?:(?<top>(?:最上层|顶层|最顶层|最上面一层))|(?<below>.+?)(?:的)?(?:下面|之下|底下|下级|里面?|内|下)|(?<before>.+?)(?:的)?(?:之前|前面|前)|(?<after>.+?)(?:的)?(?:之后|后面|后))$")]
    private static partial Regex Chinese();
}

/// <summary>A move as a person words it: below, before or after another task, or to the top.</summary>
/// <param name="Task">Words for the task.</param>
internal sealed record TaskToMove(string Task)
{
    /// <summary>Words for the plan; null is the one of the talk.</summary>
    public string? Plan { get; init; }

    public string? Below { get; init; }
    public bool IsToTop { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

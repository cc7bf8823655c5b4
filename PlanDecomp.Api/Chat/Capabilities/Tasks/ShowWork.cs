using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Tasks;

/// <summary>Answers "what is next?", "what is blocking us?", "who does what?" from the plan as it is.</summary>
internal sealed partial class ShowWork(IPlanStore plans, PlanFinder planFinder) : IChatCapability
{
    private const string Next = "next";
    private const string BlockedWork = "blocked";
    private const string People = "people";
    private const int MaxLines = 15;
    private const int MaxWaits = 4;

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("show_work", Precedence.Question, [NextEnglish(), NextChinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, Next, ct)),
        ChatIntent.Of("show_work", Precedence.Question, [BlockedEnglish(), BlockedChinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, BlockedWork, ct)),
        ChatIntent.Of("show_work", Precedence.Question, [PeopleEnglish(), PeopleChinese()], (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, People, ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("look", "what can be done next, what is blocked by what, who does what.")
        {
            Action = "show_work",
            Parameters = [new("what", ToolType.Text) { IsRequired = true, Choices = [Next, BlockedWork, People] }, ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), given.Text("what")!, ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk.</param>
    /// <param name="what">Next, blocked or people.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, string what, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(target.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        turn.TalkAbout(target.PlanId);
        if (tree.Tasks.Count == 0) return ActionOutcome.DidNot(ActionWords.NoTasks(turn, tree.Plan));
        var work = OpenWork.Of(tree);
        return ActionOutcome.Did(what switch { BlockedWork => Blocking(turn, tree.Plan, work), People => WhoDoes(turn, tree.Plan, work), _ => NextOf(turn, tree.Plan, work) });
    }

    private static string NextOf(ChatTurn turn, Plan plan, OpenWork work)
    {
        var link = Markdown.Link(plan);
        var running = work.All.Where(task => task.Task.Status == PlanTaskStatus.Running).ToList();
        var now = running.Count == 0 ? "" : turn.Say($"In progress:\n\n{Lines(turn, running, Line)}\n\n", $"正在进行：\n\n{Lines(turn, running, Line)}\n\n");
        if (work.Ready.Count > 0)
        {
            var more = work.Blocked.Count == 0 ? "" : turn.Say($"\n\n{work.Blocked.Count} more wait for others: say “what is blocking us?”", $"\n\n另有 {work.Blocked.Count} 个在等待其他任务：可以问“被什么卡住了？”");
            return now + turn.Say($"Can be done next in {link}:\n\n{Lines(turn, work.Ready, Line)}{more}", $"{link}接下来可以做：\n\n{Lines(turn, work.Ready, Line)}{more}");
        }

        return now + (work.Blocked.Count > 0 || work.Failed.Count > 0
            ? Blocking(turn, plan, work)
            : running.Count > 0 ? turn.Say($"Nothing else of {link} can be begun now.", $"{link}目前没有其他可开始的任务。") : turn.Say($"Nothing is left to do in {link}.", $"{link}已没有要做的任务。"));
    }

    private static string Blocking(ChatTurn turn, Plan plan, OpenWork work)
    {
        var link = Markdown.Link(plan);
        if (work.Blocked.Count == 0 && work.Failed.Count == 0)
        {
            return turn.Say(
                $"Nothing blocks {link}: {work.Ready.Count} {(work.Ready.Count == 1 ? "task" : "tasks")} can be done now.", $"{link}没有受阻的任务：现在可以做 {work.Ready.Count} 个任务。");
        }

        var text = new List<string>();
        if (work.Failed.Count > 0)
        {
            text.Add(turn.Say($"Failed in {link}:", $"{link}中失败的任务：") + $"\n\n{Lines(turn, work.Failed, (_, task) => Line(turn, task) + Reason(turn, task.Task))}");
        }

        if (work.Causes.Count > 0)
        {
            var causes = work.Causes.Take(MaxLines).Select(cause => $"- {Named(cause.Task)} ({ActionWords.Status(turn, cause.Task.Task.Status)}): " +
                turn.Say($"{cause.Holds} {(cause.Holds == 1 ? "task waits" : "tasks wait")} for it", $"{cause.Holds} 个任务在等它"));
            text.Add(turn.Say($"These hold others up in {link}:", $"{link}中卡住其他任务的是：") + $"\n\n{string.Join('\n', causes)}");
        }

        if (work.Blocked.Count > 0)
        {
            text.Add(turn.Say("Blocked:", "受阻的任务：") + $"\n\n{Lines(turn, work.Blocked, Waiting)}");
        }

        return string.Join("\n\n", text);
    }

    /// <summary>A plan has no field for people: what is known stands in the words of its tasks.</summary>
    private static string WhoDoes(ChatTurn turn, Plan plan, OpenWork work)
    {
        var link = Markdown.Link(plan);
        var named = work.All.Select(task => (Task: task, Who: OwnerOf(task.Task))).Where(one => one.Who is not null).GroupBy(one => one.Who!, StringComparer.OrdinalIgnoreCase).ToList();
        if (named.Count == 0)
        {
            return turn.Say(
                $"No task of {link} says who does it. Write it into a task's instruction, for example “Owner: Anna”, and I can tell.",
                $"{link}中没有任务写明由谁负责。可以在任务说明里写上，例如“负责人：安娜”，之后我就能回答。");
        }

        var open = work.All.Count - named.Sum(group => group.Count());
        var lines = named.Select(group => $"**{Markdown.Escape(group.Key)}**\n\n{Lines(turn, [.. group.Select(one => one.Task)], Line)}");
        var rest = open == 0 ? "" : turn.Say($"\n\n{open} {(open == 1 ? "task names" : "tasks name")} no one.", $"\n\n另有 {open} 个任务没有写明负责人。");
        return turn.Say($"As the tasks of {link} say:", $"根据{link}各任务的说明：") + $"\n\n{string.Join("\n\n", lines)}{rest}";
    }

    private static string? OwnerOf(PlanTask task) =>
        Owner().Match($"{task.Title}\n{task.Instruction}") is { Success: true } match && SpokenName.Clean(match.Groups["who"].Value) is { Length: > 0 } who ? who : null;

    private static string Waiting(ChatTurn turn, BlockedTask blocked)
    {
        var names = string.Join(turn.Say(", ", "、"), blocked.WaitsFor.Take(MaxWaits).Select(Named));
        var more = blocked.WaitsFor.Count > MaxWaits ? turn.Say($" and {blocked.WaitsFor.Count - MaxWaits} more", $"等 {blocked.WaitsFor.Count} 个") : "";
        return turn.Say($"- {Named(blocked.Task)}: waits for {names}{more}", $"- {Named(blocked.Task)}：等待 {names}{more}");
    }

    private static string Reason(ChatTurn turn, PlanTask task) => task.Error is { Length: > 0 } error ? turn.Say($" ({Markdown.Escape(error)})", $"（{Markdown.Escape(error)}）") : "";

    private static string Line(ChatTurn turn, NumberedTask task) => $"- {Named(task)}" + (task.Task.Status == PlanTaskStatus.Prepared
        ? turn.Say(" (prepared: what is left is a person's to do)", "（已备好，剩下的需要有人去做）")
        : "");

    private static string Named(NumberedTask task) => $"{task.Number} {Markdown.Escape(task.Task.Title)}";

    private static string Lines<T>(ChatTurn turn, IReadOnlyList<T> items, Func<ChatTurn, T, string> line)
    {
        var shown = string.Join('\n', items.Take(MaxLines).Select(item => line(turn, item)));
        return items.Count > MaxLines ? shown + turn.Say($"\n- … and {items.Count - MaxLines} more", $"\n- ……另有 {items.Count - MaxLines} 个") : shown;
    }

    [GeneratedRegex(@"(?:^|[\s(（;；.。,，])(?:owner|responsible|assigned to|assignee|done by|负责人|责任人|执行人|由谁负责)\s*[:：]\s*(?<who>[^\n.;,，。；()（）]{1,60})", RegexOptions.IgnoreCase)]
    private static partial Regex Owner();

    [GeneratedRegex(@"^(?:so\s+)?what(?:'s|’s|\s+is|\s+comes|\s+do\s+(?:i|we)\s+do)\s+(?:up\s+)?next(?:\s+(?:in|on|for|of)\s+(?<plan>.+))?$|^(?:which|what)\s+(?:tasks\s+)?(?:are\s+ready|can\s+(?:i|we|be)\s+(?:do|start|begin|done|started)(?:\s+(?:now|next))?)(?:\s+(?:in|on|for|of)\s+(?<plan>.+))?$|^what\s+(?:should|can)\s+(?:i|we)\s+(?:do|start|work\s+on)(?:\s+(?:now|next|first))?$|^next\s+(?:tasks?|steps?)$", RegexOptions.IgnoreCase)]
    private static partial Regex NextEnglish();

    [GeneratedRegex("^(?:那)?(?:接下来|下一步|现在|目前)(?:该|应该|可以|能|要)?(?:做|干|开始)?(?:什么|哪些?(?:任务)?|啥)(?:任务)?$|^(?:有)?(?:哪些|什么)任务(?:现在)?(?:可以|能)(?:开始|做)(?:了)?$|^下一步(?:是什么|呢)?$|^(?<plan>计划.+?)的?(?:接下来|下一步)(?:该|要)?(?:做)?什么$")]
    private static partial Regex NextChinese();

    [GeneratedRegex(@"^(?:what|who)(?:'s|’s|\s+is|\s+are)\s+(?:blocking|holding\s+up|stopping|blocked|stuck|in\s+(?:the|our|my)\s+way)(?:\s+(?:us|me|it|this|that|(?<plan>(?:the\s+|my\s+)?plan\b.*|\#\d+)|(?:the\s+)?(?:work|progress|rest)))?$|^(?:which|what)\s+tasks\s+(?:are\s+)?(?:blocked|stuck|waiting|wait)(?:\s+(?:in|of)\s+(?<plan>.+))?$|^(?:what|where)\s+(?:are\s+we|do\s+we|is\s+(?:it|everything))\s+(?:waiting\s+for|wait\s+for|stuck)$|^why\s+(?:is\s+nothing|does\s+nothing|are\s+we\s+not)\s+(?:happen(?:ing)?|mov(?:e|ing)(?:\s+on)?|going\s+on)$|^(?:any\s+)?(?:blockers|bottlenecks?)$", RegexOptions.IgnoreCase)]
    private static partial Regex BlockedEnglish();

    [GeneratedRegex("^(?:是|现在|目前|我们|它|(?<plan>计划.+?))*(?:被)?(?:什么|哪些任务|哪个任务|谁)(?:在)?(?:卡住|阻塞|挡住|拖住|阻碍|拖慢)(?:了)?(?:我们|进度|它)?$|^(?:被什么|卡在(?:哪|哪里|哪儿|什么地方))(?:卡住)?(?:了)?$|^(?:有)?(?:哪些|什么)任务(?:被)?(?:卡住|阻塞|受阻|在等待?|卡着)(?:了|着)?$|^(?:我们)?在等(?:什么|谁)$|^为什么(?:没有?|不)(?:进展|动)(?:了)?$")]
    private static partial Regex BlockedChinese();

    [GeneratedRegex(@"^who\s+(?:does|is\s+doing|do|has|is\s+responsible\s+for|takes\s+care\s+of|owns)\s+(?:what|which(?:\s+tasks?)?|the\s+tasks|it\s+all)(?:\s+(?:in|on|of)\s+(?<plan>.+))?$|^(?:show\s+(?:me\s+)?)?(?:the\s+)?(?:owners|assignees|responsibilities)$", RegexOptions.IgnoreCase)]
    private static partial Regex PeopleEnglish();

    [GeneratedRegex("^(?<plan>计划.+?(?=谁|都))?(?:都)?(?:谁|由谁)(?:来)?(?:做|负责|干)(?:什么|哪些?(?:任务)?|啥)$|^(?:任务)?(?:分工|负责人)(?:是(?:什么|谁)|情况)?(?:怎么样|如何)?$|^(?:每个|各个?)任务(?:都)?(?:由)?谁(?:来)?(?:负责|做)$")]
    private static partial Regex PeopleChinese();
}

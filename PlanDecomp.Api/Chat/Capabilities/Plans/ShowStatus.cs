using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.History;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Plans;

/// <summary>Shows how a plan stands, with its tasks and running jobs; without a plan, what is running.</summary>
internal sealed partial class ShowStatus(IPlanStore plans, IJobStore jobs, RunningJobs running, PlanFinder planFinder) : IChatCapability
{
    private const int MaxLines = 30;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("status", "状态"),
                Group = ChatCommandGroup.Plans,
                Arguments = new("[plan]", "[计划]"),
                Meaning = new("shows a plan's tasks and progress, or what is running", "查看计划的任务与进度，或正在运行的后台任务"),
            },
            RunAsync),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of(
            "status", Precedence.Question, [EnglishStatus(), EnglishQuestion(), EnglishShow(), Chinese(), ChineseShow(), ChineseQuestion()],
            (turn, match, ct) => RunAsync(turn, match.Groups["plan"].Value, ct)),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("look", "a plan with all tasks, places, states, running jobs.")
        {
            Action = "show_status",
            Parameters = [ToolParameter.Plan],
            RunAsync = (turn, given, ct) => RunAsync(turn, given.Text("plan"), ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="plan">Words for the plan; null is the one of the talk, or, without one, all that is running.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string? plan, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is { } target) return await OfPlanAsync(turn, target, ct);
        return SpokenName.Read(plan).Kind == SpokenKind.It ? await OfAllAsync(turn, ct) : ActionOutcome.DidNot(found.Problem);
    }

    private async Task<ActionOutcome> OfPlanAsync(ChatTurn turn, Plan plan, CancellationToken ct)
    {
        if (await plans.ReadTreeAsync(plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        turn.TalkAbout(plan.PlanId);
        var own = (await running.ListAsync(turn.Owner, ct)).Where(job => job.PlanId == plan.PlanId).ToList();
        var text = new StringBuilder(Head(turn, tree));
        if (tree.Tasks.Count > 0) text.Append("\n\n").Append(Outline(turn, tree));
        if (own.Count > 0)
        {
            await ShowAsync(turn, own[0], ct);
            text.Append("\n\n").Append(turn.Say("A job is at work on it; follow the live log below.", "有后台任务正在处理它，请看下方实时日志。"));
        }
        else if (tree.Tasks.Count == 0)
        {
            text.Append("\n\n").Append(turn.Say("Say “break it down” when I should work out its tasks.", "需要我拆分任务时，请说“拆分它”。"));
        }

        return ActionOutcome.Did(text.ToString());
    }

    private async Task<ActionOutcome> OfAllAsync(ChatTurn turn, CancellationToken ct)
    {
        var active = await running.ListAsync(turn.Owner, ct);
        if (active.Count == 0) return ActionOutcome.Did(turn.Say("Nothing is running at the moment. Say /plans to see your plans.", "目前没有正在运行的后台任务。输入 /计划列表 查看你的计划。"));
        if (active.Count == 1) await ShowAsync(turn, active[0], ct);
        var lines = await Task.WhenAll(active.Select(async job => $"- {await running.DescribeAsync(turn, job, ct)}"));
        return ActionOutcome.Did($"{turn.Say("Running now:", "正在运行：")}\n\n{string.Join('\n', lines)}");
    }

    private async Task ShowAsync(ChatTurn turn, JobSummary summary, CancellationToken ct)
    {
        if (turn.JobId is null && await jobs.FindAsync(summary.JobId, ct) is { } job) await turn.ShowJobAsync(job);
    }

    private static string Head(ChatTurn turn, PlanTree tree)
    {
        var all = NumberedTasks.Of(tree);
        var counts = all.GroupBy(task => task.Task.Status).OrderByDescending(group => group.Key == PlanTaskStatus.Completed)
            .Select(group => turn.Say(
                string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {ActionWords.Status(turn, group.Key)}"),
                string.Create(CultureInfo.InvariantCulture, $"{ActionWords.Status(turn, group.Key)} {group.Count()} 个")));
        return all.Count == 0
            ? turn.Say($"{Markdown.Link(tree.Plan)} has no tasks yet.", $"{Markdown.Link(tree.Plan)}还没有任务。")
            : turn.Say(
                string.Create(CultureInfo.InvariantCulture, $"{Markdown.Link(tree.Plan)}: {all.Count} {(all.Count == 1 ? "task" : "tasks")} ({string.Join(", ", counts)})."),
                string.Create(CultureInfo.InvariantCulture, $"{Markdown.Link(tree.Plan)}：共 {all.Count} 个任务（{string.Join("，", counts)}）。"));
    }

    /// <summary>The tree, its deeper levels left out when it is large.</summary>
    private static string Outline(ChatTurn turn, PlanTree tree)
    {
        var all = NumberedTasks.Of(tree);
        var depth = Enumerable.Range(1, PlanLimits.Depth).Reverse().FirstOrDefault(level => all.Count(task => task.Level <= level) <= MaxLines, 1);
        var shown = all.Where(task => task.Level <= depth).Take(MaxLines).ToList();
        var text = new StringBuilder();
        foreach (var (number, task) in shown)
        {
            text.Append(' ', (task.Depth - 1) * 2).Append("- ").Append(number).Append(' ').Append(Markdown.Escape(task.Title));
            if (task.Depth == depth && task.Children.Count is > 0 and var below)
            {
                text.Append(turn.Say(
                    string.Create(CultureInfo.InvariantCulture, $" · {below} {(below == 1 ? "subtask" : "subtasks")}"),
                    string.Create(CultureInfo.InvariantCulture, $" · {below} 个子任务")));
            }

            if (task.Status != PlanTaskStatus.Pending || task.Stale is not null)
            {
                var stale = task.Stale is null ? "" : turn.Say(", out of date", "，已过时");
                text.Append(turn.Say($" ({ActionWords.Status(turn, task.Status)}{stale})", $"（{ActionWords.Status(turn, task.Status)}{stale}）"));
            }

            text.Append('\n');
        }

        if (all.Count > shown.Count)
        {
            var rest = all.Count - shown.Count;
            text.Append('\n').Append(turn.Say(
                string.Create(CultureInfo.InvariantCulture, $"… and {rest} more on the [plan's page](/plans/{tree.Plan.PlanId})."),
                string.Create(CultureInfo.InvariantCulture, $"……另有 {rest} 个，请看[计划页面](/plans/{tree.Plan.PlanId})。")));
        }

        return text.ToString().TrimEnd();
    }

    [GeneratedRegex("""
        ^(?:(?:show|tell|give)(?:\ me)?\ |what(?:'s|\ is)\ |check\ |get\ |see\ )?(?:the\ |my\ )?(?:current\ )?(?:status|progress)
        (?:\ (?:of|for|on|with)\ (?<plan>.+))?$
        | ^(?:show\ (?:me\ )?)?(?<plan>.+?)(?:'s)?\ (?:status|progress)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishStatus();

    [GeneratedRegex("""
        ^how(?:'s|\ is|\ are)\ (?:it|things|that|this|everything)\ (?:going|coming\ along|doing|looking)$
        | ^how(?:'s|\ is)\ (?<plan>.+?)\ (?:going|coming\ along|doing|looking)$
        | ^how\ far\ (?:is|are|along).*$ | ^(?:is|are)\ (?:it|you|we|that|this|the\ (?:job|plan|breakdown))\ (?:done|finished|ready|complete|running)(?:\ yet)?$
        | ^(?:what|which\ jobs?|which)(?:'s|\ is|\ are)?\ (?:still\ |currently\ )?running$ | ^(?:show\ )?(?:running\ )?jobs$ | ^any\ (?:news|progress)$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishQuestion();

    [GeneratedRegex("""
        ^(?:show|open|see|view|display)(?:\ me)?\ (?<plan>(?:the|my|this)\ plan|plan\ .+|it)$
        | ^(?:show|list|what\ are|see)(?:\ me)?\ (?:all\ )?(?:the\ |its\ |my\ )?(?:tasks|steps|outline|tree)(?:\ (?:of|in|for)\ (?<plan>.+))?$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex EnglishShow();

    [GeneratedRegex("^(?:查看|查询|查|看看|看一下|看|显示|告诉我)?(?:一下)?(?:现在的?|目前的?|当前的?)?(?<plan>.*?)(?:的)?(?:当前)?(?:进度|状态|进展|情况)(?:是什么|是|如何|怎么样|怎样|呢)?(?:了)?$")]
    private static partial Regex Chinese();

    [GeneratedRegex("^(?:查看|看看|看一下|显示|打开|列出)(?:一下)?(?:(?<plan>(?:这个|该|当前|我的)?计划|计划.+)|(?<plan>.*?)的?(?:任务列表|任务|步骤|大纲))$")]
    private static partial Regex ChineseShow();

    [GeneratedRegex("^(?<plan>.*?)(?:怎么样了|怎样了|如何了|到哪(?:一步|里|儿)?了|(?:完成|做完|拆完|拆分完|执行完|弄完|搞定|好)了?(?:吗|没有?)|进行得(?:如何|怎么样))$|^(?:现在|目前)?(?:有什么|有哪些|什么|哪些)(?:任务|作业|后台任务)?(?:正?在)(?:运行|跑|进行)(?<plan>)$|^(?:正?在)(?:运行|跑)什么(?<plan>)$")]
    private static partial Regex ChineseQuestion();
}

using System.Globalization;
using System.Text.RegularExpressions;
using PlanDecomp.Api.Chat.Acts;
using PlanDecomp.Api.Chat.Capabilities.Jobs;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Words;
using PlanDecomp.Api.Jobs;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Capabilities.Execution;

/// <summary>Starts to work on the tasks of a plan, or of a task, in the background.</summary>
internal sealed partial class Execute(IPlanStore plans, TargetFinder targets, PlanJobSubmission<ExecuteRequest> submission, ReplyJob job) : IChatCapability
{
    private const int MaxNeeds = 5;

    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("execute", "执行"),
                Group = ChatCommandGroup.Work,
                Arguments = new("[plan or task] [only failed | only stale] [with what it needs | anyway] [-- hint]", "[计划或任务] [只执行失败的 | 只执行过时的] [连同所需任务 | 忽略依赖] [-- 提示]"),
                Meaning = new("works on the tasks of a plan, or on one task", "执行一个计划或任务"),
            },
            (turn, argument, ct) =>
            {
                var (words, request) = ExecuteWords.Read(argument);
                return RunAsync(turn, TargetName.Of(words), request, ct);
            }),
    ];

    public IReadOnlyList<ChatIntent> Intents =>
    [
        ChatIntent.Of("execute", Precedence.Execution, [Stale()], (turn, _, ct) => RunAsync(turn, TargetName.Of(""), new ExecuteRequest { OnlyStale = true }, ct)),
        ChatIntent.Of("execute", Precedence.Execution, [Failed()], (turn, _, ct) => RunAsync(turn, TargetName.Of(""), new ExecuteRequest { OnlyFailed = true }, ct)),
        new("execute", Precedence.Execution, Read),
    ];

    public IReadOnlyList<ChatTool> Tools =>
    [
        new("execute", "Starts the job that works on the tasks of a plan, or on one, and keeps what comes of each.")
        {
            OnlyWhenAsked = true,
            Parameters =
            [
                ToolParameter.Plan,
                ToolParameter.Task,
                new("onlyFailed", ToolType.Flag, "Only tasks that failed or were skipped."),
                new("onlyStale", ToolType.Flag, "Only tasks whose results are out of date."),
                new("includeCompleted", ToolType.Flag, "Completed tasks again."),
                new("outside", ToolType.Text, "Unfinished dependencies outside: do them first, or ignore them.") { Choices = [OutsideDependencies.Include, OutsideDependencies.Ignore] },
                new("onFailure", ToolType.Text) { Choices = [OnFailure.SkipDependents, OnFailure.Stop, OnFailure.Continue] },
                new("concurrency", ToolType.Number, "Tasks at the same time, 1 to 16."),
                ToolParameter.Hint,
            ],
            RunAsync = (turn, given, ct) => RunAsync(
                turn, TargetName.Of(given.Text("plan"), given.Text("task")),
                new ExecuteRequest
                {
                    OnlyFailed = given.Flag("onlyFailed") == true ? true : null,
                    OnlyStale = given.Flag("onlyStale") == true ? true : null,
                    IncludeCompleted = given.Flag("includeCompleted") == true ? true : null,
                    OutsideDependencies = given.Text("outside"),
                    OnFailure = given.Text("onFailure"),
                    Concurrency = given.Number("concurrency"),
                    Hint = given.Text("hint"),
                }, ct),
        },
    ];

    /// <param name="turn">Who asks.</param>
    /// <param name="name">Words for the plan or the task.</param>
    /// <param name="request">What to work on, and how.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, TargetName name, ExecuteRequest request, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, name, ct);
        if (found.Item is not { } target) return ActionOutcome.DidNot(found.Problem);
        if (await plans.ReadTreeAsync(target.Plan.PlanId, ct) is not { } tree) return ActionOutcome.DidNot(ActionWords.Gone(turn));
        if (NothingToDo(turn, target, tree, request) is { } problem) return ActionOutcome.DidNot(problem);
        return await job.StartAsync(turn, new JobToStart(
            new Deed("execute", target.Plan, target.Task) { Detail = request.IncludeCompleted == true ? "again" : "" },
            target.Begin(turn), Started(turn, target, request),
            key => submission.SubmitAsync(new PlanWish<ExecuteRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, request, key), CancellationToken.None))
        {
            Estimate = () => submission.EstimateAsync(new PlanWish<ExecuteRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, request), ct),
        }, ct);
    }

    private ChatDeed? Read(Utterance said)
    {
        var (words, request) = ExecuteWords.Read(said.Text);
        if (new Utterance(said.Original, words).Match(English(), EnglishStart(), Chinese(), ChineseObject()) is not { } match) return null;
        return async (turn, ct) => await RunAsync(turn, TargetName.Of(match.Groups["what"].Value), request, ct);
    }

    private static string? NothingToDo(ChatTurn turn, Target target, PlanTree tree, ExecuteRequest request)
    {
        if (tree.Tasks.Count == 0) return ActionWords.NoTasks(turn, target.Plan);
        var all = NumberedTasks.Of(tree).Select(numbered => numbered.Task).ToList();
        var below = target.Task is { } root ? [.. NumberedTasks.Below(all.First(task => task.TaskId == root.TaskId))] : all;
        var leaves = below.Where(task => task.Children.Count == 0).ToList();

        // Running ones may be left over from a lost worker.
        if (request.OnlyFailed == true && !leaves.Any(task => task.Status is PlanTaskStatus.Failed or PlanTaskStatus.Skipped or PlanTaskStatus.Running))
        {
            return turn.Say(
                $"Nothing of {target.In(turn)} has failed or been skipped. To work on what is left: /execute", $"{target.Begin(turn)}没有失败或被跳过的任务。要执行剩余的任务：/执行");
        }

        if (request.OnlyStale == true)
        {
            return below.Any(task => task.Stale is not null)
                ? null
                : turn.Say($"Nothing of {target.In(turn)} is out of date. To work on what is left: /execute", $"{target.Begin(turn)}没有过时的结果。要执行剩余的任务：/执行");
        }

        if (request.OnlyFailed != true && request.IncludeCompleted != true && leaves.All(task => task.Status.IsWorkedOut()))
        {
            var stale = below.Any(task => task.Stale is not null);
            var prepared = leaves.Count(task => task.Status == PlanTaskStatus.Prepared);
            return (prepared == 0
                    ? turn.Say($"{target.Begin(turn)} is completed already.", $"{target.Begin(turn)}已全部完成。")
                    : turn.Say(
                        string.Create(CultureInfo.InvariantCulture, $"{target.Begin(turn)} is worked out already; {prepared} {(prepared == 1 ? "task waits" : "tasks wait")} for a person to do."),
                        string.Create(CultureInfo.InvariantCulture, $"{target.Begin(turn)}已处理完毕，其中 {prepared} 个任务等待由人完成。")))
                + (stale ? turn.Say(" To have what is out of date done again: /execute only stale.", "要重新执行过时的部分：/执行 只执行过时的。") : "")
                + turn.Say(" To have all of it done again: /execute again", "要全部重新执行：/执行 再来一遍");
        }

        return target.Task is { } part && request.OutsideDependencies is null ? NeedsOthers(turn, target, part, tree) : null;
    }

    /// <summary>A part that waits for unfinished tasks elsewhere is not begun before someone has said what is to be done about them.</summary>
    private static string? NeedsOthers(ChatTurn turn, Target target, PlanTask part, PlanTree tree)
    {
        if (OutsideNeeds.Of(tree, part.TaskId) is not { Count: > 0 } needs) return null;
        var titles = string.Join(turn.Say(", ", "、"), needs.Take(MaxNeeds).Select(task => $"“{Markdown.Escape(task.Title)}”")) + (needs.Count > MaxNeeds ? " …" : "");
        return turn.Say(
            $"{target.Begin(turn)} waits for tasks outside of it that are not done: {titles}. To have them worked on first: /execute #{part.TaskId} with what it needs. To have it worked on with what there is: /execute #{part.TaskId} anyway",
            $"{target.Begin(turn)}依赖尚未完成的其他任务：{titles}。要先执行它们：/执行 #{part.TaskId} 连同所需任务。要直接用已有内容执行：/执行 #{part.TaskId} 忽略依赖");
    }

    private static string Started(ChatTurn turn, Target target, ExecuteRequest request) => request switch
    {
        { OnlyFailed: true } => turn.Say(
            $"I am working on the failed and skipped tasks of {target.In(turn)} again in the background; follow the live log below.",
            $"我正在后台重新执行{target.In(turn)}中失败和被跳过的任务，请看下方实时日志。"),
        { OnlyStale: true } => turn.Say(
            $"I am working on what is out of date of {target.In(turn)} again in the background; follow the live log below.",
            $"我正在后台重新执行{target.In(turn)}中已过时的部分，请看下方实时日志。"),
        _ => turn.Say(
            $"I am executing {target.In(turn)} in the background, each task when what it depends on is done; follow the live log below.",
            $"我正在后台按依赖顺序执行{target.In(turn)}，请看下方实时日志。"),
    };

    [GeneratedRegex(@"^(?:execute|carry\s+out|run|work\s+on|work\s+through)(?:\s+(?<what>" + Named.English + @"))$|^execute$|^do\s+(?<what>(?:task|step)\s+[^,;:]+|all\s+(?:the\s+)?tasks)$|^(?:execute|run)\s+(?:the\s+)?(?:tasks|steps)$", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(?:start|begin|continue|resume|go\s+on\s+with)\s+(?:(?:with\s+)?(?:the\s+)?execution|executing|working|work)(?:\s+(?:of|on|with)?\s*(?<what>" + Named.English + @"))?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishStart();

    [GeneratedRegex(@"^(?:开始|继续|重新|再|再次|立即|马上)?(?:执行|运行|实施)(?:一下|一次|一遍|下)?(?<what>" + Named.Chinese + @")?(?:中|里)?(?:的?(?:所有|全部)?任务)?$|^开始做(?<what>" + Named.Chinese + @")?$", RegexOptions.IgnoreCase)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(?:把|将|对)(?<what>" + Named.Chinese + @")(?:开始|重新|再)?(?:执行|运行|实施)(?:一下|一次|一遍|掉|了)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseObject();

    [GeneratedRegex(@"^(?:re-?try|re-?run|re-?execute|repeat|execute|run|work\s+on|do)\s+(?:only\s+)?(?:the\s+|all\s+)*(?:failed|skipped)(?:\s+and\s+skipped)?(?:\s+(?:ones|tasks|steps))?(?:\s+(?:again|once\s+more))?$|^re-?try$|^(?:重试|重新执行|再次执行|重跑|执行|只执行|仅执行)(?:一下)?(?:所有|全部)?失败(?:了|过)?的?(?:任务|步骤)?$|^(?:把|将)失败的(?:任务|步骤)(?:重新执行|重试|再执行)(?:一下|一次|一遍)?$|^重试$", RegexOptions.IgnoreCase)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^(?:re-?run|re-?execute|execute|run|work\s+on|do|refresh|update|redo)\s+(?:only\s+)?(?:(?:the\s+|all\s+)*(?:stale|out-of-date|outdated)(?:\s+(?:ones|tasks|steps|results))?|what(?:'s|\s+is)\s+(?:stale|out\s+of\s+date|outdated))(?:\s+(?:again|once\s+more))?$|^(?:重新执行|再次执行|重跑|执行|只执行|仅执行|更新|刷新)(?:一下)?(?:所有|全部)?(?:已)?(?:过时|过期)(?:了)?的?(?:任务|步骤|结果|部分|内容)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Stale();
}

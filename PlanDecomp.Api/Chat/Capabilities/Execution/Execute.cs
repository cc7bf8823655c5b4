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
    public IReadOnlyList<SlashCommand> Commands =>
    [
        new(
            new ChatCommand
            {
                Name = new("execute", "执行"),
                Group = ChatCommandGroup.Work,
                Arguments = new("[plan or task] [only failed] [-- hint]", "[计划或任务] [只执行失败的] [-- 提示]"),
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
                new("includeCompleted", ToolType.Flag, "Completed tasks again."),
                new("onFailure", ToolType.Text) { Choices = [OnFailure.SkipDependents, OnFailure.Stop, OnFailure.Continue] },
                new("concurrency", ToolType.Number, "Tasks at the same time, 1 to 16."),
                ToolParameter.Hint,
            ],
            RunAsync = (turn, given, ct) => RunAsync(
                turn, TargetName.Of(given.Text("plan"), given.Text("task")),
                new ExecuteRequest
                {
                    OnlyFailed = given.Flag("onlyFailed") == true ? true : null,
                    IncludeCompleted = given.Flag("includeCompleted") == true ? true : null,
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
            key => submission.SubmitAsync(new PlanWish<ExecuteRequest>(turn.Owner, target.Plan.PlanId, target.Task?.TaskId, request, key), CancellationToken.None)), ct);
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

        return request.IncludeCompleted != true && leaves.All(task => task.Status == PlanTaskStatus.Completed)
            ? turn.Say(
                $"{target.Begin(turn)} is completed already. To have all of it done again: /execute again", $"{target.Begin(turn)}已全部完成。要全部重新执行：/执行 再来一遍")
            : null;
    }

    private static string Started(ChatTurn turn, Target target, ExecuteRequest request) => request.OnlyFailed == true
        ? turn.Say(
            $"I am working on the failed and skipped tasks of {target.In(turn)} again in the background; follow the live log below.",
            $"我正在后台重新执行{target.In(turn)}中失败和被跳过的任务，请看下方实时日志。")
        : turn.Say(
            $"I am executing {target.In(turn)} in the background, each task when what it depends on is done; follow the live log below.",
            $"我正在后台按依赖顺序执行{target.In(turn)}，请看下方实时日志。");

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
}

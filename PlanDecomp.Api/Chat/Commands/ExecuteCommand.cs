using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Execution;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/execute [plan or task] [only failed] [-- hint]</c>: works on what there is to do.</summary>
internal sealed class ExecuteCommand(Execute execute) : IChatCommand
{
    public (string English, string Chinese) Name => ("execute", "执行");

    public CommandGroup Group => CommandGroup.Work;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] [只执行失败的] [-- 提示]", "执行一个计划或任务")
        : ("[plan or task] [only failed] [-- hint]", "works on the tasks of a plan, or on one task");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, request) = ExecuteWords.Read(argument);
        turn.WriteParagraph((await execute.RunAsync(turn, TargetName.Of(words), request, ct)).Text);
    }
}

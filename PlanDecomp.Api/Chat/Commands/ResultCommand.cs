using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Execution;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/result [task]</c>: what came out of a task.</summary>
internal sealed class ResultCommand(ShowResult showResult) : IChatCommand
{
    public (string English, string Chinese) Name => ("result", "结果");

    public CommandGroup Group => CommandGroup.Work;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[任务]", "查看任务的执行结果")
        : ("[task]", "shows what came out of a task");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await showResult.RunAsync(turn, TargetName.Of(argument), ct)).Text);
}

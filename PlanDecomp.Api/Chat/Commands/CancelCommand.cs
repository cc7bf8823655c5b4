using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/cancel [plan]</c>: ends a running job.</summary>
internal sealed class CancelCommand(CancelJob cancelJob) : IChatCommand
{
    public (string English, string Chinese) Name => ("cancel", "取消");

    public CommandGroup Group => CommandGroup.Plans;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划]", "结束正在运行的后台任务，已完成的部分会保留")
        : ("[plan]", "ends a running job; what it has done is kept");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await cancelJob.RunAsync(turn, argument, ct)).Text);
}

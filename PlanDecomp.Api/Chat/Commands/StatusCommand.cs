using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/status [plan]</c>: how a plan stands, or what is running.</summary>
internal sealed class StatusCommand(ShowStatus showStatus) : IChatCommand
{
    public (string English, string Chinese) Name => ("status", "状态");

    public CommandGroup Group => CommandGroup.Plans;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划]", "查看计划的任务与进度，或正在运行的后台任务")
        : ("[plan]", "shows a plan's tasks and progress, or what is running");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await showStatus.RunAsync(turn, argument, ct)).Text);
}

using PlanDecomp.Api.Chat.Actions.Changes;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/restore [plan]</c>: makes an undone change again.</summary>
internal sealed class RestoreCommand(RestoreChange restoreChange) : IChatCommand
{
    public (string English, string Chinese) Name => ("restore", "恢复");

    public CommandGroup Group => CommandGroup.History;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划]", "恢复刚才撤销的修改")
        : ("[plan]", "makes the change again that was undone last");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await restoreChange.RunAsync(turn, argument, ct)).Text);
}

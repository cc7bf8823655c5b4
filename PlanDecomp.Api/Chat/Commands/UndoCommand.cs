using PlanDecomp.Api.Chat.Actions.Changes;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/undo [plan]</c>: takes the newest change back.</summary>
internal sealed class UndoCommand(Undo undo) : IChatCommand
{
    public (string English, string Chinese) Name => ("undo", "撤销");

    public CommandGroup Group => CommandGroup.History;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划]", "撤销最近一次修改")
        : ("[plan]", "takes the newest change back");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await undo.RunAsync(turn, argument, ct)).Text);
}

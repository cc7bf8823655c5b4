using PlanDecomp.Api.Chat.Actions.Drafts;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/reject [draft]</c>: rejects a draft.</summary>
internal sealed class RejectCommand(RejectDraft rejectDraft) : IChatCommand
{
    public (string English, string Chinese) Name => ("reject", "拒绝");

    public CommandGroup Group => CommandGroup.History;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[草稿编号]", "拒绝草稿")
        : ("[draft]", "rejects a draft");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await rejectDraft.RunAsync(turn, argument, ct)).Text);
}

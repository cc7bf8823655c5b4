using PlanDecomp.Api.Chat.Actions.Drafts;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/accept [draft]</c>: accepts a draft.</summary>
internal sealed class AcceptCommand(AcceptDraft acceptDraft) : IChatCommand
{
    public (string English, string Chinese) Name => ("accept", "接受");

    public CommandGroup Group => CommandGroup.History;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[草稿编号]", "接受整份草稿")
        : ("[draft]", "makes all changes of a draft");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await acceptDraft.RunAsync(turn, argument, ct)).Text);
}

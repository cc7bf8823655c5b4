using PlanDecomp.Api.Chat.Actions.Drafts;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/drafts [plan]</c>: lists a plan's drafts.</summary>
internal sealed class DraftsCommand(ListDrafts listDrafts) : IChatCommand
{
    public (string English, string Chinese) Name => ("drafts", "草稿");

    public CommandGroup Group => CommandGroup.History;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划]", "列出等待你处理的草稿")
        : ("[plan]", "lists proposed changes that wait for you");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await listDrafts.RunAsync(turn, argument, ct)).Text);
}

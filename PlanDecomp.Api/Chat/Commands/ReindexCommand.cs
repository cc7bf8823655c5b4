using PlanDecomp.Api.Chat.Actions.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/reindex</c>: puts the lists right.</summary>
internal sealed class ReindexCommand(ReindexPlans reindexPlans) : IChatCommand
{
    public (string English, string Chinese) Name => ("reindex", "重建索引");

    public CommandGroup Group => CommandGroup.Files;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("", "按文件核对计划和作业列表")
        : ("", "puts the lists of plans and jobs right from their files");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await reindexPlans.RunAsync(turn, ct)).Text);
}

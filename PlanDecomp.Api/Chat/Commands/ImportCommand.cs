using PlanDecomp.Api.Chat.Actions.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/import TEXT</c>: makes a plan of pasted text.</summary>
internal sealed class ImportCommand(ImportPlan importPlan) : IChatCommand
{
    public (string English, string Chinese) Name => ("import", "导入");

    public CommandGroup Group => CommandGroup.Files;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("内容", "把粘贴的大纲、列表或 JSON 做成计划")
        : ("TEXT", "makes a plan of a pasted outline, list or JSON");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await importPlan.RunAsync(turn, argument, ct)).Text);
}

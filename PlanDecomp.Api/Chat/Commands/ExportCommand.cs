using PlanDecomp.Api.Chat.Actions.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/export [plan or all] [as Markdown, JSON, zip]</c>: writes plans into a file.</summary>
internal sealed class ExportCommand(ExportPlans exportPlans) : IChatCommand
{
    public (string English, string Chinese) Name => ("export", "导出");

    public CommandGroup Group => CommandGroup.Files;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或全部] [Markdown、JSON、zip]", "把计划导出为文件")
        : ("[plan or all] [as Markdown, JSON, zip]", "writes plans into a file");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await exportPlans.RunAsync(turn, ExportWords.Read(argument), ct)).Text);
}

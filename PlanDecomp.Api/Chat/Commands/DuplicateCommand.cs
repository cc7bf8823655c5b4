using PlanDecomp.Api.Chat.Actions.AcrossPlans;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/duplicate [plan] [as TITLE]</c>: copies a plan.</summary>
internal sealed class DuplicateCommand(DuplicatePlan duplicatePlan) : IChatCommand
{
    public (string English, string Chinese) Name => ("duplicate", "复制");

    public CommandGroup Group => CommandGroup.Files;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划] [为 标题]", "复制计划")
        : ("[plan] [as TITLE]", "copies a plan");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (plan, title) = CopyWords.Read(argument);
        turn.WriteParagraph((await duplicatePlan.RunAsync(turn, plan, title, ct)).Text);
    }
}

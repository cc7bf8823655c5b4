using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/plans [search]</c>: the newest plans.</summary>
internal sealed class PlansCommand(ListPlans listPlans) : IChatCommand
{
    public (string English, string Chinese) Name => ("plans", "计划列表");

    public CommandGroup Group => CommandGroup.Plans;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[关键词]", "列出你的计划")
        : ("[word]", "lists your plans");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await listPlans.RunAsync(turn, argument, ct)).Text);
}

using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/summarise [plan or task]</c>: sums a plan or task up.</summary>
internal sealed class SummariseCommand(Summarise summarise) : IChatCommand
{
    public (string English, string Chinese) Name => ("summarise", "总结");

    public IReadOnlyList<string> Aliases => ["summarize"];

    public CommandGroup Group => CommandGroup.Work;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务]", "写一份总结")
        : ("[plan or task]", "sums it up");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await summarise.RunAsync(turn, TargetName.Of(argument), ct)).Text);
}

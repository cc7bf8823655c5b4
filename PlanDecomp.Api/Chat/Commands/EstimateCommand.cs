using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/estimate [plan or task] [-- hint]</c>: estimates the hours of work.</summary>
internal sealed class EstimateCommand(Estimate estimate) : IChatCommand
{
    public (string English, string Chinese) Name => ("estimate", "估算");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] [-- 提示]", "估算工时")
        : ("[plan or task] [-- hint]", "estimates the hours of work");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, hint) = HintWords.Read(argument);
        var (name, isDraft) = DraftWords.Read(words);
        turn.WriteParagraph((await estimate.RunAsync(turn, TargetName.Of(name), hint, isDraft, ct)).Text);
    }
}

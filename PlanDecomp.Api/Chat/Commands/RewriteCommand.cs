using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/rewrite [plan or task] -- how</c>: words titles and instructions anew.</summary>
internal sealed class RewriteCommand(Rewrite rewrite) : IChatCommand
{
    public (string English, string Chinese) Name => ("rewrite", "改写");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] -- 要求", "按要求改写标题和说明")
        : ("[plan or task] -- how", "words titles and instructions anew");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, hint) = HintWords.Read(argument);
        var (name, isDraft) = DraftWords.Read(words);
        turn.WriteParagraph((await rewrite.RunAsync(turn, TargetName.Of(name), hint, isDraft, ct)).Text);
    }
}

using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/redo [plan or task] [-- hint]</c>: breaks down anew what is there.</summary>
internal sealed class RedoCommand(Redo redo) : IChatCommand
{
    public (string English, string Chinese) Name => ("redo", "重做");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] [-- 提示]", "重新拆分，原有的下级任务会被替换")
        : ("[plan or task] [-- hint]", "breaks down anew what is there; the tasks below it are replaced");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, hint) = HintWords.Read(argument);
        var (name, isDraft) = DraftWords.Read(words);
        turn.WriteParagraph((await redo.RunAsync(turn, TargetName.Of(name), hint, isDraft, ct)).Text);
    }
}

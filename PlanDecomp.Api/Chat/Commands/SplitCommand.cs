using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/split TASK [into 3] [-- hint]</c>: makes several tasks of one.</summary>
internal sealed class SplitCommand(SplitTask splitTask) : IChatCommand
{
    public (string English, string Chinese) Name => ("split", "拆开");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("任务 [成3个] [-- 提示]", "把一个任务拆开成同级的几个")
        : ("TASK [into 3] [-- hint]", "makes several tasks, beside each other, of one");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, hint) = HintWords.Read(argument);
        var (name, isDraft) = DraftWords.Read(words);
        (name, var parts) = PartsWords.Read(name);
        turn.WriteParagraph((await splitTask.RunAsync(turn, TargetName.Of(name), new SplitWish(parts, hint, isDraft), ct)).Text);
    }
}

using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/merge TASK TASK … [-- hint]</c>: makes one task of several.</summary>
internal sealed class MergeCommand(MergeTasks mergeTasks) : IChatCommand
{
    public (string English, string Chinese) Name => ("merge", "合并");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("任务 任务… [-- 提示]", "把同级的几个任务合并为一个")
        : ("TASK TASK … [-- hint]", "makes one task of several beside each other");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, hint) = HintWords.Read(argument);
        var (names, isDraft) = DraftWords.Read(words);
        turn.WriteParagraph((await mergeTasks.RunAsync(turn, TaskListWords.Read(names) with { Hint = hint, IsDraft = isDraft }, ct)).Text);
    }
}

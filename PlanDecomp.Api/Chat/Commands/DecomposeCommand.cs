using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/decompose [plan or task] [-- hint]</c>: breaks down what is there already.</summary>
internal sealed class DecomposeCommand(DecomposeByName decompose) : IChatCommand
{
    public (string English, string Chinese) Name => ("decompose", "拆分");

    public CommandGroup Group => CommandGroup.Work;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] [-- 提示]", "在后台拆分一个计划或任务；省略时拆分当前计划")
        : ("[plan or task] [-- hint]", "breaks a plan or a task down; without a name, the current plan");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, limits) = LimitWords.Read(argument);
        (words, var isDraft) = DraftWords.Read(words);
        turn.WriteParagraph((await decompose.RunAsync(turn, words, limits with { Commit = DraftWords.CommitOf(isDraft) }, makeUnknown: false, ct)).Text);
    }
}

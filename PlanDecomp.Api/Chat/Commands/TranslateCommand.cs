using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/translate [plan or task] to LANGUAGE</c>: puts a plan or task into another language.</summary>
internal sealed class TranslateCommand(Translate translate) : IChatCommand
{
    public (string English, string Chinese) Name => ("translate", "翻译");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] 成 语言", "把计划或任务翻译成另一种语言")
        : ("[plan or task] to LANGUAGE", "puts a plan or task into another language");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (words, isDraft) = DraftWords.Read(argument);
        var (name, language) = TranslateWords.Read(words);
        turn.WriteParagraph((await translate.RunAsync(turn, TargetName.Of(name), language, isDraft, ct)).Text);
    }
}

using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/check [plan or task]</c>: scores the quality of a plan or task.</summary>
internal sealed class CheckCommand(CheckQuality checkQuality) : IChatCommand
{
    public (string English, string Chinese) Name => ("check", "检查");

    public CommandGroup Group => CommandGroup.Work;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务]", "评估质量并提出改进草稿")
        : ("[plan or task]", "scores its quality and proposes improvements");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct) =>
        turn.WriteParagraph((await checkQuality.RunAsync(turn, TargetName.Of(argument), ct)).Text);
}

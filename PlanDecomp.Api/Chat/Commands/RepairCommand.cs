using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Actions.Operations;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/repair [plan or task] [at once]</c>: repairs dependencies.</summary>
internal sealed class RepairCommand(RepairDependencies repair) : IChatCommand
{
    public (string English, string Chinese) Name => ("repair", "修复依赖");

    public CommandGroup Group => CommandGroup.Change;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("[计划或任务] [直接修改]", "检查依赖关系并提出修复草稿")
        : ("[plan or task] [at once]", "looks for wrong dependencies and proposes their repair");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (name, isApplied) = ApplyWords.Read(argument);
        turn.WriteParagraph((await repair.RunAsync(turn, TargetName.Of(name), isApplied, ct)).Text);
    }
}

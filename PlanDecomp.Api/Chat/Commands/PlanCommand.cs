using PlanDecomp.Api.Chat.Actions;
using PlanDecomp.Api.Chat.Reading;

namespace PlanDecomp.Api.Chat.Commands;

/// <summary><c>/plan TITLE [-- hint]</c>: creates a plan and breaks it down.</summary>
internal sealed class PlanCommand(CreatePlan createPlan) : IChatCommand
{
    public (string English, string Chinese) Name => ("plan", "计划");

    public CommandGroup Group => CommandGroup.Plans;

    public (string Argument, string Meaning) Help(ReplyLanguage language) => language == ReplyLanguage.Chinese
        ? ("标题 [-- 提示]", "创建计划并在后台拆分")
        : ("TITLE [-- hint]", "creates a plan and breaks it down");

    public async Task RunAsync(ChatTurn turn, string argument, CancellationToken ct)
    {
        var (wish, limits) = LimitWords.Read(argument);
        turn.WriteParagraph((await createPlan.RunAsync(turn, wish, null, limits, ct)).Text);
    }
}

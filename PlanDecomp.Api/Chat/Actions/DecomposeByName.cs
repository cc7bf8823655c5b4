using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Breaks down what a person's words name: the plan of the talk, a task of it, another plan, or something that is no plan yet.</summary>
internal sealed class DecomposeByName(TargetFinder targets, Decompose decompose, CreatePlan createPlan)
{
    /// <param name="turn">Who asks.</param>
    /// <param name="words">What to break down.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="makeUnknown">True makes a plan of what is neither a plan nor a task yet.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string words, DecomposeRequest limits, bool makeUnknown, CancellationToken ct)
    {
        var found = await targets.FindAsync(turn, TargetName.Of(words), ct);
        if (found.Item is { } target) return await decompose.StartAsync(turn, target.Plan, target.Task, limits, isNew: false, ct);

        var spoken = SpokenName.Read(words);
        if (!found.IsUnknown || spoken.Kind != SpokenKind.Unknown) return ActionOutcome.DidNot(found.Problem);
        var whole = turn.Question.Content;
        if (makeUnknown) return await createPlan.RunAsync(turn, words, whole.Length > ChatLimits.ReadLength ? whole : null, limits, ct);
        var name = Markdown.Escape(spoken.Name);
        return ActionOutcome.DidNot(turn.Say(
            $"No plan or task is called “{name}”. To plan it from the start: /plan {name}", $"没有名为“{name}”的计划或任务。要从头规划，请输入：/计划 {name}"));
    }
}

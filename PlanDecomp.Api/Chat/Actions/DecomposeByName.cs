using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Breaks down what a person's words name: the plan of the talk, a task of it, another plan, or something that is no plan yet.</summary>
internal sealed class DecomposeByName(IPlanStore plans, PlanFinder planFinder, Decompose decompose, CreatePlan createPlan)
{
    /// <param name="turn">Who asks.</param>
    /// <param name="words">What to break down.</param>
    /// <param name="limits">Hint and budgets.</param>
    /// <param name="makeUnknown">True makes a plan of what is neither a plan nor a task yet.</param>
    /// <param name="ct">Cancels the call before something is started.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string words, DecomposeRequest limits, bool makeUnknown, CancellationToken ct)
    {
        var spoken = SpokenName.Read(words);
        switch (spoken.Kind)
        {
            case SpokenKind.It:
                return await decompose.RunAsync(turn, plan: null, task: null, limits, ct);
            case SpokenKind.Plan:
                return await decompose.RunAsync(turn, spoken.Name, task: null, limits, ct);
            case SpokenKind.Task:
                return await decompose.RunAsync(turn, spoken.PlanName, spoken.Name, limits, ct);
            default:
                return await RunUnknownAsync(turn, spoken.Name, words, limits, makeUnknown, ct);
        }
    }

    private async Task<ActionOutcome> RunUnknownAsync(
        ChatTurn turn, string name, string words, DecomposeRequest limits, bool makeUnknown, CancellationToken ct)
    {
        var inTalk = turn.PlanId is { } id && await plans.ReadTreeAsync(id, ct) is { } tree && tree.Plan.Owner == turn.Owner ? tree : null;
        var plan = await planFinder.FindByNameAsync(turn, name, ct);
        if (plan.Item is { } exact && IsCalled(exact, name)) return await decompose.StartAsync(turn, exact, null, limits, isNew: false, ct);
        if (inTalk is not null)
        {
            var task = TaskFinder.Find(turn, inTalk, name);
            if (task.Item is { } numbered) return await decompose.StartAsync(turn, inTalk.Plan, numbered.Task, limits, isNew: false, ct);
            if (!task.IsUnknown) return ActionOutcome.DidNot(task.Problem);
        }

        if (plan.Item is { } like) return await decompose.StartAsync(turn, like, null, limits, isNew: false, ct);
        if (!plan.IsUnknown) return ActionOutcome.DidNot(plan.Problem);
        var whole = turn.Question.Content;
        if (makeUnknown) return await createPlan.RunAsync(turn, words, whole.Length > ChatLimits.ReadLength ? whole : null, limits, ct);
        return ActionOutcome.DidNot(turn.Say(
            $"No plan or task is called “{Markdown.Escape(name)}”. To plan it from the start: /plan {Markdown.Escape(name)}",
            $"没有名为“{Markdown.Escape(name)}”的计划或任务。要从头规划，请输入：/计划 {Markdown.Escape(name)}"));
    }

    private static bool IsCalled(Plan plan, string name) => string.Equals(plan.Title, name, StringComparison.OrdinalIgnoreCase);
}

using System.ComponentModel;
using Microsoft.Extensions.AI;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Api.Chat.Store;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Contracts.Texts;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Actions;

/// <summary>Creates a plan, and starts to break it down when that is wanted.</summary>
internal sealed class CreatePlan(IPlanStore plans, IChatStore store, Decompose decompose) : IChatAction
{
    /// <param name="turn">Who asks.</param>
    /// <param name="wish">What the plan is for, in the person's words. A long one becomes the description, and its beginning the title.</param>
    /// <param name="description">Null when the wish says it all.</param>
    /// <param name="breakDown">The limits of the decomposition to start; null starts none.</param>
    /// <param name="ct">Cancels the call before something is made.</param>
    public async Task<ActionOutcome> RunAsync(ChatTurn turn, string wish, string? description, DecomposeRequest? breakDown, CancellationToken ct)
    {
        var title = PlanTitle.Of(wish);
        if (title.Length == 0)
        {
            return ActionOutcome.DidNot(turn.Say(
                "What should the plan be for? For example: plan a team trip to Lisbon.", "这个计划要做什么？例如：帮我规划一次去里斯本的团队旅行。"));
        }

        description ??= wish.Trim().Length > title.Length + 1 ? wish.Trim() : "";
        description = TextCut.To(description, PlanLimits.DescriptionLength - 1);
        ct.ThrowIfCancellationRequested();
        var plan = await FindMadeAsync(turn, title, ct) ?? await MakeAsync(turn, title, description);
        turn.TalkAbout(plan.PlanId);
        if (breakDown is not null) return await decompose.StartAsync(turn, plan, task: null, breakDown, isNew: true, ct);
        return ActionOutcome.Did(turn.Say(
            $"I created the plan {Markdown.Link(plan)}. Say “break it down” when I should work out its tasks.",
            $"我已创建计划{Markdown.Link(plan)}。需要我拆分任务时，请说“拆分它”。"));
    }

    public AIFunction ToolFor(ChatTurn turn) => ChatTool.Of(
        turn,
        "create_plan",
        "Creates a plan. With breakDown it also starts the background job that works out the plan's tasks; set it unless the person wants an empty plan.",
        async (
            [Description("A short title, in the person's language, without the word plan.")] string title,
            [Description("What the person wants, in their own words, with all they said about it.")] string? description = null,
            [Description("Start breaking the plan down.")] bool breakDown = true,
            [Description(ToolWords.BreakdownHint)] string? hint = null,
            [Description("Levels of tasks, 1 to 20.")] int? expandDepth = null,
            [Description("The most tasks to make.")] int? nodeBudget = null,
            CancellationToken ct = default) =>
        {
            var limits = new DecomposeRequest { Hint = hint, ExpandDepth = expandDepth, NodeBudget = nodeBudget };
            return await RunAsync(turn, title, description, breakDown ? limits : null, ct);
        });

    /// <summary>A plan of that title which an earlier reply to this question has made: answering anew makes none twice.</summary>
    private async Task<Plan?> FindMadeAsync(ChatTurn turn, string title, CancellationToken ct)
    {
        foreach (var id in await store.ReadMadePlansAsync(turn.Question.MessageId, ct))
        {
            if (await plans.FindAsync(id, ct) is { } plan && plan.Owner == turn.Owner
                && string.Equals(plan.Title, title, StringComparison.OrdinalIgnoreCase)) return plan;
        }

        return null;
    }

    private async Task<Plan> MakeAsync(ChatTurn turn, string title, string description)
    {
        // Once begun it is not cancelled: what is made is said.
        var plan = await plans.CreateAsync(turn.Owner, title, description, CancellationToken.None);
        await store.AddMadePlanAsync(turn.Question.MessageId, plan.PlanId, CancellationToken.None);
        return plan;
    }
}

using System.Globalization;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Finds a person's plan by their words for it. Never another's.</summary>
internal sealed class PlanFinder(IPlanStore plans)
{
    private const int MaxListed = 5;
    private const int MaxSearched = 200;

    /// <param name="turn">Who asks, and what the talk is about.</param>
    /// <param name="words">A title, a number, or "it"; null is "it".</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<Found<Plan>> FindAsync(ChatTurn turn, string? words, CancellationToken ct)
    {
        var spoken = SpokenName.Read(words);
        return spoken.Kind == SpokenKind.It ? FindInTalkAsync(turn, ct) : FindByNameAsync(turn, spoken.Name, ct);
    }

    public async Task<Found<Plan>> FindInTalkAsync(ChatTurn turn, CancellationToken ct)
    {
        if (turn.PlanId is { } id && await FindOwnAsync(turn, id, ct) is { } plan) return Found<Plan>.It(plan);
        var recent = (await plans.ListAsync(turn.Owner, null, null, MaxListed, ct)).Plans;
        return recent.Count == 0
            ? Found<Plan>.Nothing(turn.Say(
                "There is no plan yet. Tell me what you want to plan, for example: plan a team trip to Lisbon.",
                "还没有任何计划。告诉我你想规划什么，例如：帮我规划一次去里斯本的团队旅行。"))
            : Found<Plan>.Several(turn.Say(
                $"Which plan do you mean? Name it or give its number. Your newest plans:\n\n{List(recent)}",
                $"你指的是哪个计划？请说出它的名称或编号。最近的计划：\n\n{List(recent)}"));
    }

    /// <param name="turn">Who asks.</param>
    /// <param name="name">A title or a part of it, or a number such as <c>#3</c>.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<Found<Plan>> FindByNameAsync(ChatTurn turn, string name, CancellationToken ct)
    {
        if (long.TryParse(name.TrimStart('#', '＃'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await FindOwnAsync(turn, number, ct) is { } numbered)
        {
            return Found<Plan>.It(numbered);
        }

        // Descriptions are searched too, but a plan is called by its title.
        var like = (await plans.ListAsync(turn.Owner, name, null, MaxSearched, ct)).Plans
            .Where(plan => plan.Title.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = like.Where(plan => string.Equals(plan.Title, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var best = exact.Count > 0 ? exact : like;
        if (best.Count > 1 && best.Find(plan => plan.PlanId == turn.PlanId) is { } inTalk) return Found<Plan>.It(inTalk);
        return best switch
        {
            [var only] => Found<Plan>.It(only),
            [] => Found<Plan>.Nothing(turn.Say(
                $"You have no plan called “{Markdown.Escape(name)}”. Say /plans to see all.",
                $"没有名为“{Markdown.Escape(name)}”的计划。输入 /计划列表 查看全部。")),
            _ => Found<Plan>.Several(turn.Say(
                $"Several plans are called like that. Give the number of the one you mean:\n\n{List(best)}",
                $"有几个计划的名称相近，请说出编号：\n\n{List(best)}")),
        };
    }

    private async Task<Plan?> FindOwnAsync(ChatTurn turn, long planId, CancellationToken ct) =>
        await plans.FindAsync(planId, ct) is { } plan && plan.Owner == turn.Owner ? plan : null;

    private static string List(IEnumerable<Plan> plans) =>
        string.Join('\n', plans.Take(MaxListed).Select(plan => string.Create(CultureInfo.InvariantCulture, $"- {Markdown.Link(plan)} (#{plan.PlanId})")));
}

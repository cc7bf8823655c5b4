using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Finds the plan or the task that a person's words name: the plan of the talk, a task of it, or another plan. Never another's.</summary>
internal sealed class TargetFinder(IPlanStore plans, PlanFinder planFinder)
{
    public async Task<Found<Target>> FindAsync(ChatTurn turn, TargetName name, CancellationToken ct)
    {
        if (name.Words is null) return await FindAsync(turn, name.Plan, name.Task, ct);
        var spoken = SpokenName.Read(name.Words);
        return spoken.Kind switch
        {
            SpokenKind.It => await FindAsync(turn, plan: null, task: null, ct),
            SpokenKind.Plan => await FindAsync(turn, spoken.Name, task: null, ct),
            SpokenKind.Task => await FindAsync(turn, spoken.PlanName, spoken.Name, ct),
            _ => await FindUnknownAsync(turn, spoken.Name, ct),
        };
    }

    private async Task<Found<Target>> FindAsync(ChatTurn turn, string? plan, string? task, CancellationToken ct)
    {
        var found = await planFinder.FindAsync(turn, plan, ct);
        if (found.Item is not { } target) return Of(found);
        if (task is null) return Found<Target>.It(new Target(target, null));
        if (await plans.ReadTreeAsync(target.PlanId, ct) is not { } tree) return Found<Target>.Nothing(ActionWords.Gone(turn));
        var one = TaskFinder.Find(turn, tree, task);
        return one.Item is { } numbered ? Found<Target>.It(new Target(target, numbered.Task)) : Of(one);
    }

    /// <summary>A plan of exactly that title, else a task of the plan in talk, else a plan whose title has it.</summary>
    private async Task<Found<Target>> FindUnknownAsync(ChatTurn turn, string name, CancellationToken ct)
    {
        var inTalk = turn.PlanId is { } id && await plans.ReadTreeAsync(id, ct) is { } tree && tree.Plan.Owner == turn.Owner ? tree : null;
        var plan = await planFinder.FindByNameAsync(turn, name, ct);
        if (plan.Item is { } exact && string.Equals(exact.Title, name, StringComparison.OrdinalIgnoreCase)) return Found<Target>.It(new Target(exact, null));
        if (inTalk is not null)
        {
            var task = TaskFinder.Find(turn, inTalk, name);
            if (task.Item is { } numbered) return Found<Target>.It(new Target(inTalk.Plan, numbered.Task));
            if (!task.IsUnknown) return Of(task);
        }

        if (plan.Item is { } like) return Found<Target>.It(new Target(like, null));
        return plan.IsUnknown
            ? Found<Target>.Nothing(turn.Say(
                $"No plan or task is called “{Markdown.Escape(name)}”. Say /plans to see your plans, /status to see the tasks of one.",
                $"没有名为“{Markdown.Escape(name)}”的计划或任务。输入 /计划列表 查看计划，输入 /状态 查看任务。"))
            : Of(plan);
    }

    private static Found<Target> Of<T>(Found<T> found)
        where T : class => new(null, found.Problem, found.IsUnknown);
}

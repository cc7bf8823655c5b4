using System.Globalization;
using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>Finds a task in a plan by a person's words for it.</summary>
internal static class TaskFinder
{
    private const int MaxListed = 5;

    /// <param name="turn">For the language.</param>
    /// <param name="tree">The plan.</param>
    /// <param name="words">A title or a part of it, a place such as <c>2.1</c>, or an id such as <c>#12</c>.</param>
    public static Found<NumberedTask> Find(ChatTurn turn, PlanTree tree, string words)
    {
        var spoken = SpokenName.Read(words);
        var name = spoken.Kind == SpokenKind.It ? SpokenName.Clean(words) : spoken.Name;
        var all = NumberedTasks.Of(tree);
        if (turn.Places?.TryGetValue(name.TrimEnd('.'), out var counted) == true && tree.Plan.PlanId == turn.PlanId)
        {
            // As it was counted when this was said, wherever it stands now.
            if (all.FirstOrDefault(task => task.Task.TaskId == counted) is { } then) return Found<NumberedTask>.It(then);
        }
        else if (ByNumber(all, name) is { } numbered) return Found<NumberedTask>.It(numbered);

        var like = name.Length == 0 ? [] : all.Where(task => task.Task.Title.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = like.Where(task => string.Equals(task.Task.Title, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var best = exact.Count > 0 ? exact : like;
        return best switch
        {
            [var only] => Found<NumberedTask>.It(only),
            [] => Found<NumberedTask>.Nothing(turn.Say(
                $"The plan {Markdown.Link(tree.Plan)} has no task “{Markdown.Escape(name)}”. Say /status to see its tasks.",
                $"计划{Markdown.Link(tree.Plan)}中没有任务“{Markdown.Escape(name)}”。输入 /状态 查看它的任务。")),
            _ => Found<NumberedTask>.Several(turn.Say(
                $"Several tasks are called like that. Give the number of the one you mean:\n\n{List(best)}",
                $"有几个任务的名称相近，请说出编号：\n\n{List(best)}")),
        };
    }

    private static NumberedTask? ByNumber(IReadOnlyList<NumberedTask> all, string name)
    {
        if (name.StartsWith('#') && long.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return all.FirstOrDefault(task => task.Task.TaskId == id);
        }

        // A place is what people count; only where there is none of that number, an id may be meant.
        return all.FirstOrDefault(task => task.Number == name.TrimEnd('.'))
            ?? (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out id) ? all.FirstOrDefault(task => task.Task.TaskId == id) : null);
    }

    private static string List(IEnumerable<NumberedTask> tasks) =>
        string.Join('\n', tasks.Take(MaxListed).Select(task => $"- {task.Number} {Markdown.Escape(task.Task.Title)}"));
}

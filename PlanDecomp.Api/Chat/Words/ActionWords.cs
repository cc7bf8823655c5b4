using PlanDecomp.Api.Chat.Reading;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Plans;

namespace PlanDecomp.Api.Chat.Words;

/// <summary>What several actions have to say.</summary>
internal static class ActionWords
{
    public static string Gone(ChatTurn turn) => turn.Say(
        "It has just been deleted. Say /plans to see what there is.", "它刚刚被删除。输入 /计划列表 查看现有计划。");

    /// <summary>Behind "I am …": nothing is changed yet.</summary>
    public static string DraftFollows(ChatTurn turn) => turn.Say(
        " It becomes a draft: nothing changes until you accept it (/accept).", "结果会成为草稿：在你接受（/接受）之前不会改变任何内容。");

    /// <summary>Behind "I am …": the change can be taken back.</summary>
    public static string CanBeUndone(ChatTurn turn) => turn.Say(" To take it back afterwards: /undo", "之后如需收回：/撤销");

    /// <summary>A draft was settled, or a change taken back, in this reply already.</summary>
    public static string OneStep(ChatTurn turn) => turn.Say(
        "One such step a reply: ask for the next in a message of its own.", "每条回复只做一步这样的操作，其余请另发消息。");

    /// <summary>What a job works on is not changed below it.</summary>
    /// <param name="turn">Who asks.</param>
    /// <param name="what">The plan or draft, with a link.</param>
    public static string JobAtWork(ChatTurn turn, string what) => turn.Say(
        $"A job is at work on {what}. Wait for its end, or cancel it first: /cancel", $"有后台任务正在处理{what}。请等它结束，或先取消：/取消");

    /// <summary>A plan without tasks, of which something is wanted that takes some.</summary>
    public static string NoTasks(ChatTurn turn, Plan plan) => turn.Say(
        $"{Markdown.Link(plan)} has no tasks yet. Say “break it down” first.", $"{Markdown.Link(plan)}还没有任务。请先说“拆分它”。");

    public static string TitleLength(ChatTurn turn) => turn.Say(
        $"A title must have 1 to {PlanLimits.TitleLength} characters in one line.", $"标题须为一行，1 到 {PlanLimits.TitleLength} 个字符。");

    public static string TextLength(ChatTurn turn, int limit) => turn.Say($"The text must have at most {limit} characters.", $"文字最多 {limit} 个字符。");

    /// <summary>A rule of plans, such as that dependencies form no circle.</summary>
    public static string Rule(ChatTurn turn, PlanRuleException rule) => turn.Say(
        $"That is not possible: {rule.Message}",
        rule.Field == "depends_on" ? "不能这样设置依赖：所依赖的任务必须在同一计划中，且不能形成循环。" : "不能放在那里：上级任务不存在，或层级太深。");

    public static string Status(ChatTurn turn, PlanTaskStatus status)
    {
        var said = PlanTaskStatuses.Of(status).Said;
        return turn.Say(said.English, said.Chinese);
    }
}

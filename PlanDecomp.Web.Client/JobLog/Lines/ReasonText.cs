namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>Why a walk or a branch stopped, in words that go on a sentence.</summary>
internal static class ReasonText
{
    private static readonly string[] Budgets = ["node_budget", "llm_call_budget", "token_budget", "cost_budget", "day_budget", "time_budget"];

    public static Text Of(string reason) => reason switch
    {
        "completed" => new("everything asked for is done", "所要求的内容已全部完成"),
        "expand_depth" => new("no further level was asked for", "已达到要求的层数"),
        "max_depth" => new("the deepest level allowed is reached", "已达到允许的最大深度"),
        "leaf" => new("it is small enough", "任务已足够小"),
        "has_children" => new("it has children already", "已有子任务"),
        "node_budget" => new("the budget of tasks is used up", "任务数预算已用完"),
        "llm_call_budget" => new("the budget of LLM calls is used up", "模型调用预算已用完"),
        "token_budget" => new("the budget of tokens is used up", "token 预算已用完"),
        "cost_budget" => new("the budget of money is used up", "费用预算已用完"),
        "day_budget" => new("what the account may spend today is used up", "账户今日的费用额度已用完"),
        "time_budget" => new("the time is used up", "时间预算已用完"),
        "task_failed" => new("a task failed", "有任务失败"),
        "cancelled" => new("the job was cancelled", "作业已取消"),
        _ => new(reason, reason),
    };

    /// <summary>A budget's end that stands in an error as the server's English words; other words stay.</summary>
    public static string InChinese(string english) =>
        Budgets.Select(Of).FirstOrDefault(text => text.English == english) is { Chinese: { } chinese } ? chinese : english;
}

using System.Text.RegularExpressions;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Lines;

/// <summary>A job's error in the reader's language, as far as its sentence is one that the server writes itself; what it quotes stays.</summary>
internal static partial class ErrorText
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["The plan does not exist any more."] = "计划已不存在。",
        ["The task does not exist any more."] = "任务已不存在。",
        ["A decomposition needs a plan."] = "任务拆分需要指定计划。",
        ["The plan was deleted while it was broken down."] = "计划在拆分过程中被删除。",
        ["An execution needs a plan."] = "执行需要指定计划。",
        ["The plan was deleted while it was executed."] = "计划在执行过程中被删除。",
        ["The task was deleted while it was worked on."] = "任务在执行过程中被删除。",
        ["The plan was deleted while it was worked on."] = "计划在处理过程中被删除。",
        ["The plan was changed meanwhile, and nothing of the answer fits it any more."] = "计划在此期间被修改，回答已全部不适用。",
        ["Rules cannot do this: it needs a language model. Set Llm:ApiKey (or OPENAI_API_KEY), or Llm:BaseUrl and Llm:Model for another endpoint."] =
            "离线规则做不到：需要语言模型。请设置 Llm:ApiKey（或 OPENAI_API_KEY）；使用其他端点时请设置 Llm:BaseUrl 和 Llm:Model。",
        ["Rules cannot translate: this needs a language model. Set Llm:ApiKey (or OPENAI_API_KEY), or Llm:BaseUrl and Llm:Model for another endpoint."] =
            "离线规则无法翻译：需要语言模型。请设置 Llm:ApiKey（或 OPENAI_API_KEY）；使用其他端点时请设置 Llm:BaseUrl 和 Llm:Model。",
        ["The model's answer is empty."] = "模型的回答为空。",
        ["Something below it is not completed."] = "其下还有未完成的任务。",
        ["An operation needs a plan."] = "操作需要指定计划。",
        ["Merging needs a task that the others are merged into."] = "合并需要指定一个任务，其他任务并入其中。",
        ["Merging needs at least two tasks."] = "合并至少需要两个任务。",
        ["Splitting needs a task."] = "拆成多个任务需要指定任务。",
        ["No language was named."] = "没有指定语言。",
        ["the task does not exist any more"] = "任务已不存在",
        ["the new task has no place"] = "新任务没有位置",
        ["the task it goes below does not exist any more"] = "它所属的上级任务已不存在",
        ["There is no plan to export."] = "没有可导出的计划。",
        ["All the plans to export have been deleted."] = "要导出的计划均已删除。",
        ["The plan was deleted before it could be copied."] = "计划在复制之前已被删除。",
        ["The plan was deleted before the job that made it had ended. It is not made again."] = "计划在创建它的作业结束之前已被删除，不会重新创建。",
        ["The document is not there any more: send it again."] = "文档已不存在，请重新上传。",
    };

    public static string Of(string error, PageLanguage language) => language == PageLanguage.Chinese ? Chinese(error) : error;

    public static string Chinese(string error)
    {
        if (Sentences.TryGetValue(error, out var sentence)) return sentence;
        if (TaskOperations.All.Select(operation => operation.Words.NothingToDo).FirstOrDefault(words => words?.English == error) is { } nothing) return nothing.Chinese;
        if (GivenUp().Match(error) is { Success: true } given)
        {
            var last = given.Groups["last"];
            return $"已尝试 {given.Groups["attempts"].Value} 次，放弃。{(last.Success ? $"最后一次出错：{Chinese(last.Value)}" : "每次都在作业结束前失去了工作进程。")}";
        }

        if (NoAnswer().Match(error) is { Success: true } silent) return $"语言模型尝试 {silent.Groups[1].Value} 次均无应答：{LlmErrorText.Chinese(silent.Groups[2].Value)}";
        if (Unusable().Match(error) is { Success: true } unusable) return $"语言模型无法使用：{LlmErrorText.Chinese(unusable.Groups[1].Value)}";
        if (Down().Match(error) is { Success: true } down) return $"语言模型的接口不可用：连续 {down.Groups[1].Value} 次调用均无应答。最后一次：{Chinese(down.Groups[2].Value)}";
        if (Declined().Match(error) is { Success: true } declined) return $"语言模型不回答此问题：{LlmErrorText.Chinese(declined.Groups[1].Value)}";
        if (NoProgress().Match(error) is { Success: true } stalled) return $"已有 {stalled.Groups[1].Value} 秒没有任何进展：没有日志、数据或提交。";
        if (NotStored().Match(error) is { Success: true } refused) return $"作业的内容无法保存：{refused.Groups[1].Value}";
        return OperationErrorText.Chinese(error) ?? ExecutionLineText.Known(error) ?? LlmErrorText.Chinese(error);
    }

    [GeneratedRegex(@"^Given up after (?<attempts>\d+) attempts(?:: each time the worker was lost before the job ended\.|\. The last one broke: (?<last>.*))$", RegexOptions.Singleline)]
    private static partial Regex GivenUp();

    [GeneratedRegex(@"^The language model gave no answer in (\d+) tries: (.*)$", RegexOptions.Singleline)]
    private static partial Regex NoAnswer();

    [GeneratedRegex(@"^The endpoint of the language model is down: (\d+) calls in a row got no answer\. The last one: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Down();

    [GeneratedRegex("^The language model does not answer this: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Declined();

    [GeneratedRegex(@"^Nothing came of it for ([\d.]+) s: no line, no figure, no commit\.$")]
    private static partial Regex NoProgress();

    [GeneratedRegex("^What the job has to say could not be stored: (.*)$", RegexOptions.Singleline)]
    private static partial Regex NotStored();

    [GeneratedRegex("^The language model cannot be used(?: now)?: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Unusable();
}

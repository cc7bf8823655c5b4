using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Jobs.History;
using PlanDecomp.Llm;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;
using PlanDecomp.Worker.AcrossPlans;
using PlanDecomp.Worker.Asking;
using PlanDecomp.Worker.Budgets;
using PlanDecomp.Worker.Execution;
using PlanDecomp.Worker.Operations;
using PlanDecomp.Worker.Planning;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>Lines in the reader's language.</summary>
public sealed partial class LineTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every code that the worker can write by itself.</summary>
    public static TheoryData<string> Codes =>
    [
        .. LifecycleLinesOfAllKinds().Select(CodeOf), .. ConstantsOf(typeof(DecomposeLog)), .. ConstantsOf(typeof(ExecuteLog)), .. ConstantsOf(typeof(LlmLines)), .. ConstantsOf(typeof(BudgetLines)),
        .. ConstantsOf(typeof(OperationLog)), .. ConstantsOf(typeof(AcrossPlansLog)), .. ConstantsOf(typeof(ChildJobs)), .. LoggedThroughILogger(),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_translation(string code) => Assert.Contains(code, LineText.Codes);

    [Fact]
    public void The_scan_finds_codes_of_every_family()
    {
        string[] codes = [.. Codes.Select(row => row.Data)];
        Assert.Contains("job.queued", codes);
        Assert.Contains("job.dead_lettered", codes);
        Assert.Contains("log.full", codes);
        Assert.Contains("decompose.finished", codes);
        Assert.Contains("execute.finished", codes);
        Assert.Contains("budget.exhausted", codes);
        Assert.Contains("llm.retry", codes);
        Assert.Contains("log.LogUnexpected", codes);
    }

    [Fact]
    public void Lines_of_a_jobs_life_are_whole_in_Chinese()
    {
        foreach (var line in LifecycleLinesOfAllKinds())
        {
            var entry = new JobLogEntry(1, line.Timestamp, line.Level, line.Message, line.Metadata);
            Assert.Matches(Han(), LineText.Of(entry, PageLanguage.Chinese));
            Assert.Equal(line.Message, LineText.Of(entry, PageLanguage.English));
        }
    }

    [Fact]
    public void Arguments_stand_where_they_belong() => Assert.Equal(
        "“Draft”新增 3 个任务。", Chinese("node.expanded", """{"task_id":4,"title":"Draft","children":3}"""));

    [Fact]
    public void The_wish_of_a_queued_job_is_translated_and_its_title_kept() => Assert.Equal(
        "已排队：拆分“a \"b\" c”", Chinese("job.queued", """{"what":"break down \"a \"b\" c\""}""".Replace("a \"b\" c", "a \\\"b\\\" c", StringComparison.Ordinal)));

    [Fact]
    public void The_wish_of_every_operation_is_translated()
    {
        foreach (var operation in TaskOperations.All.SelectMany(operation => operation.OldNames.Prepend(operation.Name)))
        {
            var line = Chinese("job.queued", $$"""{"what":"{{operation.Replace('_', ' ')}} \"计划\""}""");
            Assert.StartsWith("已排队：", line, StringComparison.Ordinal);
            Assert.EndsWith("“计划”", line, StringComparison.Ordinal);
            Assert.DoesNotMatch("[A-Za-z]", line);
        }
    }

    [Theory]
    [InlineData("null", "完成：72 分（满分 100）。")]
    [InlineData("5", "完成：72 分（满分 100），提出 3 处改进。")]
    public void A_quality_check_speaks_of_improvements_only_when_there_are_some(string proposal, string chinese) => Assert.Equal(
        chinese, Chinese("operation.finished", $$"""{"operation":"check_quality","score":72,"changes":3,"failed":0,"reason":"completed","proposal_id":{{proposal}}}"""));

    [Theory]
    [InlineData("Nothing was changed: the time is used up before there was an answer.", "没有任何改动：还没有得到回答，时间预算已用完。")]
    [InlineData("The planner sees no way to break \"a \"b\"\" down beside what is locked; it is as it was.", "规划器想不出如何拆分“a \"b\"”（已锁定的任务除外）；内容保持不变。")]
    [InlineData("The change does not fit the plan: A plan has at most 20 levels.", "改动与计划不符：计划最多 20 层。")]
    [InlineData("None of the 2 plans could be imported: The document is not there any more: send it again.", "2 个计划均未能导入：文档已不存在，请重新上传。")]
    [InlineData("the task it goes below does not exist any more", "它所属的上级任务已不存在")]
    public void Errors_of_operations_and_of_jobs_across_plans_are_translated(string error, string chinese) => Assert.Equal(chinese, ErrorText.Chinese(error));

    [Theory]
    [InlineData("It depends on \"Draft \"A\"\", which failed.", "它依赖“Draft \"A\"”，而后者已失败。")]
    [InlineData("2 of the 5 tasks below it failed, 1 skipped.", "其下 5 个任务中有 2 个失败，1 个被跳过。")]
    [InlineData("1 of the 2 tasks below it was skipped.", "其下 2 个任务中有 1 个被跳过。")]
    [InlineData("It waits for itself: \"a\" → \"b\" → \"a\".", "它在等待自己：\"a\" → \"b\" → \"a\"。")]
    [InlineData("The model's answer is empty.", "模型的回答为空。")]
    [InlineData("anything else", "anything else")]
    public void Why_a_task_failed_or_was_skipped_is_translated(string reason, string chinese) => Assert.Equal(chinese, ExecutionLineText.Reason(reason));

    [Fact]
    public void A_fault_of_a_document_says_where_it_is()
    {
        Assert.Equal("第 4 行：状态无法识别（why）", Chinese("import.error", """{"fault":"unknown_status","file":null,"line":4,"path":null,"reason":"why"}"""));
        Assert.Equal("a.json，$.plans：缺少必需的内容（why）", Chinese("import.error", """{"fault":"missing","file":"a.json","line":null,"path":"$.plans","reason":"why"}"""));
        foreach (var code in ConstantsOf(typeof(NoteCode))) Assert.DoesNotContain(code, Chinese("import.error", $$"""{"fault":"{{code}}","reason":"why"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void The_wishes_of_jobs_across_plans_are_translated()
    {
        Assert.Equal("已排队：导出 2 个计划", Chinese("job.queued", """{"what":"export 2 plans"}"""));
        Assert.Equal("导入“罗马”：失败：why", Chinese("child.ended", """{"job_id":"x","what":"import \"罗马\"","status":"failed","error":"why"}"""));
    }

    [Fact]
    public void An_unknown_code_or_a_line_without_its_arguments_is_shown_as_it_was_written()
    {
        Assert.Equal("raw", Chinese("node.dreamt_of", "{}"));
        Assert.Equal("raw", Chinese("node.expanded", """{"cut":true}"""));
        Assert.Equal("raw", LineText.Of(new JobLogEntry(1, Now, JobLogLevel.Info, "raw", null), PageLanguage.Chinese));
        Assert.Equal("raw", LineText.Of(new JobLogEntry(1, Now, JobLogLevel.Info, "raw", JsonElement.Parse("[1]")), PageLanguage.Chinese));
    }

    [Fact]
    public void Every_reason_to_stop_has_words()
    {
        foreach (var reason in ConstantsOf(typeof(StopReasons)))
        {
            var text = ReasonText.Of(reason);
            Assert.NotEqual(reason, text.English);
            Assert.Matches(Han(), text.Chinese);
        }
    }

    [Theory]
    [InlineData("The plan was deleted while it was broken down.", "计划在拆分过程中被删除。")]
    [InlineData("The language model cannot be used: the endpoint refused the key (HTTP 401).", "语言模型无法使用：the endpoint refused the key (HTTP 401).")]
    [InlineData("The language model does not answer this: it refuses: no.", "语言模型不回答此问题：模型拒绝回答：no。")]
    [InlineData("The endpoint of the language model is down: 3 calls in a row got no answer. The last one: The language model gave no answer in 5 tries: no.", "语言模型的接口不可用：连续 3 次调用均无应答。最后一次：语言模型尝试 5 次均无应答：no.")]
    [InlineData("Given up after 3 attempts. The last one broke: Nothing came of it for 1800 s: no line, no figure, no commit.", "已尝试 3 次，放弃。最后一次出错：已有 1800 秒没有任何进展：没有日志、数据或提交。")]
    [InlineData("What the job has to say could not be stored: SQLite Error 13", "作业的内容无法保存：SQLite Error 13")]
    [InlineData("something else", "something else")]
    public void Errors_that_the_server_words_itself_are_translated(string error, string chinese) => Assert.Equal(chinese, ErrorText.Of(error, PageLanguage.Chinese));

    [Fact]
    public void The_errors_of_jobs_that_were_given_up_are_translated()
    {
        Assert.Equal("已尝试 3 次，放弃。每次都在作业结束前失去了工作进程。", ErrorText.Chinese(LifecycleLines.DeadLetterError(3, null)));
        Assert.Equal("已尝试 2 次，放弃。最后一次出错：计划已不存在。", ErrorText.Chinese(LifecycleLines.DeadLetterError(2, "The plan does not exist any more.")));
    }

    private static string Chinese(string code, string arguments) => LineText.Of(
        new JobLogEntry(1, Now, JobLogLevel.Info, "raw", JsonElement.Parse($$"""{"code":"{{code}}","args":{{arguments}}}""")), PageLanguage.Chinese);

    /// <summary>One line of each kind, made by the server's own code.</summary>
    private static IEnumerable<NewLogLine> LifecycleLinesOfAllKinds() =>
        from method in typeof(LifecycleLines).GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.ReturnType == typeof(NewLogLine)
        select (NewLogLine)method.Invoke(null, [.. method.GetParameters().Select(ArgumentFor)])!;

    private static object ArgumentFor(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(DateTimeOffset) => Now,
        var type when type == typeof(string) => parameter.Name == "error" ? LifecycleLines.DeadLetterError(3, null) : "w1",
        var type when type == typeof(int) => 3,
        var type when type == typeof(long) => 3L,
        var type when type == typeof(bool) => true,
        var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(2.5),
        var type => throw new NotSupportedException($"No example of {type}."),
    };

    private static string CodeOf(NewLogLine line) => line.Metadata!.Value.GetProperty("code").GetString()!;

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral || field.FieldType == typeof(WorkCode))
            .Select(field => field.GetValue(null) is WorkCode work ? work.Name : (string)field.GetValue(null)!);

    /// <summary>What the handlers and what they call log through <see cref="ILogger"/> of the information level or graver lands in the job's log, named by its method.</summary>
    private static IEnumerable<string> LoggedThroughILogger() =>
        from assembly in new[] { typeof(DecomposeLog).Assembly, typeof(LlmCaller).Assembly }
        from type in assembly.GetTypes()
        where type.Namespace is { } name && !name.StartsWith("PlanDecomp.Worker.Running", StringComparison.Ordinal) && !name.StartsWith("PlanDecomp.Worker.Reindexing", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<LoggerMessageAttribute>() is { Level: >= LogLevel.Information }
        select $"log.{method.GetCustomAttribute<LoggerMessageAttribute>()!.EventName ?? method.Name}";

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}

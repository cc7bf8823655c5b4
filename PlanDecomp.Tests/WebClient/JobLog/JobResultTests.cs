using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bunit;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Operations;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>What a job has brought, as its panel says it: in words, in both languages, and never as JSON.</summary>
public sealed class JobResultTests : IAsyncLifetime
{
    private PanelHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await PanelHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task An_execution_counts_and_names_what_failed_and_was_skipped_with_the_reasons()
    {
        await DrawAsync(JobType.PlanExecute, JobMode.Plan, new ExecuteResult
        {
            Writer = "offline",
            Completed = 3,
            Summaries = 1,
            Failed = 1,
            Skipped = 1,
            NotReached = 2,
            FailedTasks = [new FailedTask(4, "Draft", "The model's answer is empty.")],
            SkippedTasks = [new SkippedTask(5, "Print", "It depends on \"Draft\", which failed.")],
            StopReason = "llm_call_budget",
        }, ContractsJson.Default.ExecuteResult);

        Says("3 tasks completed, 1 parent summed up, 1 failed, 1 skipped, 2 not reached; the budget of LLM calls is used up.");
        Says("Written by offline rules: notes to begin the work with, not finished work");
        Says("Draft: The model's answer is empty.");
        Assert.Equal(["/plans/7?task=4", "/plans/7?task=5", "/plans/7"], Links());

        await SpeakChineseAsync();
        Says("完成 3 个任务，汇总 1 个上级任务，1 个失败，1 个跳过，2 个未轮到；模型调用预算已用完。");
        Says("Print：它依赖“Draft”，而后者已失败。");
    }

    [Fact]
    public async Task Of_many_failed_tasks_the_first_are_named_and_the_others_on_demand()
    {
        await DrawAsync(JobType.PlanExecute, JobMode.Plan, new ExecuteResult
        {
            Writer = "llm",
            Model = "m-1",
            Failed = 12,
            FailedTasks = [.. Enumerable.Range(1, 12).Select(n => new FailedTask(n, $"task {n}", "why"))],
            StopReason = "completed",
        }, ContractsJson.Default.ExecuteResult);

        Says("No task completed, 12 failed.");
        Says("Written by language model m-1");
        Assert.Equal(10, _house.Panel.FindAll(".items li").Count);
        await _house.ClickAsync(".summary .more");
        Assert.Equal(12, _house.Panel.FindAll(".items li").Count);
    }

    [Fact]
    public async Task A_proposed_change_leads_to_its_draft_and_says_what_was_dropped()
    {
        await DrawAsync(JobType.TaskOperation, TaskOperations.Rewrite.Name, new OperationResult
        {
            Operation = TaskOperations.Rewrite.Name,
            Planner = "llm",
            Model = "m-1",
            Changes = 2,
            ProposalId = 9,
            FailedTasks = [new FailedNode(3, "three", "The model's answer is empty.")],
            Dropped = [new DroppedNode(4, "four", "the task does not exist any more")],
            StopReason = "completed",
        }, ContractsJson.Default.OperationResult);

        Says("2 changes wait in a draft, 1 left as they were.");
        Assert.Equal("Rewrite", _house.Find(".head .mode").TextContent);
        Assert.Equal("/plans/7/drafts/9", _house.Find(".to-draft").GetAttribute("href"));

        await SpeakChineseAsync();
        Says("2 处改动已放入草稿，1 个保持不变。");
        Says("four：任务已不存在");
    }

    [Fact]
    public async Task A_decomposition_to_be_reviewed_leads_to_its_draft()
    {
        await DrawAsync(JobType.PlanDecompose, JobMode.PlanBfs, new DecomposeResult { Planner = "offline", StopReason = "completed", ProposalId = 3 }, ContractsJson.Default.DecomposeResult);

        Says("The new tasks wait in a draft; everything asked for is done.");
        Assert.Equal("/plans/7/drafts/3", _house.Find(".to-draft").GetAttribute("href"));
    }

    [Fact]
    public async Task A_summary_is_drawn_as_safe_markdown()
    {
        await DrawAsync(JobType.TaskOperation, TaskOperations.Summarise.Name, new OperationResult
        {
            Operation = TaskOperations.Summarise.Name,
            Planner = "offline",
            Summary = "# In short\n\nAll **well** <img src=x onerror=alert(1)>",
            StopReason = "completed",
        }, ContractsJson.Default.OperationResult);

        Says("The summary is written.");
        Assert.Equal("well", _house.Find(".markdown strong").TextContent);
        Assert.Empty(_house.Panel.FindAll(".markdown img"));
    }

    [Fact]
    public async Task A_quality_check_shows_the_score_with_its_reasons_and_suggestions()
    {
        await DrawAsync(JobType.TaskOperation, TaskOperations.CheckQuality.Name, new OperationResult
        {
            Operation = TaskOperations.CheckQuality.Name,
            Planner = "offline",
            ProposalId = 9,
            Changes = 1,
            Quality = new QualityReport(72, [new QualityReason("clarity", 64, "Two tasks have no instruction.")], [new QualitySuggestion(3, "It repeats a task.", IsProposed: true)]),
            StopReason = "completed",
        }, ContractsJson.Default.OperationResult);

        Says("Quality: 72 of 100 points; improvements wait in a draft.");
        Says("Two tasks have no instruction.");
        Assert.Equal("64", _house.Find("meter").GetAttribute("value"));
        Assert.Contains("/plans/7?task=3", Links());

        await SpeakChineseAsync();
        Says("质量 72 分（满分 100），改进建议已放入草稿。");
        Says("清晰度");
    }

    [Fact]
    public async Task An_estimate_shows_its_totals_and_each_tasks_hours()
    {
        await DrawAsync(JobType.TaskOperation, TaskOperations.Estimate.Name, new OperationResult
        {
            Operation = TaskOperations.Estimate.Name,
            Planner = "offline",
            Changes = 2,
            ChangeSetId = 4,
            Estimate = new EstimateReport([new TaskEstimate(1, "one", 1, null), new TaskEstimate(2, "two", 2.5, "Writing takes long.")], 3.5, 2.5, [2]),
            StopReason = "completed",
        }, ContractsJson.Default.OperationResult);

        Says("3.5 hours of work, 2.5 hours from start to end when all that can goes side by side.");
        Says("can be undone");
        Assert.Equal(["1 hour", "2.5 hours"], _house.Panel.FindAll("details b").Select(hours => hours.TextContent));
        Assert.Contains("on the critical path", _house.Panel.FindAll("details li")[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("critical", _house.Panel.FindAll("details li")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exports_file_can_be_downloaded()
    {
        await DrawAsync(JobType.TaskOperation, AcrossPlansMode.ExportPlans, new ExportResult
        {
            FileName = "plans.zip",
            ContentType = "application/zip",
            Format = "zip",
            Bytes = 12_345,
            PlanIds = [1, 2],
            Tasks = 9,
            MissingPlanIds = [3],
        }, ContractsJson.Default.ExportResult, planId: null);

        Says("Exported: 2 plans with 9 tasks.");
        Says("12.3 KB");
        Says("Not in it, because deleted before their turn: 1 plan.");
        var link = _house.Find(".to-file");
        Assert.Equal(("/api/jobs/a/file", "plans.zip"), (link.GetAttribute("href"), link.GetAttribute("download")));
    }

    [Fact]
    public async Task An_import_leads_to_its_plans_and_says_what_could_not_be_read()
    {
        await DrawAsync(JobType.TaskOperation, AcrossPlansMode.ImportPlan, new ImportResult
        {
            Format = "zip",
            Plans = [new ImportedPlan(11, "Rome", 4, "child-1")],
            FailedPlans = [new FailedPlan("Paris", "child-2", "failed", "The document is not there any more: send it again.")],
            Warnings = [new DocumentNote { Code = "unknown_field", Reason = "The field \"colour\" is not known.", File = "a.json", Path = "$.plans[0].colour" }],
        }, ContractsJson.Default.ImportResult, planId: null);

        Says("Imported: 1 plan; 1 failed.");
        Assert.Equal(["/plans/11", "/jobs/child-2"], Links());
        Says("a.json, $.plans[0].colour");

        await SpeakChineseAsync();
        Says("Paris 文档已不存在，请重新上传。");
        Says("不认识的字段，已略过");
    }

    [Fact]
    public async Task An_import_that_failed_says_each_fault_with_its_place()
    {
        await DrawAsync(JobType.TaskOperation, AcrossPlansMode.ImportPlan, new ImportResult
        {
            Errors = [new DocumentNote { Code = "unknown_status", Reason = "The box [?] is none.", Line = 4 }],
        }, ContractsJson.Default.ImportResult, planId: null, status: JobStatus.Failed);

        Says("Nothing was imported: the document has a fault.");
        Says("line 4 The box [?] is none.");
        await SpeakChineseAsync();
        Says("第 4 行 状态无法识别");
    }

    [Fact]
    public async Task A_copy_and_a_reindexing_are_said_in_words()
    {
        await DrawAsync(JobType.TaskOperation, AcrossPlansMode.DuplicatePlan, new DuplicateResult { PlanId = 12, SourcePlanId = 7, Title = "Rome (copy)", TaskCount = 1 }, ContractsJson.Default.DuplicateResult, planId: null);
        Says("Copied as “Rome (copy)” with 1 task.");
        Assert.Equal(["/plans/12"], Links());

        await using var other = await PanelHouse.StartAsync();
        other.Api.Add("b").Log("line 1").With(job => job with
        {
            JobType = JobType.TaskOperation,
            Mode = AcrossPlansMode.Reindex,
            PlanId = null,
            Status = JobStatus.Succeeded,
            Result = JsonSerializer.SerializeToElement(new ReindexResult { Plans = 2, Jobs = 5, AdoptedJobs = 1, Skipped = [new SkippedPlan(3, "The file is spoilt.")] }, ContractsJson.Default.ReindexResult),
        });
        other.Draw("b", panel => panel.Add(p => p.KeepOpen, true));
        await other.UntilSaysAsync("2 plans and 5 jobs read; the index was put right.");
        await other.UntilSaysAsync("The file is spoilt.");
    }

    [Fact]
    public async Task Only_the_result_of_a_type_that_nobody_knows_is_shown_as_JSON()
    {
        _house.Api.Add("a").Log("line 1").With(job => job with { JobType = "something_new", Status = JobStatus.Succeeded, Result = JsonElement.Parse("""{"answer":42}""") });
        _house.Draw("a", panel => panel.Add(p => p.KeepOpen, true));
        await _house.UntilSaysAsync("\"answer\": 42");
    }

    private async Task DrawAsync<T>(string type, string mode, T result, JsonTypeInfo<T> typeInfo, long? planId = 7, JobStatus status = JobStatus.Succeeded)
    {
        _house.Api.Add("a").Log("line 1").With(job => job with
        {
            JobType = type,
            Mode = mode,
            PlanId = planId,
            Status = status,
            Result = JsonSerializer.SerializeToElement(result, typeInfo),
        });
        _house.Draw("a", panel => panel.Add(p => p.KeepOpen, true));
        await _house.UntilAsync(() => _house.Panel.FindAll(".summary").Count == 1, "the summary is drawn");
        Assert.Empty(_house.Panel.FindAll("pre.other"));
    }

    private Task SpeakChineseAsync() => _house.Panel.InvokeAsync(() => _house.Localizer.Use(PageLanguage.Chinese));

    private void Says(string words) =>
        Assert.Contains(words, string.Join(' ', _house.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    private string?[] Links() => [.. _house.Panel.FindAll(".summary a:not(.to-file):not(.to-draft)").Select(link => link.GetAttribute("href"))];
}

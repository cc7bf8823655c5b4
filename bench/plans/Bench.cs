using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Contracts.Plans;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Documents.Markdown;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;
using PlanDecomp.Worker.Planning;

namespace PlanBench;

/// <summary>Has each request planned by the worker's own decomposition, in a data folder of its own that goes afterwards.</summary>
public static class Bench
{
    private const string Head = """
        | request | tasks | cycles | orphans | duplicates | barriers | dates outside | empty | calls | tokens in | tokens out | seconds |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    /// <summary>Plans them one after the other, and writes plans and figures.</summary>
    /// <param name="args">Where to, and settings.</param>
    /// <param name="report">Gets the figures as they come.</param>
    /// <returns>0; 1 when a plan could not be made or has a cycle.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter report)
    {
        var output = Directory.CreateDirectory(args.FirstOrDefault(arg => !IsSetting(arg)) ?? "plans").FullName;
        var data = Directory.CreateTempSubdirectory("plan-bench-");
        try
        {
            var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Where(IsSetting)])
                .AddInMemoryCollection([new("Storage:Path", data.FullName)]).Build();
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(settings).AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
            services.AddPlans().AddPlanning();
            await using var house = services.BuildServiceProvider();
            return await RunAsync(house, settings, output, report);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(IServiceProvider house, IConfiguration settings, string output, TextWriter report)
    {
        var only = settings["only"]?.Split(',');
        var plans = new List<Planned>();
        await report.WriteLineAsync(Head);
        foreach (var request in BenchRequest.ReadAll().Where(request => only is null || only.Contains(request.Key)))
        {
            var planned = await PlanAsync(house, settings, request);
            plans.Add(planned);
            await File.WriteAllTextAsync(Path.Combine(output, $"{request.Key}.md"), planned.Text);
            await report.WriteLineAsync(planned.Row);
        }

        var all = Row($"all {plans.Count}", PlanFindings.Sum(plans.Select(plan => plan.Found)), Sum(plans.Select(plan => plan.Stats)), plans.Sum(plan => plan.Seconds));
        await report.WriteLineAsync(all);
        await File.WriteAllLinesAsync(Path.Combine(output, "figures.md"), [Head, .. plans.Select(plan => plan.Row), all]);
        return plans.Exists(plan => plan.Found.Cycles > 0 || plan.Status != JobStatus.Succeeded) ? 1 : 0;
    }

    private static async Task<Planned> PlanAsync(IServiceProvider house, IConfiguration settings, BenchRequest request)
    {
        var plans = house.GetRequiredService<IPlanStore>();
        var plan = await plans.CreateAsync("bench", request.Title, request.Description, CancellationToken.None);
        var job = new BenchJob(house.GetRequiredService<SqliteFiles>(), new Job
        {
            JobId = $"bench-{plan.PlanId}",
            JobType = JobType.PlanDecompose,
            Mode = JobMode.PlanBfs,
            PlanId = plan.PlanId,
            Status = JobStatus.Running,
            Params = JsonSerializer.SerializeToElement(LimitsOf(settings), ContractsJson.Default.DecomposeParams),
            Attempt = 1,
            CreatedAt = DateTimeOffset.UtcNow,
        });
        var watch = Stopwatch.StartNew();
        JobOutcome outcome;
        using (job.Enter()) outcome = await house.GetServices<IJobHandler>().OfType<PlanDecomposer>().Single().RunAsync(job, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;

        var tree = (await plans.ReadTreeAsync(plan.PlanId, CancellationToken.None))!;
        var found = PlanChecker.Check(tree, request.Earliest, request.Latest);
        var row = Row(request.Key, found, job.Stats, seconds);
        var text = await WriteAsync(house, tree, outcome, job, row);
        return new Planned(found, job.Stats, outcome.Status, seconds, row, text);
    }

    private static DecomposeParams LimitsOf(IConfiguration settings)
    {
        var fineness = settings["fineness"];
        var (depth, budget, children) = FinenessLimits.Of(fineness, FinenessLimits.Normal);
        return new DecomposeParams { ExpandDepth = depth, NodeBudget = budget, MaxChildren = children, Fineness = fineness, Link = settings["link"] != "false" };
    }

    private static async Task<string> WriteAsync(IServiceProvider house, PlanTree tree, JobOutcome outcome, BenchJob job, string row)
    {
        var results = await house.GetRequiredService<ITaskResultStore>().ReadAllAsync(tree.Plan.PlanId, CancellationToken.None);
        var text = new StringBuilder(MarkdownPlanWriter.Write(PlanDocument.Of(tree, results)));
        text.Append("\n---\n\n").Append(outcome.Message).Append("\n\n").Append(Head).Append('\n').Append(row).Append('\n');
        foreach (var warning in job.Warnings) text.Append("\n- ").Append(warning);
        return text.Append('\n').ToString();
    }

    private static string Row(string name, PlanFindings found, JobStats stats, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {found.Tasks} | {found.Cycles} | {found.Orphans} | {found.Duplicates} | {found.Barriers} | {found.DatesOutside} | {found.EmptyInstructions} | {stats.LlmCalls ?? 0} | {stats.InputTokens ?? 0} | {stats.OutputTokens ?? 0} | {seconds:0.00} |");

    private static JobStats Sum(IEnumerable<JobStats> stats) => stats.Aggregate(new JobStats(), (sum, one) => new JobStats
    {
        LlmCalls = (sum.LlmCalls ?? 0) + (one.LlmCalls ?? 0),
        InputTokens = (sum.InputTokens ?? 0) + (one.InputTokens ?? 0),
        OutputTokens = (sum.OutputTokens ?? 0) + (one.OutputTokens ?? 0),
    });

    private static bool IsSetting(string arg) => arg.StartsWith("--", StringComparison.Ordinal);

    private sealed record Planned(PlanFindings Found, JobStats Stats, JobStatus Status, double Seconds, string Row, string Text);
}

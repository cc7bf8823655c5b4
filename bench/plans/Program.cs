// Plans twenty requests, writes each plan as Markdown, and counts what is wrong in them without a model. From the repository's folder:
//   dotnet run --project bench/plans -c Release -- [OUTPUT] [--Llm:BaseUrl=URL --Llm:Model=NAME --Llm:ApiKey=KEY] [--Planning:Planner=offline]
// Settings are the worker's, as arguments or in the environment (Llm__BaseUrl, Llm__Model, OPENAI_API_KEY …); without a model it plans offline.
// Its own are --fineness=rough|normal|fine, --link=false, and --only=KEY,KEY.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanBench;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Jobs.Handlers;
using PlanDecomp.Plans;
using PlanDecomp.Plans.Documents;
using PlanDecomp.Plans.Documents.Markdown;
using PlanDecomp.Plans.Results;
using PlanDecomp.Storage;
using PlanDecomp.Worker.Planning;

var output = Directory.CreateDirectory(args.FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) ?? "plans").FullName;
var data = Directory.CreateTempSubdirectory("plan-bench-");
try
{
    return await RunAsync();
}
finally
{
    data.Delete(recursive: true);
}

async Task<int> RunAsync()
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal))])
        .AddInMemoryCollection([new("Storage:Path", data.FullName)]).Build();
    var services = new ServiceCollection();
    services.AddSingleton<IConfiguration>(settings).AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning)).AddPlans().AddPlanning();
    await using var house = services.BuildServiceProvider();
    var only = settings["only"]?.Split(',');
    var total = new PlanFindings();
    var table = new StringBuilder("| request | tasks | cycles | orphans | duplicates | barriers | dates outside | empty | calls | tokens in | tokens out | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    foreach (var request in BenchRequest.ReadAll().Where(request => only is null || only.Contains(request.Key)))
    {
        var (found, row) = await PlanAsync(house, settings, request);
        total = new PlanFindings
        {
            Tasks = total.Tasks + found.Tasks, Cycles = total.Cycles + found.Cycles, Orphans = total.Orphans + found.Orphans, Duplicates = total.Duplicates + found.Duplicates,
            Barriers = total.Barriers + found.Barriers, DatesOutside = total.DatesOutside + found.DatesOutside, EmptyInstructions = total.EmptyInstructions + found.EmptyInstructions,
        };
        Console.WriteLine(row);
        table.Append(row).Append('\n');
    }

    table.Append(Row("all", total, new JobStats(), null)).Append('\n');
    await File.WriteAllTextAsync(Path.Combine(output, "figures.md"), table.ToString());
    Console.WriteLine(Row("all", total, new JobStats(), null));
    return total.Cycles > 0 ? 1 : 0;
}

async Task<(PlanFindings Found, string Row)> PlanAsync(IServiceProvider house, IConfiguration settings, BenchRequest request)
{
    var plans = house.GetRequiredService<IPlanStore>();
    var plan = await plans.CreateAsync("bench", request.Title, request.Description, CancellationToken.None);
    var fineness = settings["fineness"] ?? Fineness.Normal;
    var (depth, budget, children) = FinenessLimits.Of(fineness, FinenessLimits.Normal);
    var limits = new DecomposeParams
    {
        ExpandDepth = depth, NodeBudget = budget, MaxChildren = children, Fineness = fineness == Fineness.Normal ? null : fineness, Link = settings["link"] != "false",
    };
    var files = house.GetRequiredService<SqliteFiles>();
    var job = new BenchJob(files, new Job
    {
        JobId = $"bench-{plan.PlanId}",
        JobType = JobType.PlanDecompose,
        Mode = JobMode.PlanBfs,
        PlanId = plan.PlanId,
        Status = JobStatus.Running,
        Params = JsonSerializer.SerializeToElement(limits, ContractsJson.Default.DecomposeParams),
        Attempt = 1,
        CreatedAt = DateTimeOffset.UtcNow,
    });
    var watch = Stopwatch.StartNew();
    JobOutcome outcome;
    using (job.Enter()) outcome = await house.GetServices<IJobHandler>().OfType<PlanDecomposer>().Single().RunAsync(job, CancellationToken.None);
    watch.Stop();

    var tree = (await plans.ReadTreeAsync(plan.PlanId, CancellationToken.None))!;
    var found = PlanChecker.Check(tree, request.Earliest, request.Latest);
    var results = await house.GetRequiredService<ITaskResultStore>().ReadAllAsync(plan.PlanId, CancellationToken.None);
    var row = Row(request.Key, found, job.Stats, watch.Elapsed);
    var text = new StringBuilder(MarkdownPlanWriter.Write(PlanDocument.Of(tree, results))).Append("\n\n---\n\n").Append(outcome.Message).Append("\n\n").Append(row).Append('\n');
    foreach (var warning in job.Warnings) text.Append("\n- ").Append(warning);
    await File.WriteAllTextAsync(Path.Combine(output, $"{request.Key}.md"), text.Append('\n').ToString());
    return (found, row);
}

static string Row(string name, PlanFindings found, JobStats stats, TimeSpan? elapsed) => string.Create(
    CultureInfo.InvariantCulture,
    $"| {name} | {found.Tasks} | {found.Cycles} | {found.Orphans} | {found.Duplicates} | {found.Barriers} | {found.DatesOutside} | {found.EmptyInstructions} | {stats.LlmCalls} | {stats.InputTokens} | {stats.OutputTokens} | {elapsed?.TotalSeconds:0.00} |");

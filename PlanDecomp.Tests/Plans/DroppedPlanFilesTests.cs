using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanDecomp.Plans;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Plans;

public sealed class DroppedPlanFilesTests : IDisposable
{
    private readonly PlanData _data = new();

    private string Main => _data.Files.Folder.Main;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_plans_file_laid_into_the_folder_while_the_app_runs_is_taken_in_by_itself()
    {
        using var elsewhere = new PlanData();
        var plan = await elsewhere.Plans.CreateAsync("guest:anna", "from elsewhere", "", Ct);
        PlanData.Execute(elsewhere.Files.Folder.Plan(plan.PlanId), """
            INSERT INTO decomposition_jobs (job_id, mode, status, owner) VALUES ('old', 'plan_bfs', 'success', 'guest:anna')
            """);
        elsewhere.Files.Dispose();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddPlans().AddPlanHealing();
        builder.Services.PostConfigure<StorageOptions>(storage => storage.Path = _data.Path);
        using var host = builder.Build();
        await host.StartAsync(Ct);

        await File.WriteAllTextAsync(_data.Files.Folder.Plan(8), "no file of ours", Ct);
        File.Copy(elsewhere.Files.Folder.Plan(plan.PlanId), _data.Files.Folder.Plan(plan.PlanId));

        await Eventually.TrueAsync(
            () => File.Exists(Main) && PlanData.Query<long>(Main, "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('plans', 'jobs')") is [2]
                && PlanData.Query<string>(Main, "SELECT title || '|' || jobs.status FROM plans JOIN jobs USING (plan_id)") is ["from elsewhere|succeeded"],
            "the file is taken in", TimeSpan.FromSeconds(15));
        Assert.Equal([plan.PlanId], PlanData.Query<long>(Main, "SELECT plan_id FROM plans"));
        await host.StopAsync(Ct);
    }
}

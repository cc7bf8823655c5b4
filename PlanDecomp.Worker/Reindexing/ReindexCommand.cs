using Microsoft.Extensions.Options;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Reindexing;

/// <summary><c>reindex [--owner ACCOUNT]</c>: rebuilds the index from the files instead of working. For a stopped app.</summary>
public static class ReindexCommand
{
    public const string Name = "reindex";
    private const string OwnerOption = "--owner";

    /// <returns>The process's exit code: 0 when every file was read, 1 when some were not, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        string? owner = null;
        switch (arguments)
        {
            case []:
                break;
            case [OwnerOption, { Length: > 0 } account]:
                owner = account;
                break;
            default:
                await Console.Error.WriteLineAsync($"Usage: {Name} [{OwnerOption} ACCOUNT]   (the data folder is Storage__Path)");
                return 2;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPlans();
        using var host = builder.Build();
        var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (!Directory.Exists(storage.Path)) return await RefuseAsync($"There is no data folder '{storage.Path}' (Storage__Path).");

        using var alone = FolderInUse.TryTakeAlone(host.Services.GetRequiredService<DataFolder>());
        if (alone is null) return await RefuseAsync($"The app is running on '{storage.Path}'. Stop it first: what it writes meanwhile would be missing.");

        var report = await host.Services.GetRequiredService<IndexRebuild>().RunAsync(owner, CancellationToken.None);
        foreach (var file in report.Skipped) await Console.Error.WriteLineAsync($"Skipped {file.Path}: {file.Reason}");
        Console.WriteLine($"The index holds {report.Plans} plans and {report.Jobs} jobs again.");
        return report.Skipped.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }
}

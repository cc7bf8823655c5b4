using Microsoft.Extensions.Options;
using PlanDecomp.Plans;
using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Reindexing;

/// <summary><c>reindex [--owner ACCOUNT]</c>: rebuilds the index from the files instead of working. For a stopped app.</summary>
internal static class ReindexCommand
{
    public const string Name = "reindex";
    private const string OwnerOption = "--owner";

    /// <returns>The process's exit code: 0 when every file was read, 1 when some were not, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
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
                return await CommandRun.RefuseAsync($"Usage: {Name} [{OwnerOption} ACCOUNT]   (the data folder is Storage__Path)", CommandRun.WrongCall);
        }

        using var host = CommandRun.Build(services => services.AddPlans());
        var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (!Directory.Exists(storage.Path)) return await CommandRun.RefuseAsync($"There is no data folder '{storage.Path}' (Storage__Path).");

        using var alone = FolderInUse.TryTakeAlone(storage.Path);
        if (alone is null) return await CommandRun.RefuseAsync($"The app is running on '{storage.Path}'. Stop it first: what it writes meanwhile would be missing.");

        var report = await host.Services.GetRequiredService<IndexRebuild>().RunAsync(owner, ct);
        foreach (var file in report.Skipped) await Console.Error.WriteLineAsync($"Skipped {file.Path}: {file.Reason}");
        Console.WriteLine($"The index holds {report.Plans} plans and {report.Jobs} jobs again.");
        return report.Skipped.Count == 0 ? 0 : CommandRun.Refused;
    }
}

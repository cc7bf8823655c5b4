using PlanDecomp.AppHost.Data;

namespace PlanDecomp.AppHost.Running;

/// <summary>Fills the data folder from a backup before anything starts on it.</summary>
internal static class Restore
{
    /// <returns>Why nothing was restored; null when it was, or nothing was to be.</returns>
    public static async Task<string?> FaultAsync(IDistributedApplicationBuilder builder, AppSettings app)
    {
        if (app.Restore is not { } archive || builder.ExecutionContext.IsPublishMode) return null;
        var done = await WorkerCommand.RunAsync(app.Data, ["restore", archive], CancellationToken.None);
        if (!done.Success) return $"The backup was not restored. {done.Message}";
        Console.WriteLine(done.Message);
        return null;
    }
}

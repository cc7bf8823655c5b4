using System.Diagnostics;
using PlanDecomp.AppHost.Services;

namespace PlanDecomp.AppHost.Data;

/// <summary>Runs one of the worker's commands on the data folder, such as <c>reindex</c>.</summary>
internal static class WorkerCommand
{
    /// <returns>A success or failure with what the command printed.</returns>
    public static Task<ExecuteCommandResult> RunAsync(DataFolderResource data, IReadOnlyList<string> args, CancellationToken ct) => RunAsync(data.Path, args, ct);

    /// <param name="folder">The data folder.</param>
    /// <param name="args">The command.</param>
    /// <param name="ct">Cancels the command.</param>
    public static async Task<ExecuteCommandResult> RunAsync(string folder, IReadOnlyList<string> args, CancellationToken ct)
    {
        var info = new ProcessStartInfo(BuiltProgram.Of(new Projects.PlanDecomp_Worker().ProjectPath), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["Storage__Path"] = folder;
        info.Environment["DOTNET_ROOT"] = BuiltProgram.Runtime;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var error = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            var said = $"{await output}{await error}".Trim();
            return process.ExitCode == 0 ? CommandResults.Success(said) : CommandResults.Failure(said);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

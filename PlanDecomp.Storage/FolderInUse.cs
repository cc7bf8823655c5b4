using Microsoft.Extensions.Hosting;

namespace PlanDecomp.Storage;

/// <summary>Says that a running service uses the data folder, for what must have it alone.</summary>
/// <remarks>A shared lock on a file: many services hold it at once, and the system gives it back however they end.</remarks>
public sealed class FolderInUse(DataFolder folder) : IHostedService, IDisposable
{
    private const string LockFile = "in-use.lock";
    private FileStream? _held;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Root, LockFile);
        await File.AppendAllTextAsync(path, "", cancellationToken);
        _held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>As a service that starts, for anything else that reads the folder. False while someone has it for himself alone.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken ct)
    {
        try
        {
            await StartAsync(ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _held?.Dispose();

    /// <summary>The data folder at <paramref name="root"/> for the caller alone until disposed; null while a service runs on it.</summary>
    public static IDisposable? TryTakeAlone(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

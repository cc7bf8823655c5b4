namespace PlanDecomp.Storage;

/// <summary>Lets one process at a time do what must be done once for the data folder, such as at start-up.</summary>
/// <remarks>The operating system gives the lock back when its process ends, however it ends.</remarks>
public sealed class FolderLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>True once a holder has said that it began and none has said since that it ended: it was cut off.</summary>
    public bool WasCutOff => _file.Length > 0;

    /// <summary>Waits until no other process, and no one else in this one, holds the lock.</summary>
    /// <param name="path">The lock's file; it is made, and stays.</param>
    /// <param name="ct">Cancels the wait.</param>
    public static async Task<FolderLock> TakeAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            if (TryTake(path) is { } taken) return taken;
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>The lock at once, or null while someone has it.</summary>
    /// <param name="path">The lock's file; it is made, and stays.</param>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            return null;
        }
    }

    /// <summary>Writes down that the work has begun, for whoever comes after should this process end in the midst of it.</summary>
    public void Begin()
    {
        _file.WriteByte((byte)'b');
        _file.Flush(flushToDisk: true);
    }

    public void End()
    {
        _file.SetLength(0);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();
}

using PlanDecomp.Storage;

namespace PlanDecomp.Worker.Backup;

/// <summary>A data folder without a file in it, which is filled as a whole or left as it was.</summary>
internal static class EmptyDataFolder
{
    private const string LockFiles = ".lock";

    /// <summary>A disk's root has a <c>lost+found</c> that only the system's own account may look into; it is no one's data.</summary>
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <exception cref="IOException">There are files in the folder, or the app is running on it.</exception>
    public static void ThrowIfNotEmpty(string root)
    {
        if (!HasFiles(root)) return;
        using var alone = FolderInUse.TryTakeAlone(root);
        throw alone is null ? InUse(root) : new IOException($"'{root}' is not empty; a restore replaces nothing.");
    }

    /// <summary>Runs <paramref name="fill"/> on a folder beside, and moves what it made into the data folder.</summary>
    /// <exception cref="IOException">There are files in the folder, or the app is running on it.</exception>
    public static async Task<T> FillAsync<T>(string root, Func<string, Task<T>> fill)
    {
        var isNew = !Directory.Exists(root);
        PrivateFiles.CreateFolder(root);

        // Invariant: held until all is cleared away, so that no service has started on what is cleared; and without it nothing is.
        using var alone = FolderInUse.TryTakeAlone(root) ?? throw InUse(root);

        // Within the folder: it may be the root of a disk of its own, where nothing beside it could be moved in.
        var filled = Path.Combine(root, $"restore.{Path.GetRandomFileName()}.part");
        var moved = new List<string>();
        try
        {
            if (HasFiles(root)) throw new IOException($"'{root}' is not empty; a restore replaces nothing.");
            PrivateFiles.CreateFolder(filled);
            var result = await fill(filled);
            MoveUp(filled, root, moved);
            Directory.Delete(filled, recursive: true);
            return result;
        }
        catch
        {
            foreach (var path in moved.Append(filled)) Delete(path);
            if (isNew) DeleteIfUnused(root);
            throw;
        }
    }

    private static void MoveUp(string filled, string root, List<string> moved)
    {
        // Files last: without an index, a service that starts on what a killed restore has left makes one from the plans.
        foreach (var from in Directory.EnumerateDirectories(filled).Concat(Directory.EnumerateFiles(filled).Where(file => !IsLock(file)).OrderDescending(StringComparer.Ordinal)).ToList())
        {
            var to = Path.Combine(root, Path.GetFileName(from));
            if (Directory.Exists(to)) Directory.Delete(to);
            Directory.Move(from, to);
            moved.Add(to);
        }
    }

    private static bool HasFiles(string root) =>
        Directory.Exists(root) && Directory.EnumerateFiles(root, "*", Everything).Any(file => !IsLock(file));

    private static bool IsLock(string file) => file.EndsWith(LockFiles, StringComparison.Ordinal);

    private static void DeleteIfUnused(string root)
    {
        var entries = Directory.GetFileSystemEntries(root);

        // A service that starts makes its folders before it asks for the lock: whoever finds none is not robbed of his.
        if (!entries.All(IsLock)) return;
        try
        {
            foreach (var path in entries) File.Delete(path);
            Directory.Delete(root);
        }
        catch (IOException)
        {
            // Someone has come meanwhile, or the system deletes no file that is open. An empty folder harms no one.
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }

    private static IOException InUse(string root) => new($"The app is running on '{root}'. Stop it first.");
}

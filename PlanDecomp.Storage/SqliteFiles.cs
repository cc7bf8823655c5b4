using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PlanDecomp.Storage.Schema;

namespace PlanDecomp.Storage;

/// <summary>All SQLite files of the data folder. Keeps the ones in use open and closes those unused the longest.</summary>
public sealed class SqliteFiles(DataFolder folder, IOptions<StorageOptions> options) : IDisposable
{
    private readonly int _maxFiles = options.Value.MaxHandles / SqliteFile.MaxHandles;
    private readonly SemaphoreSlim _filesInUse = new(options.Value.MaxHandles / SqliteFile.MaxHandles);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _open = [];
    private int _deletedInUse;
    private long _clock;

    public DataFolder Folder => folder;

    /// <summary>Runs <paramref name="work"/> in a transaction of the file and returns once it is on disk.</summary>
    /// <remarks>A cancelled call that has begun is committed all the same. Work is synchronous and must not call back into this file.</remarks>
    /// <exception cref="SqliteFileMissingException">A plan's file is not there.</exception>
    public Task<T> WriteAsync<T>(string path, Func<SqliteConnection, T> work, CancellationToken ct = default) =>
        UseAsync(path, file => file.WriteAsync(work, ct), ct);

    /// <inheritdoc cref="WriteAsync{T}(string, Func{SqliteConnection, T}, CancellationToken)"/>
    public Task WriteAsync(string path, Action<SqliteConnection> work, CancellationToken ct = default) =>
        WriteAsync(path, connection =>
        {
            work(connection);
            return true;
        }, ct);

    /// <summary>Reads the file in one snapshot.</summary>
    /// <exception cref="SqliteFileMissingException">A plan's file is not there.</exception>
    public Task<T> ReadAsync<T>(string path, Func<SqliteConnection, T> read, CancellationToken ct = default) =>
        UseAsync(path, file => file.ReadAsync(read, ct), ct);

    /// <summary>Creates a plan's file with its tables; one that exists is only brought up to date.</summary>
    public Task CreateAsync(string path, CancellationToken ct = default) =>
        UseAsync(path, async file =>
        {
            await file.EnsureReadyAsync(create: true, ct);
            return true;
        }, ct);

    /// <summary>Deletes a file with its write-ahead log. Other processes find it missing at their next use.</summary>
    public void Delete(string path)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(path, out var entry)) Forget(entry);
        }

        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(path + suffix);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _open.Values) entry.File.Dispose();
            _open.Clear();
        }

        _filesInUse.Dispose();
    }

    private async Task<T> UseAsync<T>(string path, Func<SqliteFile, Task<T>> use, CancellationToken ct)
    {
        var entry = await RentAsync(path, ct);
        try
        {
            return await use(entry.File);
        }
        catch (SqliteFileMissingException)
        {
            // What is still open of it has no name any more.
            lock (_gate) Forget(entry);
            throw;
        }
        finally
        {
            Return(entry);
        }
    }

    private async Task<Entry> RentAsync(string path, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(path, out var entry) && entry.Users > 0)
            {
                entry.Users++;
                return entry;
            }
        }

        // Invariant: each file in use, however many use it, holds one of _maxFiles places.
        await _filesInUse.WaitAsync(ct);
        lock (_gate)
        {
            if (!_open.TryGetValue(path, out var entry))
            {
                while (_open.Count + _deletedInUse >= _maxFiles) CloseOldest();
                entry = new Entry(new SqliteFile(path, SchemaOf(path), options.Value));
                _open.Add(path, entry);
            }

            if (entry.Users++ > 0) _filesInUse.Release();
            return entry;
        }
    }

    private void Return(Entry entry)
    {
        lock (_gate)
        {
            entry.LastUse = ++_clock;
            if (--entry.Users > 0) return;
            if (entry.Deleted)
            {
                _deletedInUse--;
                entry.File.Dispose();
            }

            _filesInUse.Release();
        }
    }

    private void Forget(Entry entry)
    {
        if (entry.Deleted) return;
        entry.Deleted = true;
        _open.Remove(entry.File.Path);
        if (entry.Users > 0) _deletedInUse++;
        else entry.File.Dispose();
    }

    private void CloseOldest()
    {
        var oldest = _open.Values.Where(entry => entry.Users == 0).MinBy(entry => entry.LastUse)
            ?? throw new InvalidOperationException("Every open file is in use.");
        _open.Remove(oldest.File.Path);
        oldest.File.Dispose();
    }

    private SqliteSchema SchemaOf(string path) =>
        path == folder.Main ? MainSchema.Instance : path == folder.SystemJobs ? SystemJobsSchema.Instance : PlanSchema.Instance;

    private sealed class Entry(SqliteFile file)
    {
        public SqliteFile File { get; } = file;
        public int Users { get; set; }
        public long LastUse { get; set; }
        public bool Deleted { get; set; }
    }
}

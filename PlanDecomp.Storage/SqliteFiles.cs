using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PlanDecomp.Storage.Schema;

namespace PlanDecomp.Storage;

/// <summary>All SQLite files of the data folder. Keeps the ones in use open, and as many others as the handles allow.</summary>
public sealed class SqliteFiles : IDisposable
{
    private readonly DataFolder _folder;
    private readonly FilePool _pool;
    private volatile bool _isFull;

    public SqliteFiles(DataFolder folder, IOptions<StorageOptions> options)
    {
        _folder = folder;
        _pool = new FilePool(options.Value.MaxHandles, path => new SqliteFile(path, SchemaOf(path), options.Value));
    }

    public DataFolder Folder => _folder;

    internal FilePool Pool => _pool;

    /// <summary>The last write found no room.</summary>
    public bool IsFull => _isFull;

    /// <summary>Writes what a read found to correct or complete. A read never fails for it: without room, or while someone is in the way, it is left for the next one.</summary>
    /// <returns>False when it was left.</returns>
    public static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (SqliteException e) when (StoreErrors.IsTransient(e))
        {
            return false;
        }
    }

    /// <summary>Runs <paramref name="work"/> in a transaction of the file and returns once it is on disk.</summary>
    /// <remarks>A cancelled call that has begun is committed all the same. Work is synchronous and must not call back into this file.</remarks>
    /// <exception cref="SqliteFileMissingException">A plan's file is not there.</exception>
    public async Task<T> WriteAsync<T>(string path, Func<SqliteConnection, T> work, CancellationToken ct = default)
    {
        try
        {
            var result = await UseAsync(path, file => file.WriteAsync(work, ct), ct);
            _isFull = false;
            return result;
        }
        catch (Exception e) when (StoreErrors.IsFull(e))
        {
            _isFull = true;
            throw;
        }
    }

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
    public async Task DeleteAsync(string path, CancellationToken ct = default)
    {
        await _pool.CloseAsync(path, ct);
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(path + suffix);
    }

    public void Dispose() => _pool.Dispose();

    private async Task<T> UseAsync<T>(string path, Func<SqliteFile, Task<T>> use, CancellationToken ct)
    {
        var rented = await _pool.RentAsync(path, ct);
        try
        {
            return await use(rented.File);
        }
        catch (SqliteFileMissingException)
        {
            // What is still open of it has no name any more.
            _pool.Forget(rented);
            throw;
        }
        finally
        {
            _pool.Return(rented);
        }
    }

    private SqliteSchema SchemaOf(string path) =>
        path == _folder.Main ? MainSchema.Instance : path == _folder.SystemJobs ? SystemJobsSchema.Instance : PlanSchema.Instance;
}

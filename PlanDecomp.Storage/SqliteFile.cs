using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using PlanDecomp.Storage.Schema;

namespace PlanDecomp.Storage;

/// <summary>One SQLite file in this process: one writing connection with group commit, and a few reading ones.</summary>
/// <remarks>Rented from <see cref="SqliteFiles"/>, which bounds how many connections are open.</remarks>
internal sealed class SqliteFile(string path, SqliteSchema schema, StorageOptions options) : IDisposable
{
    private const int Readers = 2;

    /// <summary>Of the operating system: the file and its write-ahead log for the writer and each reader, and the log's index once.</summary>
    public const int MaxHandles = 2 * (1 + Readers) + 1;

    private readonly ConcurrentBag<SqliteConnection> _idleReaders = [];
    private readonly Lock _counting = new();
    private readonly SemaphoreSlim _readers = new(Readers);
    private readonly SemaphoreSlim _opening = new(1);
    private volatile bool _ready;
    private GroupCommit? _writer;
    private int _connections;
    private int _mostConnections;

    public string Path => path;

    /// <summary>Those it holds. Exact while no one uses it.</summary>
    /// <remarks>
    /// SQLite does not close a file's handle while another connection of the process holds a lock on it, as each does in WAL mode: it keeps
    /// the handle for the next connection. So of the file itself there are as many as there ever were connections at once.
    /// </remarks>
    public int Handles => Connections is > 0 and var count ? _mostConnections + count + 1 : 0;

    /// <summary>It has more open than the one connection that keeps its write-ahead log.</summary>
    public bool CanTrim => Connections > 1 && !_idleReaders.IsEmpty;

    private int Connections => Volatile.Read(ref _connections);

    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        await EnsureReadyAsync(create: false, ct);
        return await Writer().RunAsync(work, ct);
    }

    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        try
        {
            return await ReadWithLogAsync(read, ct);
        }
        catch (SqliteException e) when (!_ready && SqliteErrors.IsWithoutLog(e) && IsAtRest())
        {
            return ReadAtRest(read);
        }
    }

    private async Task<T> ReadWithLogAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        await EnsureReadyAsync(create: false, ct);
        await _readers.WaitAsync(ct);
        try
        {
            if (!_idleReaders.TryTake(out var connection)) connection = Open(SqliteOpenMode.ReadWrite);
            try
            {
                // One snapshot for all the statements of a read.
                connection.Execute("BEGIN DEFERRED");
                var result = read(connection);
                connection.Execute("COMMIT TRANSACTION");
                _idleReaders.Add(connection);
                return result;
            }
            catch
            {
                Close(connection);
                throw;
            }
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>All of it is in the file itself: no one has it open, or whoever has it wrote nothing.</summary>
    private bool IsAtRest() => File.Exists(path) && new FileInfo($"{path}-wal") is not { Exists: true, Length: > 0 };

    /// <summary>Reads the file as it lies there, without a log or a lock: where there is no room for a log, no one can write to it either.</summary>
    private T ReadAtRest<T>(Func<SqliteConnection, T> read)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"{new Uri(path).AbsoluteUri}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        TextSearch.AddTo(connection);
        return read(connection);
    }

    /// <summary>Brings the file into being, or an old file up to date, once for this process.</summary>
    public async Task EnsureReadyAsync(bool create, CancellationToken ct)
    {
        if (_ready)
        {
            // Another process may have deleted it: what this one has open would go on without a name, and be lost.
            if (!schema.CreateWhenMissing && !File.Exists(path)) throw new SqliteFileMissingException(path);
            return;
        }

        await _opening.WaitAsync(ct);
        try
        {
            if (_ready) return;
            if (!create && !schema.CreateWhenMissing && !File.Exists(path)) throw new SqliteFileMissingException(path);
            var connection = Open(create || schema.CreateWhenMissing ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
            try
            {
                // A new file alone takes it, and only before anything is written to it; older ones get it when their space is given back.
                // To say it to one that has it would be a write, and wait for others'.
                if (connection.ExecuteScalar<long>("PRAGMA page_count") == 0) connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
                await WriteAheadLog.EnableAsync(connection, ct);
                schema.Apply(connection);
            }
            catch
            {
                Close(connection);
                throw;
            }

            // Kept for the first who comes, reader or writer: closing a file's only connection would take its write-ahead log down, to be made anew at once.
            _idleReaders.Add(connection);
            _ready = true;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Closes idle readers, but not the last connection: that would take the write-ahead log down.</summary>
    public void Trim()
    {
        while (CanTrim && _idleReaders.TryTake(out var reader)) Close(reader);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        while (_idleReaders.TryTake(out var reader)) Close(reader);
        _readers.Dispose();
        _opening.Dispose();
    }

    private GroupCommit Writer() => LazyInitializer.EnsureInitialized(ref _writer, () => new GroupCommit(OpenWriter, Close));

    private SqliteConnection OpenWriter() => _idleReaders.TryTake(out var idle) ? idle : Open(SqliteOpenMode.ReadWrite);

    private void Close(SqliteConnection connection)
    {
        connection.Dispose();
        Count(-1);
    }

    private void Count(int change)
    {
        lock (_counting)
        {
            _connections += change;
            _mostConnections = _connections == 0 ? 0 : Math.Max(_mostConnections, _connections);
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,

            // The provider repeats a busy statement until this is over; the waiting itself is busy_timeout's, below.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            TextSearch.AddTo(connection);
            // busy_timeout waits inside SQLite in short steps; the provider's own retry sleeps 150 ms at a time.
            connection.Execute($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;");
            Count(+1);
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.CantOpen && !File.Exists(path))
        {
            connection.Dispose();
            throw new SqliteFileMissingException(path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>A file that must exist is not there: its plan was deleted.</summary>
public sealed class SqliteFileMissingException(string path) : IOException($"'{System.IO.Path.GetFileName(path)}' does not exist.");

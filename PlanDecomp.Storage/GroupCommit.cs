using Dapper;
using Microsoft.Data.Sqlite;

namespace PlanDecomp.Storage;

/// <summary>A file's only writing connection: what waits is committed together, in order, in one transaction.</summary>
/// <remarks>
/// With <c>synchronous=FULL</c> a commit costs a sync of the disk, so one sync serves all who wait.
/// Each piece of work has a savepoint of its own: one that throws takes back only itself.
/// </remarks>
internal sealed class GroupCommit(Func<SqliteConnection> open, Action<SqliteConnection> close) : IDisposable
{
    private const int MaxBatch = 256;

    private readonly Lock _gate = new();
    private readonly Queue<Work> _waiting = [];
    private SqliteConnection? _connection;
    private bool _draining;

    public Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        var item = new Work<T>(work, ct);
        lock (_gate)
        {
            _waiting.Enqueue(item);
            if (_draining) return item.Task;
            _draining = true;
        }

        // Without the first caller's ambient state: its batch holds the work of others, whose logging must not land in its job.
        ThreadPool.UnsafeQueueUserWorkItem(_ => Drain(), null);
        return item.Task;
    }

    public void Dispose() => CloseConnection();

    private void Drain()
    {
        var batch = new List<Work>();
        while (true)
        {
            lock (_gate)
            {
                batch.Clear();
                while (batch.Count < MaxBatch && _waiting.TryDequeue(out var next)) batch.Add(next);

                // Invariant: _draining falls only under the lock that saw the queue empty, so no work is left behind.
                if (batch.Count == 0)
                {
                    _draining = false;
                    return;
                }
            }

            batch.RemoveAll(work => work.SkipIfCancelled());
            if (batch.Count > 0) Commit(batch);
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            var connection = _connection ??= open();

            // Two words each: Dapper takes a lone word for a stored procedure.
            connection.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch) RunInSavepoint(connection, work);
            connection.Execute("COMMIT TRANSACTION");
        }
        catch (Exception e)
        {
            // The connection may stand in the middle of a transaction: the next batch opens a new one.
            CloseConnection();
            foreach (var work in batch) work.Fail(e);
            return;
        }

        foreach (var work in batch) work.Complete();
    }

    private void CloseConnection()
    {
        if (_connection is { } connection) close(connection);
        _connection = null;
    }

    private static void RunInSavepoint(SqliteConnection connection, Work work)
    {
        // Cancelled before its turn. It learns so after the commit: a caller who is gone would leave the file to be closed in the midst of it.
        if (work.IsCancelled) return;
        connection.Execute("SAVEPOINT work");
        try
        {
            work.Run(connection);
        }
        catch (Exception e)
        {
            work.Remember(e);

            // A full disk may take the whole transaction back, with all its savepoints: then nothing of the batch is stored.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0) throw;
            connection.Execute("ROLLBACK TO work");
        }

        connection.Execute("RELEASE work");
    }

    private abstract class Work
    {
        public abstract bool SkipIfCancelled();

        /// <summary>Looked at once, right before its turn.</summary>
        public abstract bool IsCancelled { get; }

        public abstract void Run(SqliteConnection connection);
        public abstract void Remember(Exception error);
        public abstract void Complete();
        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> work, CancellationToken ct) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;
        private Exception? _error;
        private bool _isSkipped;

        public Task<T> Task => _done.Task;

        public override bool SkipIfCancelled() => ct.IsCancellationRequested && _done.TrySetCanceled(ct);

        public override bool IsCancelled => _isSkipped = ct.IsCancellationRequested;

        public override void Run(SqliteConnection connection) => _result = work(connection);

        public override void Remember(Exception error) => _error = error;

        public override void Complete()
        {
            if (_isSkipped) _done.SetCanceled(ct);
            else if (_error is null) _done.SetResult(_result);
            else _done.SetException(_error);
        }

        public override void Fail(Exception error) => _done.SetException(_error ?? error);
    }
}

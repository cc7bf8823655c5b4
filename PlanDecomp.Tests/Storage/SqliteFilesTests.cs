using Dapper;
using PlanDecomp.Storage;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Storage;

public sealed class SqliteFilesTests : IDisposable
{
    private readonly PlanData _data = new();

    public void Dispose() => _data.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_that_open_a_new_file_at_once_all_can_use_it()
    {
        for (var round = 0; round < 10; round++)
        {
            using var data = new PlanData();
            var instances = Enumerable.Range(0, 4).Select(_ => data.OpenFiles()).ToList();
            await Task.WhenAll(instances.Select((files, i) => Task.Run(() => files.WriteAsync(files.Folder.Main, main => main.Execute(
                "INSERT INTO plans (owner, title, created_at, updated_at) VALUES (@owner, 't', 'now', 'now')", new { owner = $"instance-{i}" }), Ct), Ct)));

            Assert.Equal(4, PlanData.Query<string>(instances[0].Folder.Main, "SELECT owner FROM plans").Distinct().Count());
            Assert.Equal(["wal"], PlanData.Query<string>(instances[0].Folder.Main, "PRAGMA journal_mode"));
        }
    }

    [Fact]
    public async Task Instances_that_complete_an_old_file_at_once_number_it_once()
    {
        var path = _data.Files.Folder.Plan(3);
        OldFiles.Create(path);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _data.OpenFiles()).ToList().Select(files => Task.Run(
            () => files.ReadAsync(path, connection => connection.ExecuteScalar<long>("SELECT count(*) FROM decomposition_job_logs"), Ct), Ct)));

        Assert.Equal([1L, 2, 3], PlanData.Query<long>(path, "SELECT seq FROM decomposition_job_logs WHERE job_id = 'job-a' ORDER BY id"));
    }

    [Fact]
    public async Task A_file_at_rest_is_read_where_no_log_can_be_made_for_it()
    {
        var path = _data.Files.Folder.Plan(3);
        await _data.Files.CreateAsync(path, Ct);
        await _data.Files.WriteAsync(path, db => { db.Execute("INSERT INTO plan (plan_id, owner, title, created_at, updated_at) VALUES (3, 'o', 'Title', '2026', '2026')"); }, Ct);
        _data.Files.Dispose();
        Assert.False(File.Exists($"{path}-wal"));
        using var files = _data.OpenFiles();

        // What stands where the log must be made is in its way, as a full disk is.
        Directory.CreateDirectory($"{path}-wal");

        Assert.Equal("title", await files.ReadAsync(path, db => db.QuerySingle<string>("SELECT lower(title) FROM plan WHERE contains(title, 'TITLE')"), Ct));
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => files.WriteAsync(path, db => { db.Execute("UPDATE plan SET title = 'x'"); }, Ct));

        Directory.Delete($"{path}-wal");
        await files.WriteAsync(path, db => { db.Execute("UPDATE plan SET title = 'New'"); }, Ct);
        Assert.Equal("New", await files.ReadAsync(path, db => db.QuerySingle<string>("SELECT title FROM plan"), Ct));
    }

    [Fact]
    public async Task Work_that_fails_takes_back_only_itself()
    {
        var files = _data.Files;
        using var gate = new ManualResetEventSlim();
        var first = files.WriteAsync(files.Folder.Main, main => gate.Wait(Ct), Ct);

        // All of these wait together and are committed together.
        var works = Enumerable.Range(0, 50).Select(i => files.WriteAsync(files.Folder.Main, main =>
        {
            main.Execute("INSERT INTO plans (owner, title, created_at, updated_at) VALUES (@owner, 't', 'now', 'now')", new { owner = $"{i}" });
            if (i % 10 == 3) throw new InvalidDataException($"work {i}");
        }, Ct)).ToList();
        gate.Set();
        await first;

        for (var i = 0; i < works.Count; i++)
        {
            var work = works[i];
            if (i % 10 == 3) Assert.Equal($"work {i}", (await Assert.ThrowsAsync<InvalidDataException>(() => work)).Message);
            else await work;
        }

        var stored = PlanData.Query<int>(files.Folder.Main, "SELECT CAST(owner AS INTEGER) FROM plans ORDER BY plan_id");
        Assert.Equal(Enumerable.Range(0, 50).Where(i => i % 10 != 3), stored);
    }

    [Fact]
    public async Task Work_that_ruins_the_transaction_fails_in_words_and_the_next_goes_on()
    {
        var files = _data.Files;
        await Assert.ThrowsAnyAsync<Exception>(() => files.WriteAsync(files.Folder.Main, main =>
        {
            main.Execute("ROLLBACK TRANSACTION");
        }, Ct));

        await files.WriteAsync(files.Folder.Main, main => main.Execute(
            "INSERT INTO plans (owner, title, created_at, updated_at) VALUES ('after', 't', 'now', 'now')"), Ct);

        Assert.Equal(["after"], PlanData.Query<string>(files.Folder.Main, "SELECT owner FROM plans"));
    }

    [Fact]
    public async Task Cancelled_work_that_has_not_begun_is_not_done()
    {
        var files = _data.Files;
        using var gate = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var first = files.WriteAsync(files.Folder.Main, main => gate.Wait(Ct), Ct);
        var second = files.WriteAsync(files.Folder.Main, main => main.Execute(
            "INSERT INTO plans (owner, title, created_at, updated_at) VALUES ('cancelled', 't', 'now', 'now')"), cancelled.Token);
        await cancelled.CancelAsync();
        gate.Set();
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Empty(PlanData.Query<string>(files.Folder.Main, "SELECT owner FROM plans"));
    }

    [Fact]
    public async Task A_read_sees_one_state_while_others_write()
    {
        var files = _data.Files;
        var file = files.Folder.Main;
        await files.WriteAsync(file, main => main.Execute("INSERT INTO plans (owner, title, created_at, updated_at) VALUES ('a', 't', 'now', 'now')"), Ct);

        var (before, after) = await files.ReadAsync(file, main =>
        {
            var counted = main.ExecuteScalar<int>("SELECT count(*) FROM plans");
            PlanData.Execute(file, "INSERT INTO plans (owner, title, created_at, updated_at) VALUES ('b', 't', 'now', 'now')");
            return (counted, main.ExecuteScalar<int>("SELECT count(*) FROM plans"));
        }, Ct);

        Assert.Equal((1, 1), (before, after));
        Assert.Equal(2, await files.ReadAsync(file, main => main.ExecuteScalar<int>("SELECT count(*) FROM plans"), Ct));
    }

    [Fact]
    public async Task A_thousand_plans_stay_within_the_handles()
    {
        var files = _data.OpenFiles(maxHandles: 70);
        var most = 0;
        var plans = Enumerable.Range(1, 1_000).Select(id => files.Folder.Plan(id)).ToList();
        foreach (var plan in plans.Take(20)) await files.CreateAsync(plan, Ct);
        foreach (var plan in plans.Skip(20)) File.Copy(plans[0], plan);

        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Ct }, async (plan, ct) =>
        {
            await Task.WhenAll(
                files.WriteAsync(plan, connection => connection.Execute("INSERT INTO decomposition_jobs (job_id, mode, status) VALUES ('j', 'm', 's')"), ct),
                files.ReadAsync(plan, connection => connection.ExecuteScalar<int>("SELECT count(*) FROM decomposition_jobs"), ct),
                files.ReadAsync(plan, connection => connection.ExecuteScalar<int>("SELECT count(*) FROM decomposition_jobs"), ct));
            var open = CountHandles();
            for (var seen = Volatile.Read(ref most); open > seen; seen = Volatile.Read(ref most))
            {
                if (Interlocked.CompareExchange(ref most, open, seen) == seen) break;
            }
        });

        Assert.InRange(most, OperatingSystem.IsLinux() ? 7 : 0, 70);
        Assert.All(plans, plan => Assert.Equal([1L], PlanData.Query<long>(plan, "SELECT count(*) FROM decomposition_jobs")));
    }

    [Fact]
    public async Task A_deleted_plans_file_is_missing_for_every_instance()
    {
        var other = _data.OpenFiles();
        var file = _data.Files.Folder.Plan(5);
        await _data.Files.CreateAsync(file, Ct);
        await other.ReadAsync(file, connection => connection.ExecuteScalar<int>("SELECT count(*) FROM tasks"), Ct);

        await _data.Files.DeleteAsync(file, Ct);

        await Assert.ThrowsAsync<SqliteFileMissingException>(() => other.ReadAsync(file, connection => connection.ExecuteScalar<int>("SELECT 1"), Ct));
        await Assert.ThrowsAsync<SqliteFileMissingException>(() => other.WriteAsync(file, connection => connection.Execute("DELETE FROM tasks"), Ct));
        await Assert.ThrowsAsync<SqliteFileMissingException>(() => _data.Files.ReadAsync(file, connection => connection.ExecuteScalar<int>("SELECT 1"), Ct));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
        Assert.Equal(0, HandlesOf(file));
    }

    [Fact]
    public async Task A_file_in_use_can_be_deleted()
    {
        var files = _data.Files;
        var file = files.Folder.Plan(5);
        await files.CreateAsync(file, Ct);
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gate = new ManualResetEventSlim();
        var read = Task.Run(() => files.ReadAsync(file, connection =>
        {
            reading.SetResult();
            gate.Wait(Ct);
            return connection.ExecuteScalar<int>("SELECT count(*) FROM tasks");
        }, Ct), Ct);
        await Task.WhenAny(reading.Task, read);

        await files.DeleteAsync(file, Ct);
        gate.Set();

        Assert.Equal(0, await read);
        Assert.False(File.Exists(file));
        Assert.Equal(0, HandlesOf(file));
    }

    private int CountHandles() => HandlesOf(_data.Path);

    internal static int HandlesOf(string prefix)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(handle =>
        {
            try
            {
                return new FileInfo(handle).LinkTarget?.StartsWith(prefix, StringComparison.Ordinal) == true;
            }
            catch (IOException)
            {
                return false;
            }
        });
    }
}

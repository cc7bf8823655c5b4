using Dapper;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Storage;

/// <summary>More plans at work than the handles of a process keep open.</summary>
public sealed class ManyActivePlansTests : IDisposable
{
    private const int Plans = 100;
    private const int Uses = 1_000;
    private const int MaxHandles = 256;
    private readonly PlanData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_plans_at_work_are_seldom_opened_anew_and_stay_within_the_handles(bool inTurn)
    {
        var files = _data.OpenFiles(MaxHandles);
        var plans = Enumerable.Range(1, Plans).Select(id => files.Folder.Plan(id)).ToList();
        await files.CreateAsync(plans[0], Ct);
        foreach (var plan in plans.Skip(1)) File.Copy(plans[0], plan);
        var random = new Random(1);
        var uses = Enumerable.Range(0, Uses).Select(i => (Plan: plans[inTurn ? i % Plans : random.Next(Plans)], IsRead: i % 4 == 0, Number: i)).ToList();
        var most = 0;

        await Parallel.ForEachAsync(uses, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (use, ct) =>
        {
            if (use.IsRead) await files.ReadAsync(use.Plan, connection => connection.ExecuteScalar<int>("SELECT count(*) FROM decomposition_jobs"), ct);
            else await files.WriteAsync(use.Plan, connection => connection.Execute("INSERT INTO decomposition_jobs (job_id, mode, status) VALUES (@Number, 'm', 's')", new { use.Number }), ct);
            if (use.Number % 50 == 0) InterlockedMax(ref most, SqliteFilesTests.HandlesOf(_data.Path));
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Pool.Opened} times opened for {Uses} uses of {Plans} plans, {most} handles at most");
        Assert.InRange(files.Pool.Opened, Plans, Uses / 2);
        Assert.InRange(most, OperatingSystem.IsLinux() ? 7 : 0, MaxHandles);
        Assert.Equal(uses.Count(use => !use.IsRead), plans.Sum(plan => PlanData.Query<int>(plan, "SELECT count(*) FROM decomposition_jobs")[0]));
    }

    [Fact]
    public async Task A_file_that_is_slow_to_close_keeps_no_one_from_another()
    {
        var files = _data.OpenFiles(maxHandles: 28);
        var plans = Enumerable.Range(1, 12).Select(id => files.Folder.Plan(id)).ToList();
        foreach (var plan in plans) await files.CreateAsync(plan, Ct);
        var closing = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gate = new ManualResetEventSlim();
        files.Pool.Closing = path =>
        {
            if (closing.TrySetResult(path)) gate.Wait(Ct);
        };
        try
        {
            var walking = Task.Run(async () =>
            {
                foreach (var plan in plans) await UseAsync(plan);
            }, Ct);
            var slow = await closing.Task.WaitAsync(Ct);

            foreach (var other in plans.Where(plan => plan != slow)) await UseAsync(other).WaitAsync(TimeSpan.FromSeconds(30), Ct);

            gate.Set();
            await walking;
            await UseAsync(slow);
        }
        finally
        {
            gate.Set();
        }

        Task UseAsync(string plan) => Task.Run(() => files.WriteAsync(plan, connection => connection.Execute("DELETE FROM tasks"), Ct), Ct);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Faults;

/// <summary>
/// People work with the app while one thing after another goes wrong, and nothing that was promised to them may be lost. The short form does
/// each quick thing once; <c>./test --soak MINUTES</c> goes through all of them, in any order, with the settings as shipped.
/// </summary>
[Collection("Faults")]
public sealed class FaultSuiteTests
{
    private const string SoakMinutes = "PLANDECOMP_SOAK";
    private static readonly TimeSpan ShippedLease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task What_was_promised_is_kept_whatever_goes_wrong()
    {
        var soak = Environment.GetEnvironmentVariable(SoakMinutes) is { Length: > 0 } minutes
            ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
            : (TimeSpan?)null;
        await using var app = await FaultyApp.StartAsync(soak is null ? ShortLease : null);
        using var alive = CancellationTokenSource.CreateLinkedTokenSource(app.Ended, TestContext.Current.CancellationToken);
        var work = new Workload(app.Address);
        var recoveries = new List<Recovery>();
        var checker = new Checker(app, work);
        try
        {
            await WorkAsync(app, work, recoveries, soak, alive.Token);
            await work.AwaitEndsAsync(RecoveryLimit);
            await checker.CheckOverHttpAsync(alive.Token);
        }
        catch (OperationCanceledException) when (app.Ended.IsCancellationRequested)
        {
            Assert.Fail($"The app has ended under '{work.During}'.\n{app.Output}");
        }
        finally
        {
            await alive.CancelAsync();
        }

        work.Dispose();
        Assert.Equal(0, await app.StopAsync());
        checker.CheckFiles();

        var table = FaultTable.Render(app, work, checker, recoveries);
        Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults"));
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "TestResults", "faults.md"), table, TestContext.Current.CancellationToken);
        Assert.True(checker.Faults.Count == 0, $"{table}\n{app.Output}");
    }

    private static async Task WorkAsync(FaultyApp app, Workload work, List<Recovery> recoveries, TimeSpan? soak, CancellationToken ct)
    {
        using var stop = new CancellationTokenSource();
        var working = work.RunAsync(people: soak is null ? 3 : 8, pace: TimeSpan.FromSeconds(soak is null ? 1 : 4), stop.Token, ct);
        try
        {
            if (soak is { } time)
            {
                await GoThroughAsync(app, work, recoveries, time, ct);
            }
            else
            {
                foreach (var nemesis in Nemesis.All(ShortLease, stretch: 0.4)) recoveries.Add(await UnderAsync(nemesis, app, work, ct));
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        await working;
    }

    /// <summary>Half of the time kills come fast, each after one to five seconds; in the rest, one thing after another has its time to mend.</summary>
    private static async Task GoThroughAsync(FaultyApp app, Workload work, List<Recovery> recoveries, TimeSpan time, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var storm = new Nemesis("a kill -9 every 1 to 5 s", async (_, _, _) =>
        {
            while (clock.Elapsed < time / 2)
            {
                app.Kill(Random.Shared.GetItems([FaultyApp.Api, FaultyApp.Worker, FaultyApp.Web], 1)[0]);
                await Task.Delay(Random.Shared.Next(1_000, 5_000), ct);
            }
        }, ShippedLease + TimeSpan.FromSeconds(15));
        recoveries.Add(await UnderAsync(storm, app, work, ct));
        while (clock.Elapsed < time)
        {
            var all = Nemesis.All(ShippedLease, stretch: 2).ToArray();
            Random.Shared.Shuffle(all);
            foreach (var nemesis in all.TakeWhile(_ => clock.Elapsed < time)) recoveries.Add(await UnderAsync(nemesis, app, work, ct));
        }
    }

    /// <summary>Lets it act, and then measures how long it takes until a new job is accepted, run and read to its end.</summary>
    private static async Task<Recovery> UnderAsync(Nemesis nemesis, FaultyApp app, Workload work, CancellationToken ct)
    {
        work.During = nemesis.Name;
        await nemesis.ActAsync(app, work, ct);
        var clock = Stopwatch.StartNew();
        var probe = await work.DecomposeAsync(work.NewAccount(), $"After {nemesis.Name} {Guid.NewGuid():n}", new { expand_depth = 1, node_budget = 4 }, follow: true, isPoison: false, ct);
        Assert.True(await Workload.EndOfAsync(probe, RecoveryLimit, ct) is not null, $"No job runs {RecoveryLimit} after {nemesis.Name}.\n{app.Output}");
        return new Recovery(nemesis, clock.Elapsed);
    }
}

using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Jobs;

namespace PlanDecomp.Tests.WebClient.Jobs;

public sealed class JobsWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly JobListServer _server = new();
    private readonly JobsWatch _watch;
    private readonly List<string> _ended = [];

    public JobsWatchTests()
    {
        _watch = new JobsWatch(_server.Jobs, _time);
        _watch.Ended += job => _ended.Add($"{job.JobId} {job.Status.ToName()}");
    }

    public void Dispose()
    {
        _watch.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Nothing_is_asked_before_it_starts()
    {
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, _server.Looks);

        _watch.Start();
        _watch.Start();

        await LookedAsync(1);
    }

    [Fact]
    public async Task Active_jobs_are_known_and_their_end_is_noticed_once()
    {
        _server.Set("a", JobStatus.Running);
        _server.Set("b", JobStatus.Queued);
        _server.Set("old", JobStatus.Succeeded);
        _watch.Start();
        await LookedAsync(1);
        Assert.Equal(["a", "b"], _watch.Active.Select(job => job.JobId).Order());

        _server.Set("a", JobStatus.Failed);
        _server.Set("b", JobStatus.Running);
        await PassAsync(JobsWatch.BusyPause);
        Assert.Equal(["a failed"], _ended);
        Assert.Equal(["b"], _watch.Active.Select(job => job.JobId));

        _server.Set("b", JobStatus.Succeeded);
        await PassAsync(JobsWatch.BusyPause);
        await PassAsync(JobsWatch.IdlePause);
        Assert.Equal(["a failed", "b succeeded"], _ended);
        Assert.Empty(_watch.Active);
    }

    [Fact]
    public async Task A_job_that_was_removed_has_not_ended()
    {
        _server.Set("a", JobStatus.Running);
        _watch.Start();
        await LookedAsync(1);

        _server.Remove("a");
        await PassAsync(JobsWatch.BusyPause);

        Assert.Empty(_watch.Active);
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task A_job_that_this_page_has_started_counts_at_once()
    {
        _watch.Start();
        await LookedAsync(1);

        _watch.Add(_server.Set("new", JobStatus.Queued));

        Assert.Equal(["new"], _watch.Active.Select(job => job.JobId));
        await LookedAsync(2);
        _server.Set("new", JobStatus.Succeeded);
        await PassAsync(JobsWatch.BusyPause);
        Assert.Equal(["new succeeded"], _ended);
    }

    [Fact]
    public async Task One_that_a_page_takes_for_running_when_it_has_ended_is_not_told_of_twice()
    {
        var stale = _server.Set("a", JobStatus.Running);
        _watch.Start();
        await LookedAsync(1);
        _server.Set("a", JobStatus.Succeeded);
        await PassAsync(JobsWatch.BusyPause);

        _watch.Add(stale);

        Assert.Empty(_watch.Active);
        await PassAsync(JobsWatch.IdlePause);
        Assert.Equal(["a succeeded"], _ended);
    }

    [Fact]
    public async Task It_looks_often_only_while_there_is_something_to_see()
    {
        _watch.Start();
        await LookedAsync(1);
        await QuietAsync(JobsWatch.IdlePause);

        using (_watch.Hasten())
        {
            await LookedAsync(3);
            await PassAsync(JobsWatch.HastyPause);
        }

        _watch.IsVisible = false;
        await PassAsync(JobsWatch.HastyPause);
        await QuietAsync(JobsWatch.HiddenPause);
        var looks = _server.Looks;
        _watch.IsVisible = true;
        await LookedAsync(looks + 1);
    }

    [Fact]
    public async Task A_server_that_is_away_ends_nothing()
    {
        _server.Set("a", JobStatus.Running);
        _watch.Start();
        await LookedAsync(1);

        _server.IsDown = true;
        for (var i = 0; i < 3; i++) _time.Advance(JobsWatch.BusyPause);
        Assert.Equal(["a"], _watch.Active.Select(job => job.JobId));
        Assert.Empty(_ended);
        _server.IsDown = false;
        _server.Set("a", JobStatus.Succeeded);
        await PassAsync(JobsWatch.BusyPause);
        Assert.Equal(["a succeeded"], _ended);
    }

    [Fact]
    public async Task It_is_quiet_while_nothing_changes()
    {
        var changes = 0;
        _server.Set("a", JobStatus.Running);
        _watch.Changed += () => changes++;
        _watch.Start();
        await LookedAsync(1);

        for (var i = 0; i < 5; i++) await PassAsync(JobsWatch.BusyPause);

        Assert.Equal(1, changes);
    }

    private Task LookedAsync(int times) => Eventually.TrueAsync(() => _server.Looks >= times, $"it has looked {times} times");

    /// <summary>Lets so much time pass, and the look that is due then happen.</summary>
    private async Task PassAsync(TimeSpan pause)
    {
        var looks = _server.Looks;
        await Eventually.TrueAsync(
            () =>
            {
                if (_server.Looks > looks) return true;
                _time.Advance(pause);
                return _server.Looks > looks;
            },
            "it looks again");
    }

    /// <summary>Shows that no look comes before that much time has passed, and one then.</summary>
    private async Task QuietAsync(TimeSpan pause)
    {
        var looks = _server.Looks;
        _time.Advance(pause - TimeSpan.FromMilliseconds(1));
        Assert.Equal(looks, _server.Looks);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await LookedAsync(looks + 1);
    }
}

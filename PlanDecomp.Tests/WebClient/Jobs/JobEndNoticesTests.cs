using Bunit;
using Microsoft.Extensions.Time.Testing;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Tests.Infrastructure;
using PlanDecomp.Web.Client.Jobs;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Tests.WebClient.Jobs;

public sealed class JobEndNoticesTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly JobListServer _server = new();
    private readonly BunitJSInterop _js = new();
    private readonly BunitJSModuleInterop _module;
    private readonly JobsWatch _watch;
    private readonly Notifications _notifications;
    private readonly JobEndNotices _notices;
    private readonly Localizer _localizer = new();

    public JobEndNoticesTests()
    {
        _module = _js.SetupModule("./notifications.js");
        _module.Setup<bool>("watchVisibility", _ => true).SetResult(true);
        _module.SetupVoid("badge", _ => true).SetVoidResult();
        _module.SetupVoid("show", _ => true).SetVoidResult();
        _watch = new JobsWatch(_server.Jobs, _time);
        _notifications = new Notifications(_js.JSRuntime);
        _notices = new JobEndNotices(_watch, _notifications, _server.Plans, _server.Jobs, _localizer);
    }

    public async ValueTask DisposeAsync()
    {
        _notices.Dispose();
        _watch.Dispose();
        _server.Dispose();
        await _notifications.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_ends_in_sight_is_not_told_of()
    {
        await StartAsync("on", visible: true);

        await EndAsync("a");

        Assert.Empty(_module.Invocations["badge"]);
        Assert.Empty(_module.Invocations["show"]);
    }

    [Fact]
    public async Task Out_of_sight_each_end_counts_in_the_title_until_the_tab_is_seen()
    {
        await StartAsync("off", visible: false);

        await EndAsync("a");
        await EndAsync("b");
        await Eventually.TrueAsync(() => _module.Invocations["badge"].Count == 2, "both are told of");
        Assert.Equal([1, 2], Badges());
        Assert.Empty(_module.Invocations["show"]);

        _notifications.OnVisibility(true);
        Assert.Equal([1, 2, 0], Badges());
    }

    [Fact]
    public async Task Who_wants_it_is_notified_in_their_language()
    {
        _localizer.Use(PageLanguage.Chinese);
        await StartAsync("on", visible: false);

        await EndAsync("a");

        await Eventually.TrueAsync(() => _module.Invocations["show"].Count == 1, "the browser is asked to show it");
        Assert.Equal(["任务拆分：成功", "", "a", "/jobs/a"], _module.Invocations["show"][0].Arguments);
    }

    [Fact]
    public async Task The_reader_is_asked_for_leave_only_by_the_button()
    {
        _module.Setup<string>("turnOn").SetResult("on");
        await StartAsync("off", visible: false);
        await EndAsync("a");
        Assert.Empty(_module.Invocations["turnOn"]);

        Assert.Equal(NotificationState.On, await _notifications.TurnOnAsync());

        Assert.Single(_module.Invocations["turnOn"]);
    }

    private async Task StartAsync(string state, bool visible)
    {
        _module.Setup<string>("state").SetResult(state);
        _server.Set("a", JobStatus.Running);
        _server.Set("b", JobStatus.Running);
        await _notices.StartAsync();
        _notifications.OnVisibility(visible);
        await Eventually.TrueAsync(() => _watch.Active.Count == 2, "both jobs are known");
    }

    private async Task EndAsync(string jobId)
    {
        _server.Set(jobId, JobStatus.Succeeded);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(JobsWatch.BusyPause);
                return _watch.Active.All(job => job.JobId != jobId);
            },
            "the end is noticed");
    }

    private IEnumerable<int> Badges() => _module.Invocations["badge"].Select(call => (int)call.Arguments[0]!);
}

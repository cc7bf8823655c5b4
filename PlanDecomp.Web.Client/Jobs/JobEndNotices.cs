using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.Jobs;

/// <summary>Tells of a job that ends while the tab is not seen: by a number in its title and, where allowed, by a notification.</summary>
public sealed class JobEndNotices(JobsWatch watch, Notifications notifications, PlansClient plans, JobsClient jobs, Localizer l) : IDisposable
{
    private int _unseen;
    private bool _started;

    /// <summary>Begins; after the first render only.</summary>
    public async Task StartAsync()
    {
        if (_started) return;
        _started = true;
        watch.Ended += OnEnded;
        notifications.VisibilityChanged += OnVisibility;
        await notifications.WatchVisibilityAsync();
        watch.IsVisible = notifications.IsVisible;
        watch.Start();
    }

    public void Dispose()
    {
        watch.Ended -= OnEnded;
        notifications.VisibilityChanged -= OnVisibility;
    }

    private void OnVisibility()
    {
        watch.IsVisible = notifications.IsVisible;
        if (!notifications.IsVisible || _unseen == 0) return;
        _unseen = 0;
        _ = notifications.BadgeAsync(0).AsTask();
    }

    private void OnEnded(JobSummary job)
    {
        if (!notifications.IsVisible) _ = TellAsync(job);
    }

    private async Task TellAsync(JobSummary job)
    {
        await notifications.BadgeAsync(++_unseen);
        if (await notifications.ReadStateAsync() is not NotificationState.On) return;
        var targets = new JobTargets(plans, jobs);
        await targets.LoadAsync([job], CancellationToken.None);
        var title = l[JobsText.NoticeTitle, l[JobLook.Of(job.JobType).Name], l[JobStatusText.Of(job.Status)]];
        await notifications.ShowAsync(title, (targets.Planless(job.JobId) is { } planless ? PlanlessJobText.Of(l, planless) : targets.TaskTitle(job.PlanId, job.TargetTaskId) ?? targets.PlanTitle(job.PlanId)) ?? "", job.JobId, JobLogLink.Of(job.JobId));
    }
}

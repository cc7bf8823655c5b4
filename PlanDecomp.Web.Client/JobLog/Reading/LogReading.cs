using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>What a panel's reader does with a log: the lines drawn, the search, the groups, and which of them is in view.</summary>
/// <remarks>For the renderer's thread only.</remarks>
public sealed class LogReading(JobLogSubscription log, JobsClient jobs, Localizer localizer)
{
    private const int MorePageLines = 1_000;

    public JobLogSubscription Log => log;

    public LogExcerpt Excerpt { get; } = new(jobs, log);

    public LogSearch Search { get; } = new(jobs, log, localizer);

    public NodeGroups Groups { get; } = new(log);

    public LogView View { get; private set; } = LogView.Lines;

    /// <summary>The line someone was sent to; null for none.</summary>
    public long? Marked { get; private set; }

    /// <summary>The reader is at something that must not be taken from under his eyes.</summary>
    public bool IsBusy => !Excerpt.IsFollowing || View != LogView.Lines;

    /// <summary>Takes in what the subscription has now.</summary>
    public void Update()
    {
        Excerpt.Update();
        Search.Update();
        if (View == LogView.Groups) Groups.Update();
    }

    /// <exception cref="ApiException">More lines could not be read.</exception>
    public async Task FilterAsync(JobLogLevel level, CancellationToken ct)
    {
        Excerpt.Filter(level);
        if (Search.IsActive)
        {
            await Search.StartAsync(Search.Text, level, ct);
        }
        else if (Excerpt.Lines.Count < LogExcerpt.NewestLines && await log.LoadOlderAsync(MorePageLines, ct))
        {
            Excerpt.Update();
        }
    }

    /// <summary>Looks for a text; an empty one ends the search.</summary>
    /// <exception cref="ApiException">The server could not be asked.</exception>
    public async Task SearchAsync(string text, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            EndSearch();
            return;
        }

        View = LogView.Found;
        await Search.StartAsync(text, Excerpt.MinLevel, ct);
    }

    public void EndSearch()
    {
        Search.Stop();
        if (View == LogView.Found) View = LogView.Lines;
    }

    /// <summary>From a line's context back to what was found.</summary>
    public void ReturnToFound() => View = LogView.Found;

    /// <summary>Shows a line among its neighbours and marks it. False when it is not there.</summary>
    /// <exception cref="ApiException">It could not be read.</exception>
    public async Task<bool> ShowAsync(long seq, CancellationToken ct)
    {
        if (!await Excerpt.ShowAsync(seq, ct)) return false;
        (Marked, View) = (seq, LogView.Lines);
        return true;
    }

    /// <summary>Back to the newest lines, from wherever.</summary>
    public void Follow()
    {
        (Marked, View) = (null, LogView.Lines);
        Excerpt.Follow();
    }

    /// <summary>Puts the lines into groups by node, or takes them out of them.</summary>
    /// <exception cref="ApiException">Lines that are not here could not be read; the groups are of those that are.</exception>
    public async Task GroupAsync(bool on, CancellationToken ct)
    {
        EndSearch();
        View = on ? LogView.Groups : LogView.Lines;
        if (!on) return;
        Groups.Update();

        // A group that begins in its middle tells half a story.
        while (View == LogView.Groups && await log.LoadOlderAsync(MorePageLines, ct)) Groups.Update();
    }
}

/// <summary>What of a log is in view.</summary>
public enum LogView
{
    Lines,
    Found,
    Groups,
}

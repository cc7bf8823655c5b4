using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>
/// The part of a log that is drawn: its newest lines while the reader follows, else an excerpt that stays as it is and grows
/// by pages where he walks on. Bounded, however long the log is.
/// </summary>
/// <remarks>For the renderer's thread only.</remarks>
public sealed class LogExcerpt(JobsClient jobs, JobLogSubscription log)
{
    /// <summary>Lines that are drawn of the newest.</summary>
    public const int NewestLines = 200;

    /// <summary>Lines that a page adds: few enough to be drawn between two frames of a scroll.</summary>
    public const int PageLines = 100;

    /// <summary>Lines that are drawn at most: what is added at one end goes at the other.</summary>
    public const int MaxLines = 400;

    /// <summary>A reader at the end who misses no more than these wants to follow again, not to turn a page.</summary>
    private const int FewLines = 15;

    private List<JobLogEntry> _lines = [];

    // The first line drawn when the server was found to have none before it that matches.
    private long _start = -1;

    // The newest line there was when the reader let go.
    private long _heldAt;

    public IReadOnlyList<JobLogEntry> Lines => _lines;

    /// <summary>Lines of this level or graver.</summary>
    public JobLogLevel MinLevel { get; private set; } = JobLogLevel.Info;

    /// <summary>The newest lines are drawn, and new ones take their place among them.</summary>
    public bool IsFollowing { get; private set; } = true;

    /// <summary>There may be lines before those that are drawn.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Matching lines that have come since the reader let go, and are not drawn.</summary>
    public int NewLines { get; private set; }

    /// <summary>Takes in what the subscription has now.</summary>
    public void Update()
    {
        if (IsFollowing) _lines = Newest();
        else ThrowAwayLost();
        Settle();
    }

    public void Filter(JobLogLevel level)
    {
        MinLevel = level;
        Follow();
    }

    /// <summary>Back to the newest lines.</summary>
    public void Follow()
    {
        (IsFollowing, _start) = (true, -1);
        Update();
    }

    /// <summary>The lines stay as they are: someone reads them.</summary>
    public void Hold()
    {
        if (!IsFollowing) return;
        IsFollowing = false;
        _heldAt = LastLoaded;
    }

    /// <summary>Adds the page before.</summary>
    /// <exception cref="ApiException">It could not be read.</exception>
    public async Task LoadOlderAsync(CancellationToken ct)
    {
        Hold();
        var before = _lines.Count > 0 ? _lines[0].Seq : FirstLoaded;
        var page = Loaded(line => line.Seq < before, PageLines, fromEnd: true);
        if (page.Count < PageLines && FirstLoaded > 1)
        {
            var read = await jobs.ReadLogAsync(log.JobId, new LogPageFilter { Before = before, Limit = PageLines, Level = MinLevel }, ct);
            page = [.. read.Entries];
            if (!read.HasOlder) _start = page.Count > 0 ? page[0].Seq : before;
        }

        if (_lines.Count > 0 && _lines[0].Seq != before) return;
        _lines.InsertRange(0, page);
        if (_lines.Count > MaxLines) _lines.RemoveRange(MaxLines, _lines.Count - MaxLines);
        if (page.Count == 0) _start = before;
        Settle();
    }

    /// <summary>Adds the page after; at the newest line the excerpt follows again.</summary>
    /// <exception cref="ApiException">It could not be read.</exception>
    public async Task LoadNewerAsync(CancellationToken ct)
    {
        if (IsFollowing) return;
        var after = _lines.Count > 0 ? _lines[^1].Seq : 0;
        var isLoaded = after >= FirstLoaded - 1;
        var page = isLoaded ? Loaded(line => line.Seq > after, PageLines, fromEnd: false) : await ReadAfterAsync(after, ct);
        if (page.Count == 0 || (isLoaded && page.Count <= FewLines))
        {
            Follow();
            return;
        }

        if (_lines.Count > 0 && _lines[^1].Seq != after) return;
        _lines.AddRange(page);
        if (_lines.Count > MaxLines) _lines.RemoveRange(0, _lines.Count - MaxLines);
        _start = -1;
        Settle();
    }

    /// <summary>Draws a line among its neighbours, and lowers the level for it if need be.</summary>
    /// <returns>False when there is no such line.</returns>
    /// <exception cref="ApiException">It could not be read.</exception>
    public async Task<bool> ShowAsync(long seq, CancellationToken ct)
    {
        var target = log.Lines.FirstOrDefault(line => line.Seq == seq)
            ?? (await jobs.ReadLogAsync(log.JobId, new LogPageFilter { After = seq - 1, Limit = 1 }, ct)).Entries.FirstOrDefault(line => line.Seq == seq);
        if (target is null) return false;
        if (target.Level < MinLevel) MinLevel = target.Level;

        // Its page with what comes before, and a page after; from the server unless all of it is here.
        List<JobLogEntry> older, newer;
        if (seq - PageLines >= FirstLoaded || FirstLoaded == 1)
        {
            older = Loaded(line => line.Seq <= seq, PageLines, fromEnd: true);
            newer = Loaded(line => line.Seq > seq, PageLines, fromEnd: false);
        }
        else
        {
            older = [.. (await jobs.ReadLogAsync(log.JobId, new LogPageFilter { Before = seq + 1, Limit = PageLines, Level = MinLevel }, ct)).Entries];
            newer = await ReadAfterAsync(seq, ct);
        }

        Hold();
        (_lines, _start) = ([.. older, .. newer], -1);
        Settle();
        return true;
    }

    private long FirstLoaded => log.Lines is [var first, ..] ? first.Seq : 1;

    private long LastLoaded => log.Lines is [.., var last] ? last.Seq : 0;

    private async Task<List<JobLogEntry>> ReadAfterAsync(long after, CancellationToken ct) =>
        [.. (await jobs.ReadLogAsync(log.JobId, new LogPageFilter { After = after, Limit = PageLines, Level = MinLevel }, ct)).Entries];

    private List<JobLogEntry> Newest() => Loaded(_ => true, NewestLines, fromEnd: true);

    /// <summary>The first or the last of the loaded lines that match.</summary>
    private List<JobLogEntry> Loaded(Func<JobLogEntry, bool> where, int count, bool fromEnd)
    {
        var all = log.Lines;
        List<JobLogEntry> page = [];
        for (var i = 0; i < all.Count && page.Count < count; i++)
        {
            var line = all[fromEnd ? all.Count - 1 - i : i];
            if (line.Level >= MinLevel && where(line)) page.Add(line);
        }

        if (fromEnd) page.Reverse();
        return page;
    }

    private void Settle()
    {
        var first = _lines.Count > 0 ? _lines[0].Seq : FirstLoaded;
        HasOlder = first != _start && (log.HasOlder || Loaded(line => line.Seq < first, 1, fromEnd: true).Count > 0);
        NewLines = 0;
        if (IsFollowing) return;
        var seen = Math.Max(_heldAt, _lines.Count > 0 ? _lines[^1].Seq : 0);
        var all = log.Lines;
        for (var i = all.Count - 1; i >= 0 && all[i].Seq > seen; i--)
        {
            if (all[i].Level >= MinLevel) NewLines++;
        }
    }

    /// <summary>After a reset lines may be gone that are drawn.</summary>
    private void ThrowAwayLost()
    {
        if (_lines.Count > 0 && log.Job is { } job && log.Lines is [.., var newest] && _lines[^1].Seq > Math.Max(newest.Seq, job.LastSeq)) Follow();
    }
}

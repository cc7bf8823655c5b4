using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.JobLog.Lines;
using PlanDecomp.Web.Client.Language;

namespace PlanDecomp.Web.Client.JobLog.Reading;

/// <summary>Finds lines by a word: on the server in the whole log, in the messages as they are stored; here also in what the reader sees of them.</summary>
/// <remarks>For the renderer's thread only.</remarks>
public sealed class LogSearch(JobsClient jobs, JobLogSubscription log, Localizer localizer)
{
    private const int PageLines = 100;

    // Each has to be put into words to be compared: more would be felt as one types.
    private const int TranslatedLines = 2_000;

    private readonly SortedDictionary<long, JobLogEntry> _found = [];
    private JobLogLevel _level;
    private long _searched;
    private int _asked;

    /// <summary>What is looked for; empty when nothing is.</summary>
    public string Text { get; private set; } = "";

    public bool IsActive => Text.Length > 0;

    public bool IsBusy { get; private set; }

    /// <summary>The server may have older ones.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The lines found, oldest first.</summary>
    public IReadOnlyCollection<JobLogEntry> Found => _found.Values;

    /// <summary>Starts a search; a later one overtakes it.</summary>
    /// <exception cref="ApiException">The server could not be asked; what was found here is there.</exception>
    public async Task StartAsync(string text, JobLogLevel level, CancellationToken ct)
    {
        (Text, _level, _searched) = (text.Trim(), level, 0);
        _asked++;
        _found.Clear();
        HasOlder = false;
        if (!IsActive) return;
        SearchTranslated();
        Update();
        await ReadAsync(null, ct);
    }

    /// <exception cref="ApiException">The server could not be asked.</exception>
    public Task LoadOlderAsync(CancellationToken ct) => ReadAsync(_found.Count > 0 ? _found.Keys.First() : null, ct);

    public void Stop()
    {
        _asked++;
        (Text, IsBusy, HasOlder) = ("", false, false);
        _found.Clear();
    }

    /// <summary>Looks at the lines that have come since.</summary>
    public void Update()
    {
        if (!IsActive) return;
        var all = log.Lines;
        for (var i = all.Count - 1; i >= 0 && all[i].Seq > _searched; i--)
        {
            if (all[i].Level >= _level && (Contains(all[i].Message) || Contains(LineText.Of(all[i], localizer.Language)))) _found[all[i].Seq] = all[i];
        }

        if (all.Count > 0) _searched = all[^1].Seq;
    }

    private async Task ReadAsync(long? before, CancellationToken ct)
    {
        var asked = _asked;
        IsBusy = true;
        try
        {
            var page = await jobs.ReadLogAsync(
                log.JobId, new LogPageFilter { Before = before, Limit = PageLines, Level = _level, Search = Text }, ct);
            if (asked != _asked) return;
            foreach (var line in page.Entries) _found[line.Seq] = line;
            HasOlder = page.HasOlder;
        }
        finally
        {
            if (asked == _asked) IsBusy = false;
        }
    }

    private void SearchTranslated()
    {
        var all = log.Lines;
        _searched = all.Count > 0 ? all[^1].Seq : 0;
        if (localizer.Language == PageLanguage.English) return;
        foreach (var line in all.Skip(Math.Max(0, all.Count - TranslatedLines)))
        {
            if (line.Level >= _level && Contains(LineText.Of(line, localizer.Language))) _found[line.Seq] = line;
        }
    }

    private bool Contains(string text) => text.Contains(Text, StringComparison.OrdinalIgnoreCase);
}

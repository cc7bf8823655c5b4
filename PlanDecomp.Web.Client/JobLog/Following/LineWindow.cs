using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>A job's newest lines, without gaps and bounded: the oldest make room for the newest.</summary>
/// <remarks>
/// Invariant: the numbers run on by one from the first line to the last, whoever brings lines and in whatever order they come.
/// Not for several threads at once.
/// </remarks>
internal sealed class LineWindow(int capacity = LineWindow.DefaultCapacity)
{
    public const int DefaultCapacity = 10_000;

    private readonly List<JobLogEntry> _lines = [];
    private JobLogEntry[]? _copy;

    // Lines up to here are not to be had any more.
    private long _removed;

    /// <summary>The newest number here: the cursor.</summary>
    public long Last { get; private set; }

    /// <summary>The oldest number here; when empty, the next to come.</summary>
    public long First => _lines.Count > 0 ? _lines[0].Seq : Last + 1;

    /// <summary>Older lines are on the server.</summary>
    public bool HasOlder => First > _removed + 1;

    /// <summary>No older lines are taken in.</summary>
    public bool IsFull => _lines.Count >= capacity;

    /// <summary>The lines, oldest first, as they are now.</summary>
    public IReadOnlyList<JobLogEntry> Lines => _copy ??= [.. _lines];

    /// <summary>Takes a line if its number is the next.</summary>
    public LineFate Take(JobLogEntry line)
    {
        if (line.Seq <= Last) return LineFate.Known;
        if (line.Seq > Last + 1) return LineFate.TooEarly;
        _lines.Add(line);
        Last = line.Seq;
        _copy = null;

        // In bulk: taking away the head moves all the rest.
        if (_lines.Count > capacity + capacity / 8) _lines.RemoveRange(0, _lines.Count - capacity);
        return LineFate.Taken;
    }

    /// <summary>Puts older lines in front. Those that do not reach up to the first one here are left out.</summary>
    /// <returns>How many were put in front.</returns>
    public int PutInFront(IReadOnlyList<JobLogEntry> older)
    {
        var next = First;
        var from = older.Count;
        while (from > 0 && older[from - 1].Seq >= next) from--;
        var until = from;
        while (from > 0 && until - from < capacity - _lines.Count && older[from - 1].Seq == next - 1) (from, next) = (from - 1, next - 1);
        if (until == from) return 0;
        _lines.InsertRange(0, older.Take(from..until));
        _copy = null;
        return until - from;
    }

    /// <summary>The server has none before the first line here.</summary>
    public void ReachedStart() => _removed = First - 1;

    /// <summary>Throws the lines away and goes on after a number.</summary>
    /// <param name="after">The new cursor.</param>
    /// <param name="removed">Lines up to here are not to be had any more.</param>
    public void Restart(long after, long removed)
    {
        _lines.Clear();
        _copy = null;
        (Last, _removed) = (after, removed);
    }
}

/// <summary>What became of a line that was brought to a <see cref="LineWindow"/>.</summary>
internal enum LineFate
{
    Taken,

    /// <summary>It was there before.</summary>
    Known,

    /// <summary>Lines before it are missing.</summary>
    TooEarly,
}

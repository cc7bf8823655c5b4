using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Web.Client.JobLog.Following;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>The lines a tab keeps of a job.</summary>
public sealed class LineWindowTests
{
    [Fact]
    public void Only_the_next_line_enters()
    {
        var window = new LineWindow();
        Assert.Equal(LineFate.Taken, window.Take(Line(1)));
        Assert.Equal(LineFate.TooEarly, window.Take(Line(3)));
        Assert.Equal(LineFate.Known, window.Take(Line(1)));
        Assert.Equal(LineFate.Taken, window.Take(Line(2)));
        Assert.Equal([1, 2], Numbers(window));
    }

    [Fact]
    public void The_oldest_lines_make_room_for_the_newest()
    {
        var window = new LineWindow(capacity: 80);
        for (var seq = 1; seq <= 1_000; seq++) window.Take(Line(seq));

        Assert.InRange(window.Lines.Count, 80, 90);
        Assert.Equal(1_000, window.Last);
        Assert.Equal([.. Enumerable.Range((int)window.First, window.Lines.Count).Select(n => (long)n)], Numbers(window));
        Assert.True(window.HasOlder);
    }

    [Fact]
    public void Older_lines_join_without_a_gap_or_not_at_all()
    {
        var window = new LineWindow(capacity: 6);
        window.Restart(after: 9, removed: 0);
        window.Take(Line(10));

        Assert.Equal(0, window.PutInFront([Line(5), Line(6)]));
        Assert.Equal(2, window.PutInFront([Line(8), Line(9), Line(10)]));
        Assert.Equal([8, 9, 10], Numbers(window));
        Assert.Equal(3, window.PutInFront([.. Enumerable.Range(1, 7).Select(n => Line(n))]));
        Assert.Equal([5, 6, 7, 8, 9, 10], Numbers(window));
        Assert.True(window.IsFull);
    }

    [Fact]
    public void After_a_restart_the_next_line_is_the_one_after_the_cursor()
    {
        var window = new LineWindow();
        window.Take(Line(1));
        window.Restart(after: 40, removed: 40);

        Assert.Empty(window.Lines);
        Assert.False(window.HasOlder);
        Assert.Equal(LineFate.Known, window.Take(Line(40)));
        Assert.Equal(LineFate.Taken, window.Take(Line(41)));
    }

    [Fact]
    public void A_list_once_given_does_not_change()
    {
        var window = new LineWindow();
        window.Take(Line(1));
        var lines = window.Lines;
        window.Take(Line(2));
        Assert.Single(lines);
    }

    private static JobLogEntry Line(long seq) => new(seq, DateTimeOffset.UnixEpoch, JobLogLevel.Info, $"line {seq}", null);

    private static long[] Numbers(LineWindow window) => [.. window.Lines.Select(line => line.Seq)];
}

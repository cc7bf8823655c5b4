using PlanDecomp.Api.Logs;
using PlanDecomp.Contracts.Jobs;

namespace PlanDecomp.Tests.Api.Logs;

public sealed class FrameRingTests
{
    [Fact]
    public void It_holds_the_newest_lines_up_to_its_count()
    {
        var ring = Filled(new FrameRing(100, 1 << 20), 1, 1_000);

        Assert.Equal((901, 1_000), (ring.First, ring.Last));
        Assert.Equal(Enumerable.Range(951, 50).Select(seq => (long)seq), After(ring, 950));
    }

    [Fact]
    public void It_holds_the_newest_lines_up_to_its_bytes_but_always_one()
    {
        var ring = Filled(new FrameRing(100, 35), 1, 50);
        Assert.Equal((48, 50), (ring.First, ring.Last));

        ring.Append(new SseFrame(51, JobStatus.Running, new byte[1_000], 0));
        Assert.Equal([51], After(ring, 0));
    }

    [Fact]
    public void A_copy_stops_at_its_bytes_and_says_that_there_is_more()
    {
        var ring = Filled(new FrameRing(100, 1 << 20), 1, 10);
        var frames = new List<SseFrame>();

        Assert.False(ring.CopyAfter(2, 25, frames));
        Assert.Equal([3, 4, 5], frames.Select(frame => frame.Seq));
        Assert.True(ring.CopyAfter(10, 25, frames));
        Assert.True(ring.CopyAfter(12, 25, frames));
        Assert.Equal(3, frames.Count);
    }

    [Fact]
    public void It_takes_the_next_number_and_no_other()
    {
        var ring = Filled(new FrameRing(10, 1 << 20), 1, 3);

        Assert.ThrowsAny<Exception>(() => ring.Append(Frame(3)));
        Assert.ThrowsAny<Exception>(() => ring.Append(Frame(5)));
        ring.StartAt(100);
        Assert.Equal((100, 99), (ring.First, ring.Last));
        ring.Append(Frame(100));
        Assert.Equal([100], After(ring, 0));
    }

    private static FrameRing Filled(FrameRing ring, int from, int to)
    {
        for (var seq = from; seq <= to; seq++) ring.Append(Frame(seq));
        return ring;
    }

    private static SseFrame Frame(long seq) => new(seq, JobStatus.Running, new byte[10], 0);

    private static IEnumerable<long> After(FrameRing ring, long after)
    {
        var frames = new List<SseFrame>();
        ring.CopyAfter(after, int.MaxValue, frames);
        return frames.Select(frame => frame.Seq);
    }
}

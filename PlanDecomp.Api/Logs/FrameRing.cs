using System.Diagnostics;

namespace PlanDecomp.Api.Logs;

/// <summary>The newest lines of one job, ready to send: consecutive numbers, bounded by count and bytes. Not thread-safe.</summary>
internal sealed class FrameRing(int maxFrames, int maxBytes)
{
    private SseFrame[] _frames = new SseFrame[Math.Min(16, maxFrames)];
    private int _start;
    private int _count;
    private long _bytes;

    /// <summary>The oldest number held; where it is empty, the next one to come.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The newest number that was here.</summary>
    public long Last => First + _count - 1;

    /// <summary>Empties the ring; the next line is <paramref name="next"/>.</summary>
    public void StartAt(long next)
    {
        _frames = new SseFrame[Math.Min(16, maxFrames)];
        (_start, _count, _bytes, First) = (0, 0, 0, next);
    }

    public void Append(in SseFrame frame)
    {
        // Invariant: numbers in the ring are consecutive, so a number's place is its distance from First.
        if (frame.Seq != Last + 1) throw new UnreachableException($"Line {frame.Seq} cannot follow line {Last}.");
        if (_count == _frames.Length && _count < maxFrames) Grow();
        while (_count > 0 && (_count == _frames.Length || _bytes + frame.Bytes.Length > maxBytes)) DropOldest();
        _frames[(_start + _count) % _frames.Length] = frame;
        _count++;
        _bytes += frame.Bytes.Length;
    }

    /// <summary>Adds the lines after <paramref name="after"/> that are held, up to about <paramref name="bytes"/>. Returns true when they reach the end.</summary>
    public bool CopyAfter(long after, int bytes, List<SseFrame> to)
    {
        var i = (int)(Math.Max(after, First - 1) - First + 1);
        for (; i < _count && bytes > 0; i++)
        {
            var frame = _frames[(_start + i) % _frames.Length];
            to.Add(frame);
            bytes -= frame.Bytes.Length;
        }

        return i >= _count;
    }

    private void DropOldest()
    {
        _bytes -= _frames[_start].Bytes.Length;
        _frames[_start] = default;
        _start = (_start + 1) % _frames.Length;
        _count--;
        First++;
    }

    private void Grow()
    {
        var larger = new SseFrame[Math.Min(maxFrames, _frames.Length * 2)];
        for (var i = 0; i < _count; i++) larger[i] = _frames[(_start + i) % _frames.Length];
        (_frames, _start) = (larger, 0);
    }
}

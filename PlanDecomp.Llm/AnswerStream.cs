using System.Text;

namespace PlanDecomp.Llm;

/// <summary>An event stream whose events are put in order one by one. An endpoint that does not stream is read to its end, and its answer becomes one event.</summary>
internal sealed class AnswerStream(Stream inner) : Stream
{
    private readonly StreamReader _lines = new(inner, Encoding.UTF8);
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _refusal = new();
    private byte[] _ready = [];
    private int _read;
    private bool _isEnded;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_read == _ready.Length)
        {
            if (_isEnded) return 0;
            var line = await _lines.ReadLineAsync(cancellationToken);
            _isEnded = line is null;
            (_ready, _read) = (Encoding.UTF8.GetBytes(line is null ? Rest() : Settle(line)), 0);
        }

        var count = Math.Min(buffer.Length, _ready.Length - _read);
        _ready.AsSpan(_read, count).CopyTo(buffer.Span);
        _read += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _lines.Dispose();
        base.Dispose(disposing);
    }

    private string Settle(string line)
    {
        if (_body.Length == 0)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal)) return $"data: {AnswerBody.Piece(line[5..].Trim(), _refusal)}\n";
            if (line.Length == 0 || line[0] == ':' || IsField(line)) return line + "\n";
        }

        _body.Append(line).Append('\n');
        return "";
    }

    private static bool IsField(string line) => line.Split(':')[0] is "event" or "id" or "retry";

    private string Rest() => _body.Length == 0 ? "" : $"data: {AnswerBody.Piece(AnswerBody.AsPiece(_body.ToString()), _refusal)}\n\ndata: [DONE]\n\n";
}

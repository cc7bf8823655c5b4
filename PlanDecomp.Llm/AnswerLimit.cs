namespace PlanDecomp.Llm;

/// <summary>Cuts the connection to an endpoint whose answer is larger than <see cref="LlmOptions.MaxAnswerBytes"/>: below the client, which would hold it whole, several times over.</summary>
/// <remarks>
/// An event stream repeats some hundred bytes around each piece of text, so there the limit is each event's, and the stream may have
/// <see cref="StreamFactor"/> times as much. What an endpoint says of an error is only shortened: the status tells what to do.
/// </remarks>
internal sealed class AnswerLimit(HttpMessageHandler inner, int maxBytes) : DelegatingHandler(inner)
{
    private const int StreamFactor = 16;
    private const int MaxErrorBytes = 64 << 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        if (response.IsSuccessStatusCode && !isStream && response.Content.Headers.ContentLength > maxBytes)
        {
            response.Dispose();
            throw new AnswerTooLargeException(maxBytes);
        }

        var rules = !response.IsSuccessStatusCode ? new Rules(Math.Min(MaxErrorBytes, maxBytes), int.MaxValue, IsCut: true)
            : isStream ? new Rules((long)maxBytes * StreamFactor, maxBytes, IsCut: false)
            : new Rules(maxBytes, int.MaxValue, IsCut: false);
        response.Content = new LimitedContent(response.Content, rules, maxBytes);
        return response;
    }

    /// <param name="Total">Bytes of the whole.</param>
    /// <param name="Line">Bytes between two line breaks.</param>
    /// <param name="IsCut">What is more is left out; else it is an error.</param>
    private readonly record struct Rules(long Total, long Line, bool IsCut);

    private sealed class LimitedContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly Rules _rules;
        private readonly int _maxBytes;

        public LimitedContent(HttpContent inner, Rules rules, int maxBytes)
        {
            (_inner, _rules, _maxBytes) = (inner, rules, maxBytes);
            foreach (var (name, values) in inner.Headers.NonValidated)
            {
                if (!rules.IsCut || name != "Content-Length") Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() => new LimitedStream(await _inner.ReadAsStreamAsync(), _rules, _maxBytes);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            await (await CreateContentReadStreamAsync()).CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class LimitedStream(Stream inner, Rules rules, int maxBytes) : Stream
    {
        private long _total;
        private long _line;

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
            if (IsAtCut) return 0;
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Count(buffer.Span, read);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(Span<byte> buffer) => IsAtCut ? 0 : Count(buffer, inner.Read(buffer));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private bool IsAtCut => rules.IsCut && _total >= rules.Total;

        private int Count(ReadOnlySpan<byte> buffer, int read)
        {
            _total += read;
            var end = buffer[..read].LastIndexOf((byte)'\n');
            _line = end < 0 ? _line + read : read - end - 1;
            return rules.IsCut || (_total <= rules.Total && _line <= rules.Line) ? read : throw new AnswerTooLargeException(maxBytes);
        }
    }
}

/// <summary>The endpoint's answer is larger than allowed.</summary>
public sealed class AnswerTooLargeException(int maxBytes) : Exception(
    $"the endpoint's answer is larger than {maxBytes} bytes (Llm:MaxAnswerBytes)");

using System.Net;
using System.Net.Http.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.WebClient.JobLog;

/// <summary>A network that cuts streams after a random number of bytes, in the middle of a frame as well.</summary>
internal sealed class CuttingHandler(int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Random _random = new(seed);
    private int _cuts;
    private int _open;

    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Streams that were asked for and are not over.</summary>
    public int OpenStreams => Volatile.Read(ref _open);

    /// <summary>Answers a job's snapshot.</summary>
    public Func<string, Task<JobSnapshot?>>? SnapshotOf { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith("/api", StringComparison.Ordinal)) request.RequestUri = new Uri(request.RequestUri, request.RequestUri.PathAndQuery[4..]);
        if (!path.EndsWith("/stream", StringComparison.Ordinal) && !path.EndsWith("/logs", StringComparison.Ordinal))
        {
            return await SnapshotOf!(path[(path.LastIndexOf('/') + 1)..]) is { } job
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(job, ContractsJson.Default.JobSnapshot) }
                : new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        if (!path.EndsWith("/stream", StringComparison.Ordinal)) return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref _open);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            int bytes;
            lock (_random) bytes = _random.Next(500, 40_000);
            response.Content = new StreamContent(new CutStream(body, bytes, onCut: () => Interlocked.Increment(ref _cuts), onClosed: () => Interlocked.Decrement(ref _open)));
            return response;
        }
        catch (Exception)
        {
            Interlocked.Decrement(ref _open);
            throw;
        }
    }

    private sealed class CutStream(Stream inner, int bytes, Action onCut, Action onClosed) : Stream
    {
        private int _left = bytes;
        private bool _isClosed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                onCut();
                throw new IOException("Cut.");
            }

            var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isClosed)
            {
                _isClosed = true;
                inner.Dispose();
                onClosed();
            }

            base.Dispose(disposing);
        }
    }
}

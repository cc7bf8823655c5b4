// Step 6 of a log line's way: the stream as the browser opens and reads it.
using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using PlanDecomp.Web.Client.Api;

namespace PlanDecomp.Web.Client.JobLog.Following;

/// <summary>Opens one stream over several jobs (<c>GET jobs/stream</c>, docs/log-stream.md).</summary>
internal sealed class LogStreamClient(ApiClient api)
{
    /// <summary>How many jobs one stream carries.</summary>
    public const int MaxJobs = 50;

    private const string EpochHeader = "Log-Epoch";

    // Whose numbers the cursors are: told again, so that a server with a restored backup knows that they are not its own.
    private string? _epoch;

    /// <param name="jobs">Which jobs, each from its cursor on.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <returns>Null when the server has nothing more to say of any of them.</returns>
    /// <exception cref="ApiException">The stream was refused or could not be asked for.</exception>
    public async Task<OpenLogStream?> OpenAsync(IReadOnlyList<FollowedJob> jobs, CancellationToken ct)
    {
        var ids = string.Join(',', jobs.Select(job => Uri.EscapeDataString(job.JobId)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"jobs/stream?ids={ids}{(_epoch is null ? "" : $"&epoch={_epoch}")}");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", string.Join(',', jobs.Select(job => job.Cursor.ToString(CultureInfo.InvariantCulture))));
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var response = await api.OpenAsync(request, ct);
        if (response.Headers.TryGetValues(EpochHeader, out var epochs)) _epoch = Uri.EscapeDataString(epochs.First());
        if (response.StatusCode != HttpStatusCode.NoContent) return new OpenLogStream(response);
        response.Dispose();
        return null;
    }
}

/// <summary>A stream that was answered.</summary>
internal sealed class OpenLogStream(HttpResponseMessage response) : IDisposable
{
    private SseParser<StreamFrame>? _parser;

    /// <summary>What the server said last of how long to stay away after a cut.</summary>
    public TimeSpan RetryAfter => _parser is { } parser && parser.ReconnectionInterval > TimeSpan.Zero ? parser.ReconnectionInterval : TimeSpan.Zero;

    public async IAsyncEnumerable<StreamFrame> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        _parser = SseParser.Create(body, StreamFrame.Read);
        await foreach (var item in _parser.EnumerateAsync(ct)) yield return item.Data;
    }

    public void Dispose() => response.Dispose();
}

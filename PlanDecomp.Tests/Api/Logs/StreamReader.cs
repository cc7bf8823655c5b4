using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Tests.Api.Logs;

/// <summary>Reads one SSE response frame by frame, as a browser would.</summary>
public sealed class StreamReader : IAsyncDisposable
{
    // Only ends a test that would hang.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _leaving = new();
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;
    private Task<bool> _reading = Task.FromResult(false);

    private StreamReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _items = SseParser.Create(body).EnumerateAsync(_leaving.Token).GetAsyncEnumerator();
    }

    public HttpResponseMessage Response => _response;

    public static async Task<StreamReader> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        var response = await SendAsync(client, path, lastEventId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new StreamReader(response, await response.Content.ReadAsStreamAsync());
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Limit);
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    public async Task<SseItem<string>?> NextAsync() => await (_reading = _items.MoveNextAsync().AsTask()).WaitAsync(Limit) ? _items.Current : null;

    /// <summary>The payload of the next frame that is no ping, which must be an event of a job.</summary>
    public async Task<JobStreamEvent> NextEventAsync()
    {
        var item = await NextAsync();
        while (item is { EventType: "ping" }) item = await NextAsync();
        Assert.NotNull(item);
        Assert.Equal("message", item.Value.EventType);
        return EventOf(item.Value);
    }

    /// <summary>All frames to the end of the stream but pings, which come by the clock.</summary>
    public async Task<List<SseItem<string>>> ToEndAsync()
    {
        var all = new List<SseItem<string>>();
        while (await NextAsync() is { } item)
        {
            if (item.EventType != "ping") all.Add(item);
        }

        return all;
    }

    /// <summary>Reads until <paramref name="count"/> lines came, leaving out frames without one.</summary>
    public async Task<List<JobLogEntry>> LinesAsync(int count)
    {
        var lines = new List<JobLogEntry>();
        while (lines.Count < count && await NextAsync() is { } item)
        {
            if (LineOf(item) is { } line) lines.Add(line);
        }

        return lines;
    }

    public static JobStreamEvent EventOf(SseItem<string> item) => JsonSerializer.Deserialize(item.Data, ContractsJson.Default.JobStreamEvent)!;

    public static JobLogEntry? LineOf(SseItem<string> item) => item.EventType == "message" ? EventOf(item).Event : null;

    public static JobStreamReset ResetOf(SseItem<string> item)
    {
        Assert.Equal("reset", item.EventType);
        return JsonSerializer.Deserialize(item.Data, ContractsJson.Default.JobStreamReset)!;
    }

    public async ValueTask DisposeAsync()
    {
        // A read that waits has to end before its enumerator may go.
        await _leaving.CancelAsync();
        _response.Dispose();
        try
        {
            await _reading.WaitAsync(Limit);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // That was its end.
        }

        await _items.DisposeAsync();
        _leaving.Dispose();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanDecomp.Tests.Faults;

/// <summary>A person with a browser's patience: what gets no answer is sent again, with the same key.</summary>
internal sealed class Account : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http;

    public Account(Uri web) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(web, "/api/"),
        Timeout = TimeSpan.FromSeconds(15),
    };

    public void Dispose() => _http.Dispose();

    /// <summary>One try. Null when the app has not answered, or only that it cannot now.</summary>
    public async Task<Answer?> TryAsync(HttpMethod method, string path, object? body, string? key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if ((int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.TooManyRequests) return null;
            var text = await response.Content.ReadAsStringAsync(ct);
            return new Answer(response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Sends it until there is an answer.</summary>
    public async Task<Answer> InsistAsync(HttpMethod method, string path, object? body, string? key, CancellationToken ct)
    {
        while (true)
        {
            if (await TryAsync(method, path, body, key, ct) is { } answer) return answer;
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Opens a stream; the caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, long after, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (after > 0) request.Headers.Add("Last-Event-ID", $"{after}");
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }
}

/// <summary>What the app has said for good.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body);

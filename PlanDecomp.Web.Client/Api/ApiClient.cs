using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PlanDecomp.Web.Client.Api;

/// <summary>Asks the Api, and turns whatever goes wrong into <see cref="ApiException"/>.</summary>
/// <remarks>Paths are relative to <c>/api/</c>, without a leading slash.</remarks>
public sealed class ApiClient(HttpClient http, Connectivity connectivity, TimeProvider time) : IDisposable
{
    /// <summary>How long an ordinary request may take, its answer included.</summary>
    private static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(30);

    /// <summary>How long one may take that carries a whole document or log over whatever line there is.</summary>
    private static readonly TimeSpan Large = TimeSpan.FromMinutes(10);

    // The Api gives a newcomer an account with the first change. Changes sent side by side before that would each get one,
    // and all but the last would own things no one sees again.
    private readonly SemaphoreSlim _first = new(1);
    private bool _hasAccount;

    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, type, Ordinary, ct);

    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body, bodyType), type, Ordinary, ct);

    /// <summary>A POST whose body may be a whole document: it has as long as a slow line takes.</summary>
    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<T> UploadAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body, bodyType), type, Large, ct);

    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<T> PatchAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken ct) =>
        SendAsync(HttpMethod.Patch, path, JsonContent.Create(body, bodyType), type, Ordinary, ct);

    /// <summary>A POST without a body.</summary>
    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct) => SendAsync(HttpMethod.Post, path, null, type, Ordinary, ct);

    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task DeleteAsync(string path, CancellationToken ct) => WithinAsync(Ordinary, async limited =>
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), HttpCompletionOption.ResponseContentRead, limited);
        return true;
    }, ct);

    /// <summary>Reads a text of any length: it has as long as a slow line takes.</summary>
    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<string> DownloadAsync(string path, CancellationToken ct) => WithinAsync(Large, async limited =>
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseContentRead, limited);
        return await response.Content.ReadAsStringAsync(limited);
    }, ct);

    /// <summary>Opens a stream: of the answer only the head has come. No limit of time but what who reads it sets. The caller disposes it.</summary>
    /// <exception cref="ApiException">It was not answered with success.</exception>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct) =>
        SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    public void Dispose() => _first.Dispose();

    /// <summary>A request that hangs must not hold up its page without a word.</summary>
    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new ApiException(ApiFault.TimedOut, inner: e);
        }
    }

    private Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken ct) =>
        WithinAsync(limit, limited => SendAsync(method, path, body, type, limited), ct);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var response = await SendAsync(new HttpRequestMessage(method, path) { Content = body }, HttpCompletionOption.ResponseContentRead, ct);
        try
        {
            return await response.Content.ReadFromJsonAsync(type, ct) ?? throw new ApiException(ApiFault.Failed, response.StatusCode);
        }
        catch (JsonException e)
        {
            throw new ApiException(ApiFault.Failed, response.StatusCode, inner: e);
        }
        catch (HttpRequestException e)
        {
            throw Lost(e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken ct)
    {
        var first = !_hasAccount && request.Method != HttpMethod.Get;
        if (first) await _first.WaitAsync(ct);
        try
        {
            var response = await http.SendAsync(request, completion, ct);
            connectivity.Answered(response.StatusCode);
            if (response.IsSuccessStatusCode)
            {
                _hasAccount |= first;
                return response;
            }

            using (response) throw new ApiException(FaultOf(response.StatusCode), response.StatusCode, await ProblemOfAsync(response, ct)) { RetryAfter = response.Headers.RetryAfter?.Delta };
        }
        catch (HttpRequestException e)
        {
            throw Lost(e);
        }
        finally
        {
            if (first) _first.Release();
        }
    }

    private ApiException Lost(HttpRequestException e)
    {
        connectivity.Lost();
        return new ApiException(ApiFault.Unreachable, inner: e);
    }

    private static async Task<ApiProblem?> ProblemOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ProblemJson.Default.ApiProblem, ct);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException)
        {
            // A page of some proxy in between: the status says enough.
            return null;
        }
    }

    private static ApiFault FaultOf(HttpStatusCode status) => (int)status switch
    {
        404 => ApiFault.NotFound,
        401 or 403 => ApiFault.NotAllowed,
        409 => ApiFault.Conflict,
        400 or 413 or 415 or 422 => ApiFault.Invalid,
        429 => ApiFault.TooMany,
        502 or 503 or 504 => ApiFault.Unavailable,
        _ => ApiFault.Failed,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ProblemJson : JsonSerializerContext;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Waits until an instance answers as its resource says that it should.</summary>
internal sealed class HealthProbe(IServiceProvider services) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    // Long enough for a service that cannot start to have ended.
    private static readonly TimeSpan AliveLongEnough = TimeSpan.FromSeconds(3);

    /// <summary>Completes at the first good answer; for a resource with nothing to ask, when it has lived for a moment.</summary>
    public async Task AwaitHealthyAsync(Resource resource, int instance, CancellationToken ct)
    {
        if (resource.HealthPath is null && resource.HealthChecks.Count == 0) await Task.Delay(AliveLongEnough, ct);
        while (!await IsHealthyAsync(resource, instance, ct)) await Task.Delay(Pause, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsHealthyAsync(Resource resource, int instance, CancellationToken ct) =>
        (resource.HealthPath is not { } path || await AnswersAsync($"{resource.Endpoints[0].UrlOf(instance)}{path}", ct))
        && (resource.HealthChecks.Count == 0 || await ChecksPassAsync(resource.HealthChecks, ct));

    private async Task<bool> AnswersAsync(string url, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false; // not listening yet, or too slow
        }
    }

    private async Task<bool> ChecksPassAsync(List<string> keys, CancellationToken ct)
    {
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => keys.Contains(check.Name), ct);
        return report.Status == HealthStatus.Healthy;
    }
}

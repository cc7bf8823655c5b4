using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>A caller and a stream over a real HTTP server.</summary>
public sealed class LlmHouse : IDisposable
{
    private readonly HttpClient _http;
    private readonly LlmTraffic _traffic;

    public LlmHouse(LlmServer server, Action<LlmOptions>? change = null, TimeProvider? time = null)
    {
        var options = new LlmOptions { BaseUrl = server.BaseUrl, Model = "test-model", RetryDelay = TimeSpan.FromMilliseconds(5) };
        change?.Invoke(options);
        _http = LlmChatClient.CreateHttpClient(options);
        var client = LlmChatClient.Create(options, _http, NullLoggerFactory.Instance);
        _traffic = new LlmTraffic(Options.Create(options), time ?? TimeProvider.System);
        Caller = new LlmCaller(client, _traffic, Options.Create(options), time ?? TimeProvider.System);
        Stream = new LlmStream(client, _traffic, Options.Create(options), time ?? TimeProvider.System);
    }

    public LlmCaller Caller { get; }

    public LlmStream Stream { get; }

    public void Dispose()
    {
        _traffic.Dispose();
        _http.Dispose();
    }
}

/// <summary>Notes what happens to a call.</summary>
public sealed class CallNotes : ILlmCallWatcher
{
    public List<LlmUsage> Requests { get; } = [];
    public List<(int Retry, LlmFailure Failure, TimeSpan Delay)> Retries { get; } = [];
    public List<(string From, string To)> Simplifications { get; } = [];
    public int Sent { get; private set; }

    public void Sending() => Sent++;

    public void Ended(LlmUsage usage) => Requests.Add(usage);

    public void Retrying(int retry, LlmFailure failure, TimeSpan delay)
    {
        lock (Retries) Retries.Add((retry, failure, delay));
    }

    public void Simplified(string from, string to, LlmFailure failure) => Simplifications.Add((from, to));
}

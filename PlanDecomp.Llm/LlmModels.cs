using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PlanDecomp.Llm;

/// <summary>The models of this process, each with its own connections: roles that name the same one share it.</summary>
public sealed class LlmModels(IOptions<LlmOptions> options, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly HttpClient _http = LlmChatClient.CreateHttpClient(options.Value);
    private readonly ConcurrentDictionary<LlmModel, Lazy<LlmEndpoint>> _endpoints = [];
    private readonly ConcurrentDictionary<LlmRole, LlmRoute> _routes = [];

    /// <summary>Whom to ask for a kind of work.</summary>
    public LlmRoute For(LlmRole role) => _routes.GetOrAdd(role, wanted =>
    {
        var (first, fallback) = (options.Value.ModelFor(wanted), options.Value.FallbackModel());
        return new LlmRoute(EndpointOf(first), fallback is null || fallback == first ? null : EndpointOf(fallback), time);
    });

    /// <summary>Asks for answers as a whole.</summary>
    public LlmCaller CallerFor(LlmRole role) => new(For(role), options.Value, time);

    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Values.Where(made => made.IsValueCreated)) endpoint.Value.Dispose();
        _http.Dispose();
    }

    private LlmEndpoint EndpointOf(LlmModel model) => _endpoints.GetOrAdd(model, wanted => new Lazy<LlmEndpoint>(() =>
        new LlmEndpoint(wanted, LlmChatClient.Create(wanted, options.Value, _http, loggers), new LlmTraffic(options, time)))).Value;
}

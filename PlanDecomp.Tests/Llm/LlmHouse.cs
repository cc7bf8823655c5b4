using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanDecomp.Llm;
using PlanDecomp.Tests.Infrastructure;

namespace PlanDecomp.Tests.Llm;

/// <summary>A caller and a stream over a real HTTP server. Answers are asked for as a whole, unless a test says otherwise.</summary>
public sealed class LlmHouse : IDisposable
{
    private readonly LlmModels _models;

    public LlmHouse(LlmServer server, Action<LlmOptions>? change = null, TimeProvider? time = null)
    {
        var options = new LlmOptions { BaseUrl = server.BaseUrl, Model = "test-model", RetryDelay = TimeSpan.FromMilliseconds(5), Streaming = false };
        change?.Invoke(options);
        _models = new LlmModels(Options.Create(options), time ?? TimeProvider.System, NullLoggerFactory.Instance);
        Caller = _models.CallerFor(LlmRole.Planning);
        Stream = new LlmStream(_models.For(LlmRole.Chat), options, time ?? TimeProvider.System) { OnEnded = StreamUsages.Add, OnFellBack = (to, _) => StreamFallbacks.Add(to.Name) };
    }

    public LlmCaller Caller { get; }

    public LlmStream Stream { get; }

    public LlmModels Models => _models;

    public List<LlmUsage> StreamUsages { get; } = [];

    public List<string> StreamFallbacks { get; } = [];

    public void Dispose()
    {
        _models.Dispose();
    }
}

/// <summary>Notes what happens to a call.</summary>
public sealed class CallNotes : ILlmCallWatcher
{
    public List<LlmUsage> Requests { get; } = [];
    public List<(int Retry, LlmFailure Failure, TimeSpan Delay)> Retries { get; } = [];
    public List<(string From, string To)> Simplifications { get; } = [];
    public int Sent { get; private set; }

    public List<LlmCallBegin> Begun { get; } = [];
    public List<(string From, string To, LlmFailure Failure)> Fallbacks { get; } = [];

    public ValueTask SendingAsync(LlmCallBegin call, CancellationToken ct)
    {
        Sent++;
        Begun.Add(call);
        return default;
    }

    public void FellBack(LlmModel from, LlmModel to, LlmFailure failure) => Fallbacks.Add((from.Name, to.Name, failure));

    public void Ended(LlmUsage usage) => Requests.Add(usage);

    public void Retrying(int retry, LlmFailure failure, TimeSpan delay)
    {
        lock (Retries) Retries.Add((retry, failure, delay));
    }

    public void Simplified(string from, string to, LlmFailure failure) => Simplifications.Add((from, to));
}

using Microsoft.Extensions.AI;

namespace PlanDecomp.Llm;

/// <summary>A model as this process calls it: its client, and what all its calls share.</summary>
public sealed class LlmEndpoint(LlmModel model, IChatClient client, LlmTraffic traffic) : IDisposable
{
    private volatile bool _hasAnswered;

    public LlmModel Model => model;

    public IChatClient Client => client;

    public LlmTraffic Traffic => traffic;

    /// <summary>It has answered a call of this process before.</summary>
    public bool HasAnswered => _hasAnswered;

    public void NoteAnswer()
    {
        _hasAnswered = true;
        traffic.NoteAnswer();
    }

    public void Dispose()
    {
        client.Dispose();
        traffic.Dispose();
    }
}

/// <summary>Whom to ask for a kind of work: the first, and while that is of no use the one to fall back on.</summary>
/// <remarks>The first is left alone for <see cref="Rest"/> then, and tried again.</remarks>
public sealed class LlmRoute(LlmEndpoint first, LlmEndpoint? fallback, TimeProvider time)
{
    /// <summary>How long one that is of no use is left alone, when it does not say itself.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    public LlmEndpoint First => first;

    /// <summary>The one to ask now.</summary>
    /// <param name="failure">Why it is not the first; null when it is.</param>
    public LlmEndpoint Choose(out LlmFailure? failure)
    {
        failure = fallback is not null && first.Traffic.IsLeftAlone(time.GetUtcNow()) ? first.Traffic.LeftAloneBecause : null;
        return failure is null ? first : fallback!;
    }

    /// <summary>The one to ask after a call has failed with all its retries; null when no other would do better.</summary>
    public LlmEndpoint? After(LlmEndpoint failed, LlmFailure failure)
    {
        if (fallback is null || failed != first || failure is not ({ EndsJob: true } or { Fault: LlmFault.Transient })) return null;

        // One call that got no answer tells nothing of the next, unless the endpoint says for how long.
        if (failure.EndsJob || failure.RetryAfter is not null) first.Traffic.LeaveAlone(time.GetUtcNow() + (failure.RetryAfter ?? Rest), failure);
        return fallback;
    }
}

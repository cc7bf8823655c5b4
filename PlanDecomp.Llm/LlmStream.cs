using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PlanDecomp.Contracts.Texts;

namespace PlanDecomp.Llm;

/// <summary>A chat client that streams the answers of one reply to a person, within the process's limits, and tries again what may pass.</summary>
/// <remarks>
/// Not to be disposed: the model behind it is everyone's.
/// Only before the first piece of an answer: what a person has read is never taken back. Its patience is shorter than that of
/// <see cref="LlmCaller"/>, because someone waits. <see cref="LlmOptions.CallTimeout"/> is the longest silence.
/// </remarks>
public sealed class LlmStream(LlmRoute route, LlmOptions options, TimeProvider time) : DelegatingChatClient(route.First.Client)
{
    private const int MaxRetries = 2;
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(20);

    public string Model => route.First.Model.Name;

    /// <summary>Told what each request has used, whatever came of it.</summary>
    public Action<LlmUsage>? OnEnded { get; init; }

    /// <summary>Told when the model to fall back on answers.</summary>
    public Action<LlmModel, LlmFailure>? OnFellBack { get; init; }

    /// <inheritdoc/>
    /// <exception cref="LlmCallException">No answer came of it, or it broke off.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Sent again as they were: the caller may hand over what can be read only once.
        var all = messages.ToList();
        await using var answer = await OpenAsync(all, options, cancellationToken);
        foreach (var update in answer.Begun) yield return update;
        while (await NextAsync(answer, cancellationToken) is { } update) yield return update;
    }

    private async Task<OpenAnswer> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? wished, CancellationToken ct)
    {
        var endpoint = route.Choose(out var because);
        if (because is not null) OnFellBack?.Invoke(endpoint.Model, because);
        while (true)
        {
            var retries = RetriesOf(endpoint);
            try
            {
                return await retries.Pipeline<OpenAnswer>((_, _, _) => { }).ExecuteAsync(async token => await BeginInFormAsync(endpoint, messages, wished, token), ct);
            }
            catch (LlmAttemptException e)
            {
                if (route.After(endpoint, e.Failure) is not { } next)
                {
                    throw new LlmCallException(e.Failure, retries.Explain(e.Failure, $"the {MaxPause.TotalSeconds:0} s one waits for an answer"), e.InnerException);
                }

                OnFellBack?.Invoke(next.Model, e.Failure);
                endpoint = next;
            }
        }
    }

    private LlmRetries RetriesOf(LlmEndpoint endpoint) => new(options, Math.Min(MaxRetries, options.MaxRetries), MaxPause, endpoint.Traffic, time);

    private async Task<OpenAnswer> BeginInFormAsync(LlmEndpoint endpoint, IReadOnlyList<ChatMessage> messages, ChatOptions? given, CancellationToken ct)
    {
        var wished = given?.Clone() ?? new ChatOptions();
        wished.ModelId = endpoint.Model.Name;
        while (true)
        {
            var form = endpoint.Traffic.Parameters.Form;
            try
            {
                return await BeginAsync(endpoint, messages, form.Apply(wished), ct);
            }
            catch (LlmAttemptException e) when (endpoint.Traffic.Parameters.Learn(form, wished, e.Failure) is not null)
            {
                // Asked again without what the endpoint does not take.
            }
        }
    }

    /// <summary>Sends the request and reads on until the answer has begun.</summary>
    private async Task<OpenAnswer> BeginAsync(LlmEndpoint endpoint, IReadOnlyList<ChatMessage> messages, ChatOptions wished, CancellationToken ct)
    {
        var place = await endpoint.Traffic.EnterAsync(ct);
        var answer = new OpenAnswer(endpoint, place, new CancellationTokenSource(options.CallTimeout, time), messages, OnEnded, ct);
        try
        {
            answer.Updates = endpoint.Client.GetStreamingResponseAsync(messages, wished, answer.Token).GetAsyncEnumerator(answer.Token);
            while (await answer.Updates.MoveNextAsync())
            {
                answer.Begun.Add(answer.Take());
                answer.Silence.CancelAfter(options.CallTimeout);
                if (answer.Updates.Current.Contents.Any(content => content is not TextContent { Text.Length: 0 })) break;
            }

            endpoint.NoteAnswer();
            return answer;
        }
        catch (Exception e)
        {
            answer.IsPaid = answer.Begun.Count > 0 || LlmFailure.IsPaid(e);
            var failure = FailureOf(e, answer, ct);
            await answer.DisposeAsync();
            if (failure is null) throw;
            throw new LlmAttemptException(failure, e);
        }
    }

    private async Task<ChatResponseUpdate?> NextAsync(OpenAnswer answer, CancellationToken ct)
    {
        try
        {
            answer.Silence.CancelAfter(options.CallTimeout);
            return await answer.Updates!.MoveNextAsync() ? answer.Take() : answer.TakeRest();
        }
        catch (Exception e) when (FailureOf(e, answer, ct) is { } failure)
        {
            throw new LlmCallException(
                failure, failure.Fault == LlmFault.Declined ? RetriesOf(answer.Endpoint).Explain(failure, "") : $"The language model's answer broke off: {failure.Detail}.", e);
        }
    }

    /// <summary>Null when the caller has cancelled: then it is no failure.</summary>
    private LlmFailure? FailureOf(Exception error, OpenAnswer answer, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return null;
        if (error is LlmAttemptException attempt) return attempt.Failure;
        if (answer.Silence.IsCancellationRequested) error = new TimeoutException($"no answer within {options.CallTimeout.TotalSeconds:0.###} s");
        return LlmFailure.Of(error, time.GetUtcNow(), options, answer.Endpoint);
    }

    /// <summary>An answer on its way, with the place it holds.</summary>
    private sealed class OpenAnswer(
        LlmEndpoint endpoint, IDisposable place, CancellationTokenSource silence, IReadOnlyList<ChatMessage> messages, Action<LlmUsage>? onEnded, CancellationToken ct) : IAsyncDisposable
    {
        private readonly List<ChatResponseUpdate> _taken = [];
        private readonly ReasoningFilter _reasoning = new();
        private bool _isEnded;
        private readonly CancellationTokenSource _both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, ct);

        public LlmEndpoint Endpoint => endpoint;

        /// <summary>The endpoint has begun to work on it.</summary>
        public bool IsPaid { get; set; } = true;

        public CancellationTokenSource Silence => silence;

        public CancellationToken Token => _both.Token;

        public List<ChatResponseUpdate> Begun { get; } = [];

        public IAsyncEnumerator<ChatResponseUpdate>? Updates { get; set; }

        /// <summary>The newest piece, its text clean and without reasoning.</summary>
        /// <exception cref="LlmAttemptException">A filter has ended the answer.</exception>
        public ChatResponseUpdate Take()
        {
            var update = Updates!.Current;
            _taken.Add(update);
            for (var i = update.Contents.Count - 1; i >= 0; i--)
            {
                switch (update.Contents[i])
                {
                    case TextReasoningContent:
                        update.Contents.RemoveAt(i);
                        break;
                    case TextContent text:
                        // A piece may end between the two characters of a line break.
                        text.Text = _reasoning.Push(CleanText.Of(text.Text.Replace("\r", "", StringComparison.Ordinal)));
                        break;
                }
            }

            return update.FinishReason == ChatFinishReason.ContentFilter ? throw new LlmAttemptException(LlmFailure.OfFilter, null) : update;
        }

        /// <summary>What the filter of reasoning still holds when nothing more comes; null when that is nothing.</summary>
        public ChatResponseUpdate? TakeRest()
        {
            if (_isEnded || _reasoning.End() is not { Length: > 0 } rest) return null;
            _isEnded = true;
            return new ChatResponseUpdate(ChatRole.Assistant, rest);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (Updates is not null) await Updates.DisposeAsync();
            }
            finally
            {
                place.Dispose();
                _both.Dispose();
                silence.Dispose();
                onEnded?.Invoke(IsPaid ? LlmUsage.Of(messages, _taken.ToChatResponse(), endpoint.Model) : LlmUsage.Nothing(endpoint.Model));
            }
        }
    }
}
